// A block's keys are looked for one after the other; the memory in which a key will be looked for is fetched
// while those before it are.
#include "runtime/pipeline/key_search.hpp"

namespace strata {

namespace {

// Keys between the steps of fetching, and between the last and the search.
constexpr std::size_t kStep = 12;

} // namespace

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
  const auto prefetch = [&](std::size_t i) __attribute__((always_inline)) {
    if (i + 2 * kStep < count) index_.prefetch_partition(block.hashes[i + 2 * kStep]);
    if (i + kStep < count) index_.prefetch_chunk(block.hashes[i + kStep]);
    if (i < count) index_.prefetch_bucket(block.hashes[i]);
  };
  for (std::size_t i = 0; i < kStep; ++i)
    prefetch(i);
  auto apart = block.apart.begin();
  for (std::size_t i = 0; i < count; ++i) {
    prefetch(i + kStep);
    if (apart != block.apart.end() && apart->record == i) {
      const bool is_lost = apart->is_lost;
      ++apart;
      if (is_lost) continue; // it has no key
    }
    const std::string_view key = block.keys[i];
    const std::uint64_t place = earlier_->next_place(block.records, i);
    const std::uint64_t found = index_.find_or_add(
        block.hashes[i], place, [&](std::uint64_t candidate) { return earlier_->is_at(candidate, key); });
    if (found == place)
      earlier_->keep(key, block.records.line_of(i));
    else
      repeated.push_back({static_cast<std::uint32_t>(i), earlier_->line_at(found)});
  }
}

} // namespace strata
