// The records of a splitter one by one, with their fields as texts.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "runtime/table/record_splitter.hpp"

namespace strata {

enum class RecordState : std::uint8_t { Whole, Broken, End, Failed };

class RowSplitter {
 public:
  explicit RowSplitter(std::istream& input, SplitterLimits limits = {}, SplitterForm form = {})
      : splitter_(input, limits, std::move(form)) {}

  [[nodiscard]] FormatProblem begin() { return splitter_.begin(); }
  [[nodiscard]] RecordState next(std::vector<std::string>& fields) {
    if (next_ == block_.records) {
      next_ = 0;
      const BlockState state = splitter_.next(block_);
      if (state != BlockState::Records) {
        block_.clear();
        return state == BlockState::End ? RecordState::End : RecordState::Failed;
      }
    }
    record_ = next_++;
    if (block_.broken_at(record_) != nullptr) return RecordState::Broken;
    fields.resize(block_.fields_of(record_));
    for (std::size_t field = 0; field < fields.size(); ++field)
      block_.copy_field(record_, field, fields[field]);
    return RecordState::Whole;
  }
  [[nodiscard]] std::size_t line() const { return block_.line_of(record_); }
  [[nodiscard]] const std::string& reason() const { return block_.broken_at(record_)->reason; }
  [[nodiscard]] char separator() const { return splitter_.separator(); }
  [[nodiscard]] int error_number() const { return splitter_.error_number(); }

 private:
  RecordSplitter splitter_;
  RecordBlock block_;
  std::size_t next_ = 0;
  std::size_t record_ = 0;
};

} // namespace strata
