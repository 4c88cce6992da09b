// Row by row, a small program of printers, one per column, made anew for each block: what a column's values
// look like may change with the block.
#include "runtime/pipeline/block_text.hpp"

#include <algorithm>
#include <cstring>
#include <span>

#include "runtime/pipeline/csv_text.hpp"
#include "runtime/pipeline/digits.hpp"
#include "runtime/run/value_text.hpp"

namespace strata {

namespace {

using columnar::ResultBlock;
using columnar::ResultVector;

constexpr int kMostPlaces = 18;                 // of a decimal in 64 bits
constexpr std::size_t kUsualKey = 64;           // a longer key asks for its own room
constexpr std::size_t kMostRemembering = 16;    // columns that remember texts of small numbers
constexpr std::size_t kWorthRemembering = 1000; // rows
constexpr std::size_t kNumberWidth = 23;        // a sign, 19 digits, a point, the zero before it, a comma

enum class Way : std::uint8_t {
  Nothing,
  Key,
  Input,
  Tier,
  Decimal, ///< exactly `places`
  Trimmed,
  Exact, ///< a decimal that is shown with other places, or has more than fit
  Wide,
  Code,
  Date,
  Text,
  Reasons,
};

const Type& type_of(const TypedModel& model, const ResultColumn& column) {
  switch (column.source) {
  case ResultSource::Score: return model.scores[column.index].type;
  case ResultSource::Dimension: return model.dimensions[column.index].type;
  case ResultSource::Shown: return model.shown[column.index].type;
  default: return model.attributes[column.index].type;
  }
}

const ResultVector& values_of(const ResultBlock& results, const ResultColumn& column) {
  switch (column.source) {
  case ResultSource::Score: return results.scores[column.index];
  case ResultSource::Dimension: return results.dimensions[column.index];
  case ResultSource::Shown: return results.shown[column.index];
  default: return results.attributes[column.index];
  }
}

/// The row's fields, by pieces; bytes behind the last may be touched.
inline char* copy_strip(char* to, const RowStrip& strip, std::size_t row) {
  constexpr std::size_t kCopied = RowStrip::kWidth / 3;
  const char* const from = strip.text(row);
  const std::size_t size = strip.size(row);
  std::memcpy(to, from, kCopied);
  for (std::size_t at = kCopied; at < size; at += kCopied)
    std::memcpy(to + at, from + at, kCopied);
  return to + size;
}

} // namespace

struct BlockText::Printer {
  Way way = Way::Nothing;
  int places = 0;
  std::optional<int> shown;
  const std::int64_t* numbers = nullptr;
  const std::uint32_t* tiers = nullptr;
  const std::uint8_t* missing = nullptr;
  const CodeList* codes = nullptr;
  const ResultVector* values = nullptr;
  std::size_t width = 0; // of its field, at most, where it may stand in a strip
  std::size_t index = 0; // of an input; of a tier: the place of "excluded"
  bool is_value = false; // what an excluded customer does not have
};

BlockText::BlockText(const TypedModel& model, const plan::Plan& plan,
                     const std::vector<ResultColumn>& columns, TextForm form)
    : model_(model), columns_(columns), form_(form), codes_(form), reasons_(model, plan) {}

BlockText::~BlockText() = default;

void BlockText::choose_decimal(Printer& printer, int decimals) {
  printer.places = decimals;
  const int shown = printer.shown.value_or(decimals);
  if (shown != decimals || decimals > kMostPlaces) {
    printer.way = Way::Exact;
  } else {
    printer.way = printer.shown || decimals == 0 ? Way::Decimal : Way::Trimmed;
  }
  if (shown <= kMostPlaces && decimals <= kMostPlaces) printer.width = kNumberWidth;
  row_room_ += kMostDigits + 1;
}

void BlockText::choose_way(Printer& printer, const ResultVector& values, const Type& type) {
  const auto code = [&](const CodeList& list) {
    printer.way = Way::Code;
    printer.codes = &list;
    printer.width = std::min(list.room + 1, RowStrip::kCell);
    row_room_ += list.room;
  };
  printer.is_value = true;
  printer.values = &values;
  printer.numbers = values.numbers.data();
  printer.missing = values.missing.empty() ? nullptr : values.missing.data();
  switch (values.form) {
  case ResultVector::Form::None: return;
  case ResultVector::Form::Wide: printer.way = Way::Wide; return;
  case ResultVector::Form::Text:
    printer.way = Way::Text;
    printer.width = RowStrip::kCell;
    return;
  case ResultVector::Form::Truth: code(codes_.truths()); return;
  case ResultVector::Form::Code: code(codes_.of(*values.texts_of_codes)); return;
  case ResultVector::Form::Decimal: break;
  }
  switch (type.kind) {
  case Kind::Boolean: code(codes_.truths()); return;
  case Kind::Text: code(codes_.of(model_.closed_sets[static_cast<std::size_t>(type.values)])); return;
  case Kind::Tier: code(codes_.of(model_.scales[static_cast<std::size_t>(type.scale)], false)); return;
  case Kind::Date:
    printer.way = Way::Date;
    printer.width = kNumberWidth;
    row_room_ += kMostDigits;
    return;
  case Kind::Duration: printer.shown.reset(); [[fallthrough]];
  default: choose_decimal(printer, values.decimals);
  }
}

void BlockText::add_printer(const ResultColumn& column, const ResultBlock& results) {
  Printer& printer = printers_.emplace_back();
  printer.shown = column.places;
  switch (column.source) {
  case ResultSource::Key:
    printer.way = Way::Key;
    printer.width = RowStrip::kCell;
    row_room_ += room_for_field(kUsualKey);
    return;
  case ResultSource::Input:
    printer.way = Way::Input;
    printer.index = column.index;
    return;
  case ResultSource::Reasons: printer.way = Way::Reasons; return;
  case ResultSource::Tier:
  case ResultSource::TierLabel:
  case ResultSource::Scale:
  case ResultSource::ScaleLabel: {
    const TypedScale& scale = model_.scales[column.index];
    const bool labels = column.source == ResultSource::TierLabel || column.source == ResultSource::ScaleLabel;
    const CodeList& list = codes_.of(scale, labels);
    printer.way = Way::Tier;
    printer.codes = &list;
    printer.width = std::min(list.room + 1, RowStrip::kCell);
    printer.tiers = results.tiers[column.index].data();
    printer.index = scale.tiers.size() + 1;
    row_room_ += list.room;
    return;
  }
  case ResultSource::NextTier:
  case ResultSource::Distance: return; // such rows are all apart
  default: choose_way(printer, values_of(results, column), type_of(model_, column));
  }
}

/// Columns that are fast to write, together as far as they fit; the others one by one.
void BlockText::choose_pieces() {
  pieces_.clear();
  std::size_t strips = 0;
  std::size_t width = 0;
  for (std::size_t i = 0; i < printers_.size(); ++i) {
    const std::size_t more = form_ == TextForm::CsvLines ? printers_[i].width : 0;
    const bool goes_on = !pieces_.empty() && pieces_.back().is_strip == (more > 0) &&
                         (more == 0 || width + more <= RowStrip::kWidth);
    if (!goes_on) {
      pieces_.push_back({.first = i, .end = i, .is_strip = more > 0});
      strips += more > 0 ? 1 : 0;
      width = 0;
    }
    pieces_.back().end = i + 1;
    width += more;
  }
  strips_.resize(strips);
}

void BlockText::add_column(std::size_t column, const DecidedBlock& block, std::size_t first,
                           std::size_t count, RowStrip& strip) {
  const Printer& printer = printers_[column];
  const std::uint8_t* missing = printer.missing == nullptr ? nullptr : printer.missing + first;
  const auto numbers = [&] { return std::span(printer.numbers + first, count); };
  switch (printer.way) {
  case Way::Key: add_keys(std::span(block.keys).subspan(first, count), block.plain_keys, strip); break;
  case Way::Tier: add_codes(std::span(printer.tiers + first, count), *printer.codes, nullptr, strip); break;
  case Way::Code: add_codes(numbers(), *printer.codes, missing, strip); break;
  case Way::Date: add_dates(numbers(), missing, strip); break;
  case Way::Text: add_texts(std::span(printer.values->texts).subspan(first, count), missing, strip); break;
  default:
    decimals_[column].set_form(
        {printer.places, printer.shown.value_or(printer.places), printer.way == Way::Trimmed},
        column < kMostRemembering && block.records.records >= kWorthRemembering);
    decimals_[column].add(numbers(), missing, strip);
  }
}

void BlockText::fill_strips(const DecidedBlock& block, const std::uint8_t* excluded, std::size_t first,
                            std::size_t count) {
  auto strip = strips_.begin();
  for (const Piece& piece : pieces_) {
    if (!piece.is_strip) continue;
    strip->clear();
    for (std::size_t i = piece.first; i < piece.end; ++i)
      add_column(i, block, first, count, *strip);
    for (std::size_t row = 0; excluded != nullptr && row < count; ++row)
      if (excluded[first + row] != 0) strip->mark_long(row); // they have no values
    ++strip;
  }
}

void BlockText::write(DecidedBlock& block, const ResultBlock& results) {
  printers_.clear();
  row_room_ = (columns_.size() + 1) * RowStrip::kWidth;
  decimals_.resize(columns_.size());
  // Without results all rows are apart.
  if (results.rows > 0)
    for (const ResultColumn& column : columns_)
      add_printer(column, results);
  choose_pieces();
  if (form_ == TextForm::CsvLines)
    write_rows<TextForm::CsvLines>(block, results);
  else
    write_rows<TextForm::Cells>(block, results);
}

template <TextForm kForm>
void BlockText::write_rows(DecidedBlock& block, const ResultBlock& results) {
  constexpr bool kLines = kForm == TextForm::CsvLines;
  RowTexts& texts = block.texts;
  texts.buffer.clear();
  texts.row_ends.resize(block.records.records);
  texts.cell_ends.clear();
  const std::uint8_t* excluded = results.excluded.empty() ? nullptr : results.excluded.data();
  auto apart = block.apart.begin();
  char* to = texts.buffer.begin(row_room_);
  for (std::size_t row = 0; row < texts.row_ends.size(); ++row) {
    const std::size_t of_chunk = row % kTextRows;
    if (kLines && of_chunk == 0) {
      const std::size_t count = std::min(kTextRows, texts.row_ends.size() - row);
      fill_strips(block, excluded, row, count);
      if (is_one_strip() && (apart == block.apart.end() || apart->record >= row + count)) {
        to = write_strip(to, texts, row, count);
        row += count - 1;
        continue;
      }
    }
    to = texts.buffer.more(to, row_room_);
    if (apart != block.apart.end() && apart->record == row) [[unlikely]] {
      if (!apart->is_lost) to = write_apart<kForm>(to, *apart, texts);
      ++apart;
    } else {
      const std::size_t start = texts.buffer.offset(to);
      const bool is_excluded = excluded != nullptr && excluded[row] != 0;
      auto strip = strips_.begin();
      for (const Piece& piece : pieces_) {
        const RowStrip* filled = piece.is_strip ? &*strip++ : nullptr;
        if (filled != nullptr && !filled->is_long(of_chunk)) [[likely]] {
          to = copy_strip(to, *filled, of_chunk);
          continue;
        }
        for (std::size_t i = piece.first; i < piece.end; ++i)
          to = write_cell<kForm>(to, printers_[i], results, block, row, is_excluded);
      }
      if constexpr (kLines) {
        if (texts.buffer.offset(to) == start + 1) to = write_quoted(to - 1, {}) + 1; // its only cell is empty
        to[-1] = '\n';
      }
    }
    texts.row_ends[row] = static_cast<std::uint32_t>(texts.buffer.offset(to));
  }
  texts.buffer.end(to);
}

/// Whether the rows that have been put into strips are these and nothing else.
bool BlockText::is_one_strip() const {
  const bool one_empty_cell_is_quoted = printers_.size() == 1;
  return pieces_.size() == 1 && pieces_[0].is_strip && !one_empty_cell_is_quoted && !strips_[0].any_long();
}

char* BlockText::write_strip(char* to, RowTexts& texts, std::size_t first, std::size_t count) const {
  to = texts.buffer.more(to, count * RowStrip::kWidth + row_room_);
  const RowStrip& strip = strips_[0];
  std::uint32_t* const ends = texts.row_ends.data() + first;
  const char* const start = texts.buffer.data();
  for (std::size_t row = 0; row < count; ++row) {
    to = copy_strip(to, strip, row);
    to[-1] = '\n';
    ends[row] = static_cast<std::uint32_t>(to - start);
  }
  return to;
}

/// A row that the reference evaluator has decided.
template <TextForm kForm>
char* BlockText::write_apart(char* to, const RowApart& row, RowTexts& texts) const {
  const std::size_t start = texts.buffer.offset(to);
  for (const std::string& cell : row.decided.cells) {
    to = write_text(to, cell, texts.buffer);
    if constexpr (kForm == TextForm::CsvLines)
      *to++ = ',';
    else
      texts.cell_ends.push_back(static_cast<std::uint32_t>(texts.buffer.offset(to)));
  }
  if constexpr (kForm == TextForm::CsvLines) {
    if (texts.buffer.offset(to) == start + 1) to = write_quoted(to - 1, {}) + 1;
    to[-1] = '\n';
  }
  return to;
}

/// A text from anywhere; behind it there is again room for a row.
char* BlockText::write_text(char* to, std::string_view text, TextBuffer& buffer) const {
  to = buffer.more(to, room_for_field(text.size()) + row_room_);
  if (form_ == TextForm::CsvLines) return write_field(to, text);
  return std::copy(text.begin(), text.end(), to);
}

char* BlockText::write_input(char* to, const RecordBlock& records, std::size_t row, std::size_t field,
                             TextBuffer& buffer) {
  if (field >= records.fields_of(row)) return to;
  const std::string_view raw = records.raw_field(row, field);
  if (!raw.starts_with('"')) return write_text(to, raw, buffer);
  unquote(raw, unquoted_);
  return write_text(to, unquoted_, buffer);
}

char* BlockText::write_reasons(char* to, const ResultBlock& results, std::size_t row, TextBuffer& buffer) {
  const std::span<const columnar::ResultReason> reasons = results.reasons_of(row);
  to = buffer.more(to, room_for_field(reasons.size() * reasons_.room()) + row_room_);
  char* const end = reasons_.write(to, reasons);
  if (form_ == TextForm::Cells || !reasons_.may_need_quotes()) return end;
  return write_field(to, std::string(to, end));
}

template <TextForm kForm>
inline char* BlockText::write_cell(char* to, const Printer& printer, const ResultBlock& results,
                                   DecidedBlock& block, std::size_t row, bool excluded) {
  TextBuffer& buffer = block.texts.buffer;
  const bool is_empty =
      printer.is_value && (excluded || (printer.missing != nullptr && printer.missing[row] != 0));
  switch (is_empty ? Way::Nothing : printer.way) {
  case Way::Nothing: break;
  case Way::Decimal: to = write_decimal(to, printer.numbers[row], printer.places); break;
  case Way::Tier: to = printer.codes->codes[excluded ? printer.index : printer.tiers[row]].write(to); break;
  case Way::Code: to = printer.codes->codes[static_cast<std::size_t>(printer.numbers[row])].write(to); break;
  case Way::Key: {
    const std::string_view key = block.keys[row];
    if (key.size() > kUsualKey) to = buffer.more(to, room_for_field(key.size()) + row_room_);
    to = kForm == TextForm::CsvLines ? write_key_field(to, key) : std::copy(key.begin(), key.end(), to);
    break;
  }
  case Way::Trimmed: to = write_trimmed(to, printer.numbers[row], printer.places); break;
  case Way::Reasons: to = write_reasons(to, results, row, buffer); break;
  case Way::Date: to = write_date(to, printer.numbers[row]); break;
  case Way::Input: to = write_input(to, block.records, row, printer.index, buffer); break;
  case Way::Text: to = write_text(to, printer.values->texts[row], buffer); break;
  case Way::Wide:
    to = write_text(to, cell_text(model_, printer.values->wide[row], printer.shown), buffer);
    break;
  case Way::Exact: {
    const int shown = printer.shown.value_or(printer.places);
    const bool usual = printer.places <= kMostPlaces && shown <= kMostPlaces;
    const auto number = usual ? at_places(printer.numbers[row], printer.places, shown) : std::nullopt;
    if (number) {
      to = write_decimal(to, *number, shown);
    } else {
      const Number value = Number(printer.numbers[row]) * Number::power_of_ten(-printer.places);
      to = write_text(to, cell_text(model_, value, printer.shown), buffer);
    }
  }
  }
  if constexpr (kForm == TextForm::CsvLines)
    *to++ = ',';
  else
    block.texts.cell_ends.push_back(static_cast<std::uint32_t>(buffer.offset(to)));
  return to;
}

} // namespace strata
