// Numbers: leaves, arithmetic, choices among them, weighted means, what is asked of scores.
#include <algorithm>
#include <cmath>

#include "expression_writer.hpp"

namespace strata::identity {

namespace {

/// Bounds of what was worked out of infinite ones.
Piece tidy(Piece piece) {
  if (std::isnan(piece.least)) piece.least = -kNoEnd;
  if (std::isnan(piece.greatest)) piece.greatest = kNoEnd;
  return piece;
}

void widen(Piece& all, const Piece& one, bool first) {
  all.least = first ? one.least : std::min(all.least, one.least);
  all.greatest = first ? one.greatest : std::max(all.greatest, one.greatest);
  all.finite = (first || all.finite) && one.finite;
  all.whole = (first || all.whole) && one.whole;
}

Piece times(const Piece& a, const Piece& b) {
  const double corners[] = {a.least * b.least, a.least * b.greatest, a.greatest * b.least,
                            a.greatest * b.greatest};
  Piece result{{}, corners[0], corners[0], a.finite && b.finite, a.whole && b.whole};
  for (const double corner : corners) {
    if (std::isnan(corner)) return {{}, -kNoEnd, kNoEnd, result.finite, result.whole};
    result.least = std::min(result.least, corner);
    result.greatest = std::max(result.greatest, corner);
  }
  return result;
}

} // namespace

Piece ExpressionWriter::small_number() {
  const Number value = dice_.chance(75)   ? Number(dice_.between(0, 10))
                       : dice_.chance(70) ? Number::ratio(dice_.between(-40, 400), 4)
                                          : Number::ratio(dice_.between(-999, 99999), 1000);
  const double about = std::stod(value.to_text(6));
  return {literal(Sort::Number, value), about, about, true, value.is_whole()};
}

std::optional<Piece> ExpressionWriter::optional_number() {
  const auto names = words(Sort::Number, true);
  if (names.empty()) return std::nullopt;
  const Word& word = *dice_.of(names);
  Piece piece = read(word);
  switch (dice_.below(5)) {
  case 0:
    piece.text = "(if " + word.name + " is missing then missing else " + word.name + " * 2)";
    piece.least *= 2;
    piece.greatest *= 2;
    return piece;
  case 1: {
    const Piece other = number_leaf();
    piece.text = "(if " + boolean(0) + " then missing else " + other.text + ")";
    widen(piece, other, true);
    return piece;
  }
  default: return piece;
  }
}

Piece ExpressionWriter::handled() {
  const std::optional<Piece> piece = optional_number();
  if (!piece) return number_leaf();
  const Piece other = dice_.chance(70) ? small_number() : number(0);
  Piece all = *piece;
  widen(all, other, false);
  all.text = "(" + piece->text + " default " + other.text + ")";
  return all;
}

Piece ExpressionWriter::number_leaf() {
  const auto names = words(Sort::Number, false);
  if (names.empty() || dice_.chance(12)) return small_number();
  return read(*dice_.of(names));
}

Piece ExpressionWriter::sum(int depth) {
  Piece all = number(depth - 1);
  std::string text = "(" + all.text;
  for (int i = dice_.between(1, 3); i > 0; --i) {
    const Piece next = number(depth - 1);
    const bool minus = dice_.chance(40);
    all.least += minus ? -next.greatest : next.least;
    all.greatest += minus ? -next.least : next.greatest;
    all.finite = all.finite && next.finite;
    all.whole = all.whole && next.whole;
    text += (minus ? " - " : " + ") + next.text;
  }
  all.text = text + ")";
  return tidy(all);
}

Piece ExpressionWriter::product(int depth) {
  const Piece left = number(depth - 1);
  const Piece right = dice_.chance(60) ? small_number() : number(depth - 1);
  Piece all = times(left, right);
  all.text = "(" + left.text + " * " + right.text + ")";
  return all;
}

Piece ExpressionWriter::quotient(int depth) {
  const Piece left = number(depth - 1);
  if (dice_.chance(40)) {
    const std::string by = dice_.of({"2", "4", "10", "100", "0.5", "3", "7", "0.3", "-8", "12"});
    Piece all = times(left, {{}, 1 / std::stod(by), 1 / std::stod(by), true, false});
    all.finite = left.finite && by != "3" && by != "7" && by != "0.3" && by != "12";
    all.text = "(" + left.text + " / " + by + ")";
    return all;
  }
  const Piece right = number(depth - 1);
  if (right.least == 0 && right.greatest == 0) return left;
  const bool guarded = right.least <= 0 && right.greatest >= 0 && dice_.chance(40);
  Piece all{"(" + left.text + " / " + right.text + ")", -kNoEnd, kNoEnd, false, false};
  if (right.least > 0 || right.greatest < 0) {
    const Piece inverse{{}, 1 / right.greatest, 1 / right.least, false, false};
    const Piece bounds = times(left, inverse);
    all.least = bounds.least;
    all.greatest = bounds.greatest;
  }
  if (guarded)
    all.text = "(if " + right.text + " = 0 then " + small_number().text + " else " + all.text + ")";
  return all;
}

Piece ExpressionWriter::tally(int depth) {
  Piece all = small_number();
  std::string text = "(tally " + all.text + " {\n";
  for (int i = dice_.between(1, 4); i > 0; --i) {
    const Piece points = dice_.chance(70) ? small_number() : number(depth - 1);
    text += "  " + boolean(depth - 1) + " : " + points.text + "\n";
    all.least += std::min(0.0, points.least);
    all.greatest += std::max(0.0, points.greatest);
    all.finite = all.finite && points.finite;
    all.whole = all.whole && points.whole;
  }
  all.text = text + "})";
  return tidy(all);
}

std::string ExpressionWriter::weighted_parts(const std::vector<Piece>& parts,
                                             const std::vector<std::string>& weights) {
  std::string text = " {\n";
  for (std::size_t i = 0; i < parts.size(); ++i)
    text += "  " + parts[i].text + " : " + weights[i] + "\n";
  return text + "}";
}

Piece ExpressionWriter::weighted(int depth) {
  const bool available = dice_.chance(40);
  std::vector<Piece> parts;
  bool optional = false;
  Piece all;
  for (int i = dice_.between(2, 4); i > 0; --i) {
    std::optional<Piece> part;
    if (available && dice_.chance(60)) part = optional_number();
    const bool may_lack = part.has_value();
    optional = optional || may_lack;
    if (!part) part = number(depth - 1);
    const bool twice =
        std::any_of(parts.begin(), parts.end(), [&](const Piece& other) { return other.text == part->text; });
    if (twice) part->text = "(" + part->text + (may_lack ? " default 1)" : " + 0)");
    widen(all, *part, parts.empty());
    parts.push_back(*part);
  }
  all.whole = false;
  if (available && optional) {
    const std::string least =
        dice_.chance(50) ? " at least " + dice_.of({"50%", "60%", "0.3", "100%", "1%"}) : "";
    const Piece other = small_number();
    widen(all, other, false);
    all.finite = false;
    all.text = "(weighted available" + least + weighted_parts(parts, weights(parts.size())) + " default " +
               other.text + ")";
    return all;
  }
  if (dice_.chance(35)) {
    std::vector<std::string> shares;
    for (std::size_t i = 0; i < parts.size(); ++i)
      shares.push_back(dice_.of({"1", "2", "3", "0.5", "10", "7"}));
    all.finite = false;
    all.text = "(weighted relative" + weighted_parts(parts, shares) + ")";
    return all;
  }
  all.text = "(weighted" + weighted_parts(parts, weights(parts.size())) + ")";
  return all;
}

Piece ExpressionWriter::rule_call(int depth) {
  const auto& [name, arguments] = dice_.of(known_.rules);
  std::string text;
  for (int i = 0; i < arguments; ++i)
    text += (i == 0 ? "" : ", ") + number(depth - 1).text;
  return {name + "(" + text + ")", -kNoEnd, kNoEnd, false, false};
}

Piece ExpressionWriter::figure_of_score() {
  if (stage >= kValueStage && !known_.weighted.empty() && dice_.chance(50))
    return {"(coverage of " + dice_.of(known_.weighted) + ")", 0, 1, false, false};
  if (stage >= kValueStage && !known_.pointed.empty())
    return {"(points of " + dice_.of(known_.pointed) + (known_.points_missing ? " default 0)" : ")"), -kNoEnd,
            kNoEnd, false, false};
  return number_leaf();
}

Piece ExpressionWriter::unit_ratio(int depth) {
  const Sort sort = dice_.chance(60) && has_money(Sort::Money) ? Sort::Money : Sort::Duration;
  const Piece left = measured(sort, depth - 1);
  const auto names = words(sort, false);
  const std::string right = sort == Sort::Duration && dice_.chance(50)
                                ? literal(sort, Number(dice_.between(1, 40)))
                            : names.empty() ? std::string()
                                            : dice_.of(names)->name;
  if (right.empty()) return number_leaf();
  return {"(" + left.text + " / " + right + ")", -kNoEnd, kNoEnd, false, false};
}

Piece ExpressionWriter::number(int depth) {
  if (depth <= 0) return dice_.chance(15) ? handled() : number_leaf();
  switch (dice_.below(28)) {
  case 0:
  case 1:
  case 2:
  case 3: return sum(depth);
  case 4:
  case 5: return product(depth);
  case 6:
  case 7: return quotient(depth);
  case 8: {
    const Piece one = number(depth - 1);
    return {"(-" + one.text + ")", -one.greatest, -one.least, one.finite, one.whole};
  }
  case 9:
  case 10: {
    Piece all = number(depth - 1);
    const Piece other = number(depth - 1);
    all.text = "(if " + boolean(depth - 1) + " then " + all.text + " else " + other.text + ")";
    widen(all, other, false);
    return all;
  }
  case 11:
  case 12:
  case 13:
  case 14: {
    Piece all;
    bool first = true;
    const bool constants = dice_.chance(60);
    const std::string text = match(depth, [&] {
      const Piece one = constants ? small_number() : number(depth - 1);
      widen(all, one, first);
      first = false;
      return one.text;
    });
    all.text = text;
    return all;
  }
  case 15: return tally(depth);
  case 16:
  case 17: return weighted(depth);
  case 18:
  case 19: return rounded(depth);
  case 20: return extreme(depth);
  case 21: return spread(depth);
  case 22: return irrational(depth);
  case 23:
  case 24: return linear(depth);
  case 25: return interpolate(depth);
  case 26: return between(depth);
  default:
    switch (dice_.below(3)) {
    case 0: return unit_ratio(depth);
    case 1: return known_.rules.empty() ? handled() : rule_call(depth);
    default: return figure_of_score();
    }
  }
}

} // namespace strata::identity
