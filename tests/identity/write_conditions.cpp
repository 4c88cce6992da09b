// Conditions, texts, money, dates and durations.
#include <algorithm>

#include "expression_writer.hpp"

namespace strata::identity {

Piece ExpressionWriter::measured(Sort sort, int depth) {
  switch (sort) {
  case Sort::Money:
  case Sort::Foreign: return money(depth, sort);
  case Sort::Date: return date(depth);
  case Sort::Duration: return duration(depth);
  default: return number(depth);
  }
}

Piece ExpressionWriter::money(int depth, Sort sort) {
  const auto names = words(sort, false);
  const auto leaf = [&]() -> Piece {
    const bool literals = sort == Sort::Money && known_.named_currency;
    if (!names.empty() && (!literals || dice_.chance(85))) return read(*dice_.of(names));
    const int amount = dice_.between(0, 1000);
    return {literal(sort, Number(amount)) + (sort == Sort::Foreign ? " USD" : " CNY"),
            static_cast<double>(amount), static_cast<double>(amount)};
  };
  if (!has_money(sort)) return number(depth); // refused by the checker: such models are few
  if (depth <= 0) return leaf();
  const Piece one = money(depth - 1, sort);
  switch (dice_.below(9)) {
  case 0: return {"(" + one.text + " + " + leaf().text + ")", -kNoEnd, kNoEnd, one.finite};
  case 1: return {"(" + one.text + " - " + leaf().text + ")", -kNoEnd, kNoEnd, one.finite};
  case 2: return {"(" + one.text + " * " + number(0).text + ")", -kNoEnd, kNoEnd, false};
  case 3: return {"(" + one.text + " / " + number(0).text + ")", -kNoEnd, kNoEnd, false};
  case 4:
    return {"(if " + boolean(depth - 1) + " then " + one.text + " else " + leaf().text + ")", -kNoEnd, kNoEnd,
            one.finite};
  case 5:
    return {"round(" + one.text + ", " + std::to_string(dice_.between(-3, 2)) + ")", one.least - 500,
            one.greatest + 500};
  case 6:
    return {dice_.of({"min(", "max("}) + one.text + ", " +
                literal(sort, border(one, sort).value_or(Number(5))) + ")",
            one.least, one.greatest, one.finite};
  case 7:
    if (sort == Sort::Money && known_.foreign_currency && !words(Sort::Foreign, false).empty())
      return {"convert(" + money(depth - 1, Sort::Foreign).text + ")", -kNoEnd, kNoEnd, false};
    return one;
  default: {
    const auto optional = words(sort, true);
    if (optional.empty()) return one;
    return {"(" + dice_.of(optional)->name + " default " + one.text + ")", -kNoEnd, kNoEnd, one.finite};
  }
  }
}

Piece ExpressionWriter::date(int depth) {
  const auto names = words(Sort::Date, false);
  if (depth <= 0) {
    if (known_.as_of && dice_.chance(names.empty() ? 60 : 15)) return {"as_of", 17532, 20454, true, true};
    if (!names.empty() && dice_.chance(85)) return read(*dice_.of(names));
    const Number day = *border({}, Sort::Date);
    const auto at = static_cast<double>(*day.to_int64());
    return {literal(Sort::Date, day), at, at, true, true};
  }
  const Piece one = date(depth - 1);
  switch (dice_.below(6)) {
  case 0:
    return {"(" + one.text + dice_.of({" + ", " - "}) + duration(depth - 1).text + ")", one.least - 400,
            one.greatest + 400, true, true};
  case 1:
    return {"add_months(" + one.text + ", " + dice_.of({"1", "-1", "12", "6", "-120"}) + ")",
            one.least - 3700, one.greatest + 370, true, true};
  case 2: {
    const Piece other = date(depth - 1);
    return {dice_.of({"min(", "max("}) + one.text + ", " + other.text + ")", std::min(one.least, other.least),
            std::max(one.greatest, other.greatest), true, true};
  }
  case 3:
    return {"(if " + boolean(depth - 1) + " then " + one.text + " else " + date(0).text + ")", -kNoEnd,
            kNoEnd, true, true};
  case 4: {
    const auto optional = words(Sort::Date, true);
    if (!optional.empty())
      return {"(" + dice_.of(optional)->name + " default " + one.text + ")", -kNoEnd, kNoEnd, true, true};
    const auto months = words(Sort::Number, false);
    const auto whole =
        std::find_if(months.begin(), months.end(), [](const Word* word) { return word->whole; });
    if (whole != months.end())
      return {"add_months(" + one.text + ", " + (*whole)->name + ")", -kNoEnd, kNoEnd, true, true};
    return one;
  }
  default: return one;
  }
}

Piece ExpressionWriter::duration(int depth) {
  const auto names = words(Sort::Duration, false);
  if (depth <= 0) {
    if (!names.empty() && dice_.chance(75)) return read(*dice_.of(names));
    const int days = dice_.between(1, 120);
    return {literal(Sort::Duration, Number(days)), static_cast<double>(days), static_cast<double>(days), true,
            true};
  }
  const Piece one = duration(depth - 1);
  switch (dice_.below(5)) {
  case 0: return {"(" + date(depth - 1).text + " - " + date(depth - 1).text + ")", -4000, 4000, true, true};
  case 1:
    return {"(" + one.text + dice_.of({" + ", " - "}) + duration(0).text + ")", -kNoEnd, kNoEnd, true, true};
  case 2:
    return {"(" + one.text + " * " + dice_.of({"2", "3", "-1", "10"}) + ")", -kNoEnd, kNoEnd, true, true};
  case 3:
    return {dice_.of({"min(", "max("}) + one.text + ", " + duration(0).text + ")", -kNoEnd, kNoEnd, true,
            true};
  default: return one;
  }
}

std::string ExpressionWriter::text_literal() {
  const std::string text =
      dice_.of({"east", "West", "North-East", "a", "客户", "Ünal", "x y", "A, B", "say \\\"so\\\"", ""});
  known_.texts.push_back(text == "say \\\"so\\\"" ? "say \"so\"" : text);
  return "\"" + text + "\"";
}

/// A text that need not be one of a closed set, and no constant.
std::string ExpressionWriter::open_text(int depth) {
  const std::string one = text(depth);
  const auto word = std::find_if(known_.words.begin(), known_.words.end(), [&](const Word& known) {
    return known.name == one && known.choices.empty();
  });
  if (word != known_.words.end()) return one;
  const auto names = words(Sort::Text, false);
  if (one[0] == '"' && !names.empty()) return dice_.of({"lower(", "upper("}) + dice_.of(names)->name + ")";
  return dice_.of({"lower(", "upper("}) + one + ")";
}

std::string ExpressionWriter::text(int depth) {
  const auto names = words(Sort::Text, false);
  if (depth <= 0) return names.empty() || dice_.chance(15) ? text_literal() : dice_.of(names)->name;
  switch (dice_.below(6)) {
  case 0: return dice_.of({"lower(", "upper("}) + text(depth - 1) + ")";
  case 1: return "(if " + boolean(depth - 1) + " then " + text(depth - 1) + " else " + text_literal() + ")";
  case 2: return match(depth, [&] { return text_literal(); });
  case 3: {
    const auto optional = words(Sort::Text, true);
    if (optional.empty()) return text(0);
    const Word& word = *dice_.of(optional);
    return "(" + word.name + " default " + (word.choices.empty() ? text_literal() : dice_.of(word.choices)) +
           ")";
  }
  default: return text(0);
  }
}

std::string ExpressionWriter::compare(const Piece& left, Sort sort, int depth) {
  const std::string sign = dice_.of({" = ", " != ", " < ", " <= ", " > ", " >= ", " >= ", " < "});
  // Constants and values that cannot meet would be decided before the first customer.
  if (left.least < left.greatest) {
    const Piece right = measured(sort, depth - 1);
    const bool meet = right.text != left.text && right.least < left.greatest && right.greatest > left.least;
    if (meet && dice_.chance(35)) return "(" + left.text + sign + right.text + ")";
    if (const auto cut = border(left, sort)) return "(" + left.text + sign + literal(sort, *cut) + ")";
  }
  return test();
}

std::string ExpressionWriter::text_test(int depth) {
  const auto names = words(Sort::Text, false);
  const Word* word = names.empty() ? nullptr : dice_.of(names);
  if (word != nullptr && !word->choices.empty() && dice_.chance(70))
    return "(" + word->name + dice_.of({" = ", " != ", " is ", " is not "}) + dice_.of(word->choices) + ")";
  const std::string one = open_text(depth);
  switch (dice_.below(4)) {
  case 0: return dice_.of({"contains(", "starts_with(", "ends_with("}) + one + ", " + text_literal() + ")";
  case 1: return "(" + one + dice_.of({" < ", " <= ", " > ", " >= "}) + text_literal() + ")";
  case 2: return "(upper(" + one + ") = upper(" + open_text(0) + "))";
  default: return "(lower(" + one + ")" + dice_.of({" = ", " != "}) + text_literal() + ")";
  }
}

std::string ExpressionWriter::tier_test() {
  std::vector<const ScaleWord*> scales;
  for (const ScaleWord& scale : known_.scales)
    if (!scale.main || known_.reads_main) scales.push_back(&scale);
  if (scales.empty() || stage < kTierStage) return {};
  const ScaleWord& scale = *dice_.of(scales);
  const bool level = !scale.subjects.empty() && dice_.chance(40);
  const std::string subject = !level       ? scale.name
                              : scale.main ? "(level of " + dice_.of(scale.subjects) + ")"
                                           : "(level of " + scale.name + "." + dice_.of(scale.subjects) + ")";
  const std::string tier = dice_.of(scale.tiers);
  switch (dice_.below(6)) {
  case 0: return "(" + subject + " is " + tier + ")";
  case 1: return "(" + subject + dice_.of({" >= ", " < ", " > ", " <= ", " != ", " = "}) + tier + ")";
  case 2: return "(" + subject + " is unrated)";
  case 3:
    return scale.groups.empty() ? "(" + subject + " is not " + tier + ")"
                                : "(" + subject + " is " + dice_.of(scale.groups) + ")";
  case 4: return "(" + subject + " is (" + tier + " or unrated))";
  default: return "(" + subject + " is [" + scale.tiers.back() + " .. " + tier + "])";
  }
}

std::string ExpressionWriter::test() {
  std::vector<const Word*> all;
  for (const Word& word : known_.words)
    if (word.stage <= stage && !word.constant) all.push_back(&word);
  if (all.empty()) return "(1 = 1)";
  const Word& word = *dice_.of(all);
  if (is_optional(word)) return "(" + word.name + dice_.of({" is missing", " is not missing"}) + ")";
  const Subject subject = subject_of(word);
  if (subject.cells.empty()) return "(base < " + literal(Sort::Number, Number(dice_.between(1, 99))) + ")";
  const std::string is = word.name + dice_.of({" is ", " is ", " is not "});
  const std::string first = dice_.of(subject.cells);
  if (is_measured(word.sort) && dice_.chance(20))
    return "(" + is + dice_.of({"> ", "<= ", "!= "}) + measured(word.sort, 0).text + ")";
  const bool joined = first.find(" or ") != std::string::npos;
  return "(" + is + (joined ? "(" + first + ")" : first) + ")";
}

std::string ExpressionWriter::boolean(int depth) {
  const auto names = words(Sort::Boolean, false);
  switch (dice_.below(depth <= 0 ? 6 : 13)) {
  case 0:
    if (!names.empty()) return dice_.of(names)->name;
    [[fallthrough]];
  case 1:
  case 2: return compare(number(0), Sort::Number, 0);
  case 3: return text_test(0);
  case 4:
    if (const std::string tier = tier_test(); !tier.empty()) return tier;
    [[fallthrough]];
  case 5: return test();
  case 6:
    return "(" + boolean(depth - 1) + " and " + boolean(depth - 1) +
           (dice_.chance(30) ? " and " + boolean(0) : "") + ")";
  case 7:
    return "(" + boolean(depth - 1) + " or " + boolean(depth - 1) +
           (dice_.chance(30) ? " or " + boolean(0) : "") + ")";
  case 8: return "(not " + boolean(depth - 1) + ")";
  case 9: {
    const Sort sort = has_money(Sort::Money) && dice_.chance(50) ? Sort::Money
                      : dice_.chance(60)                         ? Sort::Date
                                                                 : Sort::Duration;
    return compare(measured(sort, depth - 1), sort, depth);
  }
  case 10: return compare(number(depth - 1), Sort::Number, depth);
  case 11: {
    const auto optional = words(Sort::Number, true);
    if (optional.empty()) return test();
    const Word& word = *dice_.of(optional);
    const std::string cut = literal(Sort::Number, border(read(word), Sort::Number).value_or(Number(1)));
    return dice_.chance(50) ? "(" + word.name + " is not missing and " + word.name + " > " + cut + ")"
                            : "(" + word.name + " is missing or " + word.name + " < " + cut + ")";
  }
  default: return "(if " + boolean(depth - 1) + " then " + boolean(0) + " else " + boolean(0) + ")";
  }
}

} // namespace strata::identity
