// A block's keys are looked for one after the other; as long as a table is sorted, nothing need be looked
// for.
#include "runtime/pipeline/key_search.hpp"

namespace strata {

void KeySearch::search(const DecidedBlock& block, std::vector<RepeatedKey>& repeated) {
  repeated.clear();
  const std::size_t count = block.hashes.size();
  if (count == 0) return;
  earlier_->enter(block.records);
  if (size_ > 0) {
    // What comes will be like what has come.
    const auto passed = static_cast<double>(block.records.offset + block.records.size);
    const auto keys = static_cast<double>(block.records.first_record + count);
    index_.expect(static_cast<std::uint64_t>(keys * static_cast<double>(size_) / passed));
  }
  std::size_t done = 0;
  auto apart = block.apart.begin();
  const auto has_key = [&](std::size_t i) {
    if (apart == block.apart.end() || apart->record != i) return true;
    return !(apart++)->is_lost;
  };
  const auto repeats = [&](std::size_t i, std::size_t line) {
    repeated.push_back({static_cast<std::uint32_t>(i), line});
  };
  constexpr std::size_t kAhead = 16; // keys lie in the table's text, apart from each other
  for (; is_sorted_ && done < count; ++done) {
    const auto before = apart;
    if (done + kAhead < count) __builtin_prefetch(block.keys[done + kAhead].data());
    if (!has_key(done)) continue;
    const std::string_view key = block.keys[done];
    const AscendingKeys::Order order = sorted_.order(key);
    if (order == AscendingKeys::Order::Before) {
      sorted_.move_to(index_);
      is_sorted_ = false;
      apart = before;
      break;
    }
    if (order == AscendingKeys::Order::Same) {
      repeats(done, sorted_.last_line());
      continue;
    }
    const std::size_t line = block.records.line_of(done);
    sorted_.add(key, block.hashes[done], earlier_->next_place(block.records, done), line);
    earlier_->keep(key, line);
  }
  if (is_sorted_) sorted_.keep_last();
  index_.each_prefetched(
      count - done, [&](std::size_t i) { return block.hashes[done + i]; },
      [&](std::size_t next) {
        const std::size_t i = done + next;
        if (!has_key(i)) return;
        const std::string_view key = block.keys[i];
        const std::uint64_t place = earlier_->next_place(block.records, i);
        const std::uint64_t found = index_.find_or_add(
            block.hashes[i], place, [&](std::uint64_t candidate) { return earlier_->is_at(candidate, key); });
        if (found == place)
          earlier_->keep(key, block.records.line_of(i));
        else
          repeats(i, earlier_->line_at(found));
      });
}

} // namespace strata
