// Constants: literals in the forms that the language has, and borders at which an expression is cut.
#include <algorithm>
#include <cmath>

#include "expression_writer.hpp"
#include "lang/value/date.hpp"

namespace strata::identity {

namespace {

// Round figures, so that sums and means of them meet each other.
constexpr double kFigures[] = {0,   1,   2,   3,    4,   5,   10,  15,  20,   25,   30,   40,  50,  60,
                               70,  75,  80,  90,   95,  100, 200, 500, 1000, 5000, 1e4,  1e5, 1e6, 5e7,
                               1e9, 0.5, 0.1, 0.25, 1.5, 2.5, -1,  -2,  -5,   -10,  -0.5, -50, -100};
constexpr double kFirstDay = 17532; // 2018-01-01: dates without a range are cut between these
constexpr double kLastDay = 20454;  // 2026-01-01

Number rounded_to(double value, int places) {
  std::int64_t scale = 1;
  for (int i = 0; i < places; ++i)
    scale *= 10;
  return Number::ratio(std::llround(value * static_cast<double>(scale)), scale);
}

double approximate(const Number& value) {
  return std::stod(value.to_text(6));
}

std::string number_text(Dice& dice, const Number& value) {
  const auto in_units = [&](const Number& unit, const char* suffix) -> std::string {
    const Number count = value / unit;
    return count.decimals().value_or(9) <= 2 ? count.to_text() + suffix : value.to_text();
  };
  if (value.is_zero() || dice.chance(70)) return value.to_text();
  if (value.absolute() < Number(10))
    return dice.chance(50) ? in_units(Number::ratio(1, 100), "%") : value.to_text();
  if (value.absolute() >= Number(1'000'000) && dice.chance(50)) return in_units(Number(1'000'000), "M");
  if (value.absolute() >= Number(10'000) && dice.chance(50)) return in_units(Number(10'000), "万");
  return in_units(Number(1000), "k");
}

} // namespace

std::string ExpressionWriter::literal(Sort sort, const Number& value) {
  known_.constants[sort].push_back(value);
  switch (sort) {
  case Sort::Date:
    if (const auto day = Date::from_days(value.to_int64().value_or(0))) return day->to_text();
    return "2025-01-01";
  case Sort::Duration: return value.to_text() + " days";
  default: return number_text(dice_, value);
  }
}

std::optional<Number> ExpressionWriter::border(const Piece& piece, Sort sort) {
  double least = piece.least;
  double greatest = piece.greatest;
  const bool ended = std::isfinite(least) && std::isfinite(greatest);
  const bool composed = piece.text.find('(') != std::string::npos;
  if ((piece.loose || (composed && !ended)) && dice_.chance(75)) return std::nullopt;
  const bool days = sort == Sort::Date;
  if (days && least < kFirstDay && greatest > kLastDay) {
    least = kFirstDay;
    greatest = kLastDay;
  }
  if (sort == Sort::Duration) {
    least = std::max(least, -5000.0);
    greatest = std::min(greatest, 5000.0);
  }
  const bool whole = piece.whole || days || sort == Sort::Duration;
  const auto inside = [&](double value) {
    return value > least && value < greatest && (!whole || value == std::floor(value));
  };
  for (int tries = 0; tries < 12; ++tries) {
    double value = kFigures[dice_.below(std::size(kFigures))];
    const bool ends = std::isfinite(least) && std::isfinite(greatest);
    if (ends && (days || dice_.chance(35))) {
      value = least + (greatest - least) * dice_.between(1, 19) / 20.0;
      if (whole || greatest - least > 1000) value = std::round(value);
    }
    if (std::fabs(value) > 1e14 || !inside(value)) continue;
    const Number result = rounded_to(value, whole ? 0 : 2);
    if (inside(approximate(result))) return result;
  }
  return std::nullopt;
}

std::vector<Number> ExpressionWriter::borders(const Piece& piece, Sort sort, int most) {
  std::vector<Number> result;
  const int count = dice_.between(1, most);
  for (int i = 0; i < count; ++i)
    if (const auto value = border(piece, sort)) result.push_back(*value);
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

std::vector<std::string> ExpressionWriter::weights(std::size_t count) {
  std::vector<int> cuts = {0, 200}; // in half percents
  while (cuts.size() <= count) {
    const int step = dice_.chance(20) ? 1 : 10;
    const int cut = dice_.between(1, 200 / step - 1) * step;
    if (std::find(cuts.begin(), cuts.end(), cut) == cuts.end()) cuts.push_back(cut);
  }
  std::sort(cuts.begin(), cuts.end());
  std::vector<std::string> result;
  for (std::size_t i = 0; i < count; ++i) {
    const Number weight = Number::ratio(cuts[i + 1] - cuts[i], 2);
    result.push_back(dice_.chance(80) ? weight.to_text() + "%" : (weight / Number(100)).to_text());
  }
  return result;
}

std::vector<const Word*> ExpressionWriter::words(Sort sort, bool optional) {
  std::vector<const Word*> found;
  for (const Word& word : known_.words)
    if (word.sort == sort && word.stage <= stage && is_optional(word) == optional) found.push_back(&word);
  return found;
}

Piece ExpressionWriter::read(const Word& word) const {
  return {word.name, word.least, word.greatest, word.finite, word.whole, word.loose};
}

bool ExpressionWriter::has_money(Sort sort) {
  return !words(sort, false).empty() || (sort == Sort::Money && known_.named_currency);
}

} // namespace strata::identity
