// Calls of the functions of a row that give numbers.
#include <algorithm>
#include <cmath>

#include "expression_writer.hpp"

namespace strata::identity {

Piece ExpressionWriter::rounded(int depth) {
  const Piece one = number(depth - 1);
  const std::string name = dice_.of(
      {"round", "round", "round_half_even", "round_half_down", "round_up", "round_down", "floor", "ceiling"});
  const int places = dice_.between(-2, 4);
  Piece all{name + "(" + one.text + ", " + std::to_string(places) + ")", one.least - 1, one.greatest + 1,
            true, places <= 0};
  if (places == 0 && dice_.chance(50)) all.text = name + "(" + one.text + ")";
  return all;
}

Piece ExpressionWriter::extreme(int depth) {
  const Piece one = number(depth - 1);
  if (dice_.chance(20))
    return {"abs(" + one.text + ")", std::max({0.0, one.least, -one.greatest}),
            std::max(std::fabs(one.least), std::fabs(one.greatest)), one.finite, one.whole};
  if (dice_.chance(30)) {
    if (dice_.chance(75)) {
      const int low = dice_.between(-20, 60);
      const int high = low + dice_.between(0, 60);
      return {"clamp(" + one.text + ", " + literal(Sort::Number, Number(low)) + ", " +
                  literal(Sort::Number, Number(high)) + ")",
              std::clamp<double>(one.least, low, high), std::clamp<double>(one.greatest, low, high),
              one.finite, one.whole};
    }
    const Piece low = number(0);
    const Piece high = number(0);
    return {"clamp(" + one.text + ", " + low.text + ", " + high.text + ")", std::min(low.least, one.least),
            std::max(high.greatest, one.greatest), false, false};
  }
  const Piece other = number(depth - 1);
  const bool least = dice_.chance(50);
  Piece all{"", least ? std::min(one.least, other.least) : std::max(one.least, other.least),
            least ? std::min(one.greatest, other.greatest) : std::max(one.greatest, other.greatest),
            one.finite && other.finite, one.whole && other.whole};
  std::string third;
  if (dice_.chance(25)) {
    third = ", " + number(0).text;
    all = {"", -kNoEnd, kNoEnd, false, false};
  }
  all.text = std::string(least ? "min(" : "max(") + one.text + ", " + other.text + third + ")";
  return all;
}

Piece ExpressionWriter::spread(int depth) {
  std::string arguments;
  const int count = dice_.between(2, 4);
  double least = kNoEnd;
  double greatest = -kNoEnd;
  bool finite = count != 3;
  for (int i = 0; i < count; ++i) {
    const Piece one = number(i == 0 ? depth - 1 : 0);
    arguments += (i == 0 ? "" : ", ") + one.text;
    least = std::min(least, one.least);
    greatest = std::max(greatest, one.greatest);
    finite = finite && one.finite;
  }
  if (dice_.chance(50)) return {"mean_of(" + arguments + ")", least, greatest, finite, false};
  if (dice_.chance(40)) return {"variance_of(" + arguments + ")", 0, kNoEnd, finite, false};
  const std::string places = " to " + std::to_string(dice_.between(1, 6)) + " places)";
  return {dice_.of({"stddev_of(", "sample_stddev_of("}) + arguments + places, 0, kNoEnd, true, false};
}

Piece ExpressionWriter::irrational(int depth) {
  const Piece one = number(depth - 1);
  const std::string places = " to " + std::to_string(dice_.between(1, 8)) + " places)";
  switch (dice_.below(6)) {
  case 0:
    return {"sqrt(" + (dice_.chance(60) ? "max(0, " + one.text + ")" : one.text) + places,
            std::sqrt(std::max(0.0, one.least)), std::sqrt(std::max(0.0, one.greatest)), true, false};
  case 1:
    if (dice_.chance(40)) return {"ln(" + one.text + places, -kNoEnd, kNoEnd, true, false};
    return {"ln(max(1, " + one.text + ")" + places, std::log(std::max(1.0, one.least)),
            std::log(std::max(1.0, one.greatest)), true, false};
  case 2:
    // Results of thousands of digits take seconds each.
    if (one.least > -1000 && one.greatest < 200) return {"exp(" + one.text + places, 0, kNoEnd, true, false};
    return {"exp(clamp(" + one.text + ", -20, 20)" + places, std::exp(std::clamp(one.least, -20.0, 20.0)),
            std::exp(std::clamp(one.greatest, -20.0, 20.0)), true, false};
  case 3:
  case 4: {
    const int exponent = dice_.chance(80) ? dice_.between(2, 4) : dice_.between(-3, 20);
    Piece all{"power(" + one.text + ", " + std::to_string(exponent) + ")", -kNoEnd, kNoEnd,
              one.finite && exponent >= 0, one.whole && exponent >= 0};
    if (exponent > 0) {
      const double ends[] = {std::pow(one.least, exponent), std::pow(one.greatest, exponent)};
      const bool crosses = exponent % 2 == 0 && one.least < 0 && one.greatest > 0;
      all.least = crosses ? 0 : std::min(ends[0], ends[1]);
      all.greatest = std::max(ends[0], ends[1]);
    }
    return all;
  }
  default: {
    const bool spans = dice_.chance(50);
    const std::string age = spans ? "clamp(" + duration(0).text + ", -9 days, 999 days)"
                                  : "clamp(" + number(0).text + ", -9, 999)";
    const std::string half = spans              ? literal(Sort::Duration, Number(dice_.between(1, 90)))
                             : dice_.chance(70) ? std::to_string(dice_.between(0, 30))
                                                : "max(-1, " + number(0).text + ")";
    return {"decay(" + one.text + ", " + age + ", " + half + places, -kNoEnd, kNoEnd, true, false};
  }
  }
}

Piece ExpressionWriter::linear(int depth) {
  const Sort sort = dice_.chance(60)                             ? Sort::Number
                    : dice_.chance(50) && has_money(Sort::Money) ? Sort::Money
                    : dice_.chance(50)                           ? Sort::Date
                                                                 : Sort::Duration;
  const Piece one = measured(sort, depth - 1);
  std::vector<Number> ends = borders(one, sort, 3);
  if (ends.size() < 2) return one.text.empty() || sort != Sort::Number ? number_leaf() : one;
  if (dice_.chance(30)) std::swap(ends.front(), ends.back());
  std::string text = "linear(" + one.text + ", " + literal(sort, ends.front()) + ", ";
  text += dice_.chance(90) || sort != Sort::Number ? literal(sort, ends.back()) : number(0).text;
  if (dice_.chance(70)) return {text + ")", 0, 100, false, false};
  const Piece from = dice_.chance(80) ? small_number() : number(0);
  const Piece to = dice_.chance(80) ? small_number() : number(0);
  return {text + ", " + from.text + ", " + to.text + ")", std::min(from.least, to.least),
          std::max(from.greatest, to.greatest), false, false};
}

Piece ExpressionWriter::interpolate(int depth) {
  const Sort sort = dice_.chance(70)                             ? Sort::Number
                    : dice_.chance(50) && has_money(Sort::Money) ? Sort::Money
                                                                 : Sort::Date;
  const Piece one = measured(sort, depth - 1);
  const std::vector<Number> points = borders(one, sort, 5);
  if (points.size() < 2) return number_leaf();
  Piece all{"interpolate(" + one.text, kNoEnd, -kNoEnd, false, false};
  for (const Number& point : points) {
    const Piece height = dice_.chance(85) ? small_number() : number(0);
    all.text += ", " + literal(sort, point) + ", " + height.text;
    all.least = std::min(all.least, height.least);
    all.greatest = std::max(all.greatest, height.greatest);
  }
  all.text += ")";
  return all;
}

Piece ExpressionWriter::between(int depth) {
  if (dice_.chance(20)) return {"length(" + text(depth - 1) + ")", 0, kNoEnd, true, true};
  const std::string name = dice_.of({"days_between(", "months_between(", "years_between("});
  const Piece from = date(depth - 1);
  const Piece to = dice_.chance(50) && known_.as_of ? Piece{"as_of"} : date(depth - 1);
  const double unit = name[0] == 'd' ? 1 : name[0] == 'm' ? 31 : 366;
  return {name + from.text + ", " + to.text + ")", std::max(-4000 / unit, (to.least - from.greatest) / unit),
          std::min(4000 / unit, (to.greatest - from.least) / unit), true, true};
}

} // namespace strata::identity
