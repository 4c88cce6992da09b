// The way of a block: columns, results, rows apart, keys, places, text.
#include "runtime/pipeline/block_decider.hpp"

#include <algorithm>

#include "runtime/pipeline/csv_text.hpp"
#include "runtime/pipeline/digits.hpp"
#include "runtime/pipeline/key_index.hpp"
#include "runtime/table/header.hpp"

namespace strata {

namespace {

bool is_set(const std::vector<std::uint8_t>& marks, std::size_t row) {
  return !marks.empty() && marks[row] != 0;
}

} // namespace

BlockDecider::BlockDecider(const BlockPlan& plan)
    : plan_(plan), places_(plan.model), text_(plan.model, plan.plan, plan.columns, plan.form) {
  const TableReader& reader = plan.customers.reader;
  const std::vector<std::uint32_t>& wanted = plan.customers.form.wanted();
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    parsers_.emplace_back();
    if (reader.places()[i] != kRowNumber)
      parsers_.back().emplace(plan.model.columns[wanted[i]].cell, reader.number_form());
  }
  columns_.columns.resize(plan.model.columns.size());
  if (!plan.by_rows) evaluator_.emplace(plan.plan, plan.model, plan.evaluator);
}

void BlockDecider::decide(DecidedBlock& block) {
  if (evaluator_) {
    parse_columns(block.records);
    evaluator_->evaluate(columns_, results_);
  }
  set_apart(block);
  take_keys(block);
  count_customers(block);
  text_.write(block, results_);
}

void BlockDecider::parse_columns(const RecordBlock& records) {
  const std::vector<std::uint32_t>& wanted = plan_.customers.form.wanted();
  columns_.rows = records.records;
  columns_.slow.clear();
  plan_.customers.reader.mark_unusual(records, columns_.slow);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    ColumnVector& column = columns_.columns[wanted[i]];
    if (parsers_[i])
      parsers_[i]->parse(records, plan_.customers.reader.places()[i], column, columns_.slow);
    else
      number_rows(records, column);
  }
}

void BlockDecider::number_rows(const RecordBlock& records, ColumnVector& column) const {
  column.numbers.resize(records.records);
  for (std::size_t row = 0; row < records.records; ++row)
    column.numbers[row] = static_cast<std::int64_t>(records.first_record + row + 1);
  column.least = static_cast<std::int64_t>(records.first_record + 1);
  column.greatest = static_cast<std::int64_t>(records.first_record + records.records);
}

/// The rows that something unusual is about, through the reference evaluator.
void BlockDecider::set_apart(DecidedBlock& block) {
  block.apart.clear();
  if (evaluator_ && columns_.slow.empty() && results_.slow.empty()) return;
  const CustomerForm& form = plan_.customers.form;
  for (std::size_t row = 0; row < block.records.records; ++row) {
    if (evaluator_ && !is_set(columns_.slow, row) && !is_set(results_.slow, row)) continue;
    RowApart& apart = block.apart.emplace_back();
    apart.record = static_cast<std::uint32_t>(row);
    customer_.record = plan_.customers.reader.row_of(block.records, row);
    apart.is_lost = !form.take_key(customer_);
    if (apart.is_lost) {
      apart.decided.rejects.push_back(customer_.lost);
      continue;
    }
    form.take_cells(customer_);
    plan_.rows.decide(customer_, apart.decided);
    apart.key = customer_.key;
    apart.key.reserve(apart.key.size() + kPiece); // as much may be read behind it
  }
}

void BlockDecider::take_keys(DecidedBlock& block) {
  block.hashes.clear();
  if (!plan_.shows_keys && !plan_.searches_keys) return;
  const ColumnType& type = plan_.model.columns[plan_.model.key].cell;
  if (evaluator_ && type.kind == Kind::Text && type.choices.empty()) {
    block.keys.swap(columns_.columns[plan_.model.key].texts); // nobody needs them any more
    // What stands between commas, where there is no quote, needs none.
    block.plain_keys = plan_.customers.reader.separator() == ',' && !block.records.may_hold_quotes &&
                       !type.default_value && block.apart.empty();
  } else {
    block.plain_keys = false;
    block.keys.assign(block.records.records, std::string_view());
    if (evaluator_) make_keys(block, columns_.columns[plan_.model.key]);
  }
  for (const RowApart& apart : block.apart)
    block.keys[apart.record] = apart.key;
  if (!plan_.searches_keys) return;
  block.hashes.resize(block.keys.size());
  std::transform(block.keys.begin(), block.keys.end(), block.hashes.begin(), key_hash);
}

/// Keys that are not texts as they stand: `007` of a whole number is 7.
void BlockDecider::make_keys(DecidedBlock& block, const ColumnVector& column) const {
  const ColumnType& type = plan_.model.columns[plan_.model.key].cell;
  std::size_t longest = kMostDigits;
  for (const std::string& choice : type.choices)
    longest = std::max(longest, choice.size());
  block.made_keys.clear();
  char* to = block.made_keys.begin(column.numbers.size() * longest + kPiece);
  for (std::size_t row = 0; row < column.numbers.size(); ++row) {
    char* const start = to;
    const std::int64_t number = column.numbers[row];
    if (is_set(column.missing, row)) continue;
    switch (type.kind) {
    case Kind::Text: {
      const std::string& choice = type.choices[static_cast<std::size_t>(number)];
      to = std::copy(choice.begin(), choice.end(), to);
      break;
    }
    case Kind::Date: to = write_date(to, number); break;
    case Kind::Boolean: {
      const std::string_view word = number != 0 ? "true" : "false";
      to = std::copy(word.begin(), word.end(), to);
      break;
    }
    default: to = write_trimmed(to, number, column.places);
    }
    block.keys[row] = {start, to};
  }
}

void BlockDecider::count_customers(DecidedBlock& block) const {
  block.places.assign(block.records.records, 0);
  block.customers.assign(places_.rated() + 2, 0);
  if (evaluator_) {
    if (const auto main = plan_.model.main_scale) {
      const std::vector<std::uint32_t>& tiers = results_.tiers[*main];
      std::copy(tiers.begin(), tiers.end(), block.places.begin());
    }
    for (std::size_t row = 0; row < results_.excluded.size(); ++row)
      if (results_.excluded[row] != 0) block.places[row] = places_.rated() + 1;
    // Rows apart are counted below; what stands here for them says nothing.
    for (const RowApart& apart : block.apart)
      block.places[apart.record] = 0;
    for (const std::uint32_t place : block.places)
      ++block.customers[place];
    block.customers[0] -= block.apart.size();
  }
  for (const RowApart& apart : block.apart) {
    if (apart.is_lost) continue;
    block.places[apart.record] = apart.decided.place;
    ++block.customers[apart.decided.place];
  }
}

} // namespace strata
