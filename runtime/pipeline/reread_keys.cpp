// A suspicion costs one positioned read of some kilobytes. It begins at a record whose line is known, so that
// the line of the one in question can be counted from the same bytes.
#include <algorithm>
#include <istream>
#include <string>
#include <vector>

#include "runtime/pipeline/earlier_keys.hpp"
#include "runtime/table/record_block.hpp"
#include "runtime/table/record_scan.hpp"

namespace strata {

namespace {

constexpr std::size_t kRecordsPerMark = 64;
constexpr std::size_t kAhead = 512; // bytes that a record rarely exceeds

/// A record whose place and line are kept.
struct Mark {
  std::uint64_t offset = 0;
  std::uint64_t line = 0;
};

class RereadKeys final : public EarlierKeys {
 public:
  RereadKeys(const TypedModel& model, const CustomerTable& table, const RecordForm& form)
      : model_(model), table_(table), form_(form), scan_(form.separator, false) {}

  void enter(const RecordBlock& block) override {
    for (std::size_t record = 0; record < block.records; record += kRecordsPerMark)
      marks_.push_back({block.offset + block.begin[record], block.line_of(record)});
  }

  std::uint64_t next_place(const RecordBlock& block, std::size_t record) const override {
    return block.offset + block.begin[record];
  }

  void keep(std::string_view, std::size_t) override {}

  bool is_at(std::uint64_t place, std::string_view key) override {
    const Mark& mark = mark_before(place);
    const std::size_t before = place - mark.offset;
    for (std::size_t ahead = kAhead;; ahead *= 4) {
      const bool is_all = !read(mark.offset, before + ahead);
      if (text_.size() < before) return false; // the table has become shorter
      scan_.set_text(std::string_view(text_).substr(before), is_all);
      if (scan_.scan(0) == RecordScan::State::Done)
        return normal_key(model_, key_field(before), table_.dialect) == key;
      if (is_all) return false; // no record any more
    }
  }

  std::size_t line_at(std::uint64_t place) override {
    const Mark& mark = mark_before(place);
    const std::size_t before = place - mark.offset;
    static_cast<void>(read(mark.offset, before));
    return mark.line + count_line_ends(std::string_view(text_).substr(0, before));
  }

 private:
  const Mark& mark_before(std::uint64_t place) const {
    const auto above =
        std::upper_bound(marks_.begin(), marks_.end(), place,
                         [](std::uint64_t wanted, const Mark& mark) { return wanted < mark.offset; });
    return *std::prev(above);
  }

  /// Of the record that has been scanned.
  std::string key_field(std::size_t begin) const {
    if (form_.key_field >= scan_.pieces().size()) return {};
    const RecordScan::Piece& piece = scan_.pieces()[form_.key_field];
    std::string field = text_.substr(begin + piece.begin, piece.end - piece.begin);
    if (field.starts_with('"')) unquote(std::string(field), field);
    return field;
  }

  /// Fills `text_`; false where the table ends first.
  bool read(std::uint64_t offset, std::size_t size) {
    std::istream& stream = *table_.stream;
    stream.clear(); // at its end, a stream does not tell where it is
    const std::istream::pos_type here = stream.tellg();
    text_.resize(size);
    stream.seekg(static_cast<std::istream::off_type>(form_.start + offset));
    stream.read(text_.data(), static_cast<std::streamsize>(size));
    text_.resize(static_cast<std::size_t>(stream.gcount()));
    stream.clear();
    stream.seekg(here);
    return text_.size() == size;
  }

  const TypedModel& model_;
  const CustomerTable& table_;
  RecordForm form_;
  RecordScan scan_;
  std::vector<Mark> marks_;
  std::string text_;
};

} // namespace

std::unique_ptr<EarlierKeys> reread_keys(const TypedModel& model, const CustomerTable& table,
                                         const RecordForm& form) {
  return std::make_unique<RereadKeys>(model, table, form);
}

} // namespace strata
