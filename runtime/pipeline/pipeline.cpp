// The calling thread's part: it reads blocks as long as others can use them, writes those that are decided,
// and decides some itself.
#include "runtime/pipeline/pipeline.hpp"

#include <ostream>
#include <thread>

#include "runtime/pipeline/block_ring.hpp"
#include "runtime/run/pace.hpp"

namespace strata {

namespace {

/// Writes decided blocks, in order.
class BlockWriter {
 public:
  BlockWriter(const BlockPlan& plan, KeySearch* keys, const RunSinks& sinks)
      : plan_(plan), keys_(keys), sinks_(sinks) {}

  void write(const DecidedBlock& block) {
    if (keys_ != nullptr) keys_->search(block, repeated_);
    sinks_.tally.records(block.records.records);
    if (plan_.form == TextForm::CsvLines)
      write_lines(block);
    else
      write_cells(block);
    count(block);
    tell_rejects(block);
  }

 private:
  /// The whole block at once, or the pieces between rows that do not count.
  void write_lines(const DecidedBlock& block) const {
    const std::string_view text = block.texts.buffer.text();
    const std::vector<std::uint32_t>& ends = block.texts.row_ends;
    std::size_t from = 0;
    const auto write_to = [&](std::size_t to) {
      sinks_.output.write(text.data() + from, static_cast<std::streamsize>(to - from));
    };
    for (const RepeatedKey& row : repeated_) {
      write_to(row.record == 0 ? 0 : ends[row.record - 1]);
      from = ends[row.record];
    }
    write_to(text.size());
  }

  void write_cells(const DecidedBlock& block) {
    const std::string_view text = block.texts.buffer.text();
    auto end = block.texts.cell_ends.begin();
    auto apart = block.apart.begin();
    auto repeated = repeated_.begin();
    cells_.resize(plan_.columns.size());
    std::size_t from = 0;
    for (std::size_t row = 0; row < block.records.records; ++row) {
      if (apart != block.apart.end() && apart->record == row && (apart++)->is_lost) continue;
      for (std::string& cell : cells_) {
        cell = text.substr(from, *end - from);
        from = *end++;
      }
      if (repeated != repeated_.end() && repeated->record == row)
        ++repeated;
      else
        sinks_.writer.write(cells_);
    }
  }

  void count(const DecidedBlock& block) {
    customers_ = block.customers;
    for (const RepeatedKey& row : repeated_)
      --customers_[block.places[row.record]];
    for (std::uint32_t place = 0; place < customers_.size(); ++place)
      sinks_.tally.decided(place, customers_[place]);
  }

  /// In the order of the rows.
  void tell_rejects(const DecidedBlock& block) const {
    auto repeated = repeated_.begin();
    const auto tell_repeated = [&](std::size_t before) {
      for (; repeated != repeated_.end() && repeated->record < before; ++repeated)
        sinks_.reject(plan_.customers.form.repeated(std::string(block.keys[repeated->record]),
                                                    block.records.line_of(repeated->record),
                                                    repeated->earlier));
    };
    for (const RowApart& row : block.apart) {
      tell_repeated(row.record);
      if (repeated != repeated_.end() && repeated->record == row.record) continue;
      if (!row.is_lost) sinks_.tally.customer_rejects(row.decided.rejects);
      for (const Reject& reject : row.decided.rejects)
        sinks_.reject(reject);
    }
    tell_repeated(block.records.records);
  }

  const BlockPlan& plan_;
  KeySearch* keys_;
  const RunSinks& sinks_;
  std::vector<RepeatedKey> repeated_; // of the present block
  std::vector<std::size_t> customers_;
  std::vector<std::string> cells_;
};

} // namespace

bool run_by_blocks(TableReader& reader, const BlockPlan& plan, KeySearch* keys, const RunOptions& options,
                   const RunSinks& sinks) {
  const unsigned machine = std::max(1U, std::thread::hardware_concurrency());
  BlockRing ring(plan, options.threads == 0 ? machine : options.threads);
  BlockWriter writer(plan, keys, sinks);
  Pace pace(options);
  bool at_end = false;
  // A broken output is the caller's to see; nothing further could reach it.
  while (sinks.output.good()) {
    DecidedBlock* free = at_end ? nullptr : ring.next_free();
    if (free != nullptr) {
      at_end = !reader.next_block(free->records);
      if (!at_end) ring.push();
      continue;
    }
    if (DecidedBlock* decided = ring.front()) {
      writer.write(*decided);
      ring.pop();
      if (!pace.goes_on(sinks.tally.rows_written(), reader.bytes_read())) return false;
      continue;
    }
    if (ring.is_empty()) break;
    ring.work();
  }
  return true;
}

} // namespace strata
