// Registers to the columns of a result block.
#include "runtime/columnar/results.hpp"

#include <algorithm>
#include <cstring>

namespace strata::columnar {

namespace {

using Form = ResultVector::Form;

void make_room(const std::vector<OutputCode>& codes, std::vector<ResultVector>& vectors, std::size_t rows,
               bool may_be_excluded) {
  vectors.resize(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const OutputCode& code = codes[i];
    ResultVector& vector = vectors[i];
    vector.form = code.form;
    vector.decimals = code.decimals;
    vector.texts_of_codes = code.list;
    const bool in_numbers = code.form == Form::Decimal || code.form == Form::Truth || code.form == Form::Code;
    vector.numbers.resize(in_numbers ? rows : 0);
    vector.wide.resize(code.form == Form::Wide ? rows : 0);
    vector.texts.resize(code.form == Form::Text ? rows : 0);
    const bool never = code.missing.constant && !*code.missing.constant && !may_be_excluded;
    vector.missing.resize(code.form == Form::None || never ? 0 : rows);
  }
}

} // namespace

ResultWriting::ResultWriting(const Program& program, const plan::Plan& plan, const TypedModel& model,
                             std::size_t chunk)
    : program_(program), plan_(plan), most_reasons_(model.reasons) {
  if (program.results.place_bits == 0) return;
  top_.assign(std::min(most_reasons_, plan.lost_points.size()), std::vector<std::int64_t>(chunk));
  for (std::vector<std::int64_t>& place : top_)
    top_pointers_.push_back(place.data());
}

void ResultWriting::begin(const ColumnBlock& columns, ResultBlock& results) const {
  const std::size_t rows = columns.rows;
  const ResultCode& code = program_.results;
  results.rows = rows;
  results.slow = columns.slow;
  if (results.slow.empty() && (!code.slow.constant || *code.slow.constant)) results.slow.assign(rows, 0);
  const bool excludes = !code.excluded.constant || *code.excluded.constant;
  results.excluded.resize(excludes ? rows : 0);
  results.tiers.resize(code.tiers.size());
  for (std::vector<std::uint32_t>& tier : results.tiers)
    tier.resize(rows);
  make_room(code.dimensions, results.dimensions, rows, false);
  make_room(code.scores, results.scores, rows, false);
  make_room(code.shown, results.shown, rows, false);
  make_room(code.attributes, results.attributes, rows, false);
  results.first_reason.resize(gives_reasons() ? rows + 1 : 0);
  if (gives_reasons()) results.first_reason[0] = 0;
  results.reasons.clear();
  results.made_texts.clear();
}

void ResultWriting::leave_all(std::size_t rows, const plan::Plan& plan, ResultBlock& results) {
  results.rows = rows;
  results.slow.assign(rows, 1);
  results.excluded.clear();
  results.tiers.assign(plan.tiers.size(), std::vector<std::uint32_t>(rows));
  results.dimensions.assign(plan.dimensions.size(), {});
  results.scores.assign(plan.scores.size(), {});
  results.shown.assign(plan.shown.size(), {});
  results.attributes.assign(plan.attributes.size(), {});
  results.first_reason.clear();
  results.reasons.clear();
  results.made_texts.clear();
}

void ResultWriting::put_truth(const Machine& machine, const TruthValue& truth, std::uint8_t* out,
                              std::size_t rows) const {
  if (truth.constant) {
    std::fill(out, out + rows, static_cast<std::uint8_t>(*truth.constant));
  } else {
    program_.stores.bytes(out, machine.numbers(truth.mask), rows, truth.inverted);
  }
}

void ResultWriting::put_output(const Machine& machine, const OutputCode& code, ResultVector& out,
                               std::size_t first, std::size_t rows) const {
  if (!out.missing.empty()) put_truth(machine, code.missing, out.missing.data() + first, rows);
  switch (code.form) {
  case Form::None: return;
  case Form::Decimal:
  case Form::Code:
    std::memcpy(out.numbers.data() + first, machine.numbers(code.reg), rows * sizeof(std::int64_t));
    return;
  case Form::Truth:
    for (std::size_t row = 0; row < rows; ++row)
      out.numbers[first + row] = machine.numbers(code.reg)[row] & 1;
    return;
  case Form::Wide:
    for (std::size_t row = 0; row < rows; ++row)
      out.wide[first + row] = machine.number_at(code.wide, row);
    return;
  case Form::Text:
    for (std::size_t row = 0; row < rows; ++row)
      out.texts[first + row] = machine.text_at(code.text, row);
    return;
  }
}

void ResultWriting::put(const Machine& machine, std::size_t first, std::size_t rows, ResultBlock& results) {
  const ResultCode& code = program_.results;
  if (!code.slow.constant) {
    // What the reader could not read is slow whatever the plan makes of its zeros.
    std::vector<std::uint8_t>& slow = results.slow;
    const Mask* mask = machine.numbers(code.slow.mask);
    const Mask flip = code.slow.inverted ? -1 : 0;
    for (std::size_t row = 0; row < rows; ++row)
      slow[first + row] |= static_cast<std::uint8_t>((mask[row] ^ flip) & 1);
  } else if (*code.slow.constant) {
    std::fill_n(results.slow.begin() + static_cast<std::ptrdiff_t>(first), rows, std::uint8_t{1});
  }
  if (machine.any_failed()) {
    if (results.slow.empty()) results.slow.assign(results.rows, 0);
    for (std::size_t row = 0; row < rows; ++row)
      results.slow[first + row] |= machine.failed()[row];
  }
  if (!results.excluded.empty()) put_truth(machine, code.excluded, results.excluded.data() + first, rows);
  for (std::size_t i = 0; i < code.tiers.size(); ++i)
    program_.stores.words(results.tiers[i].data() + first, machine.numbers(code.tiers[i]), rows);
  for (const auto& [codes, vectors] :
       {std::pair{&code.dimensions, &results.dimensions}, std::pair{&code.scores, &results.scores},
        std::pair{&code.shown, &results.shown}, std::pair{&code.attributes, &results.attributes}})
    for (std::size_t i = 0; i < codes->size(); ++i)
      put_output(machine, (*codes)[i], (*vectors)[i], first, rows);
  if (gives_reasons()) put_reasons(machine, first, rows, results);
}

void ResultWriting::finish(ResultBlock& results) {
  const auto none = [](const std::vector<std::uint8_t>& flags) {
    return std::all_of(flags.begin(), flags.end(), [](std::uint8_t flag) { return flag == 0; });
  };
  if (none(results.slow)) results.slow.clear();
  if (none(results.excluded)) results.excluded.clear();
}

} // namespace strata::columnar
