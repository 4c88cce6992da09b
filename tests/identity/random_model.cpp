// Declarations, in the order in which they may read each other: columns, parameters, rules, screens,
// definitions, dimensions, scores, scales, what moves tiers, shown values, policies.
#include "random_model.hpp"

#include <algorithm>
#include <cmath>

#include "model_writer.hpp"

namespace strata::identity {

RandomModel random_model(Dice& dice) {
  return ModelWriter(dice).write();
}

RandomModel ModelWriter::write() {
  heading();
  say(random_columns(dice_, made_.columns, known_));
  parameters();
  rules();
  rate();
  screens();
  definitions(dice_.between(0, 5), kRowStage);
  dimensions();
  scores();
  definitions(dice_.between(0, 2), kValueStage);
  scales();
  groups();
  adjusts();
  definitions(dice_.between(0, 1), kTierStage);
  shows();
  policies();
  if (dice_.chance(40)) say("reasons " + std::to_string(dice_.between(0, 6)));
  if (dice_.chance(20)) dice_.shuffle(made_.declarations);
  return std::move(made_);
}

void ModelWriter::heading() {
  known_.as_of = dice_.chance(60);
  known_.named_currency = dice_.chance(60);
  known_.foreign_currency = known_.named_currency && dice_.chance(50);
  say("model trial \"A trial\"");
  if (known_.named_currency) say("currency CNY");
  if (known_.as_of && dice_.chance(10)) say("effective 2018-01-01 .. 2026-12-31");
}

/// After the parameters, which it may read.
void ModelWriter::rate() {
  if (!known_.foreign_currency) return;
  std::string value = dice_.of({"7.1234", "7", "0.5", "1/3", "7.2 * 2"});
  if (known_.as_of && dice_.chance(30))
    value = "match as_of {\n  >= 2022-01-01 : 7.8\n  otherwise : 7.125\n}";
  say("rate USD = " + value);
}

void ModelWriter::parameters() {
  for (int i = dice_.between(0, 3); i > 0; --i) {
    const std::string name = "p" + std::to_string(i);
    Word word{.name = name, .constant = true};
    switch (dice_.below(6)) {
    case 0:
    case 1:
      word.least = 10;
      word.greatest = 60;
      say("parameter " + name + " = 30 in 10 .. 60" + (dice_.chance(40) ? " step 5" : ""));
      made_.knobs.push_back({name, {"10", "60", "45", "35"}});
      break;
    case 2:
      word.least = 0;
      word.greatest = 1;
      say("parameter " + name + " = 35% in 0 .. 1 \"a share\"");
      made_.knobs.push_back({name, {"0", "1", "12.5%", "0.333"}});
      break;
    case 3:
      word.sort = Sort::Text;
      word.choices = {"\"sum\"", "\"mean\""};
      say("parameter " + name + " = \"sum\" one of \"sum\", \"mean\"");
      made_.knobs.push_back({name, {"mean", "sum"}});
      break;
    case 4:
      word.sort = Sort::Duration;
      word.whole = true;
      word.least = 10;
      word.greatest = 365;
      say("parameter " + name + " = 90 days in 10 days .. 365 days");
      made_.knobs.push_back({name, {"10 days", "365 days"}});
      break;
    default:
      word.sort = Sort::Date;
      word.whole = true;
      say("parameter " + name + " = 2022-03-31");
      made_.knobs.push_back({name, {"2020-02-29", "2024-12-31"}});
    }
    known_.words.push_back(word);
  }
}

void ModelWriter::rules() {
  for (int i = dice_.chance(40) ? dice_.between(1, 2) : 0; i > 0; --i) {
    const int arguments = dice_.between(1, 2);
    Vocabulary inside;
    inside.words.push_back({.name = "x"});
    if (arguments == 2) inside.words.push_back({.name = "y"});
    for (const Word& word : known_.words)
      if (word.constant && dice_.chance(30)) inside.words.push_back(word);
    ExpressionWriter body(dice_, inside);
    const std::string name = "f" + std::to_string(i);
    say("define " + name + (arguments == 2 ? "(x, y) = " : "(x) = ") + body.number(2).text);
    for (const auto& [sort, values] : inside.constants)
      known_.constants[sort].insert(known_.constants[sort].end(), values.begin(), values.end());
    known_.rules.emplace_back(name, arguments);
  }
}

void ModelWriter::screens() {
  write_.stage = kRowStage;
  for (int i = dice_.chance(50) ? dice_.between(1, 3) : 0; i > 0; --i) {
    const std::string form = dice_.of({"exclude", "unrated"});
    std::vector<Word*> optional;
    for (Word& word : known_.words)
      if (word.optional && !word.screened && word.stage == kRowStage) optional.push_back(&word);
    std::string condition = write_.boolean(dice_.between(0, 2));
    if (!optional.empty() && dice_.chance(55)) {
      Word& word = *dice_.of(optional);
      condition = word.name + " is missing" + (dice_.chance(25) ? " or " + condition : "");
      word.screened = true;
    }
    say(form + " \"" +
        dice_.of({"no business", "too little is known", "新客户", "a \\\"quoted\\\" reason, with comma"}) +
        "\" when " + condition);
  }
  write_.past_screens = true;
}

void ModelWriter::definitions(int count, Stage stage) {
  write_.stage = stage;
  for (int i = 0; i < count; ++i) {
    Word word{.name = "v" + std::to_string(++names_), .stage = stage};
    std::string value;
    const int sort = dice_.between(1, 100);
    if (sort <= 50) {
      Piece piece = write_.number(dice_.between(1, 3));
      if (dice_.chance(25)) {
        if (const auto optional = write_.optional_number()) {
          piece = *optional;
          word.optional = true;
        }
      }
      value = piece.text;
      word.least = piece.least;
      word.greatest = piece.greatest;
      word.loose = !std::isfinite(piece.greatest - piece.least);
      word.finite = piece.finite;
      word.whole = piece.whole;
    } else if (sort <= 65) {
      word.sort = Sort::Boolean;
      value = write_.boolean(2);
    } else if (sort <= 75 && write_.has_money(Sort::Money)) {
      word.sort = Sort::Money;
      const Piece piece = write_.money(2);
      value = piece.text;
      word.loose = true;
      word.finite = piece.finite;
    } else if (sort <= 85) {
      word.sort = Sort::Date;
      word.whole = true;
      value = write_.date(2).text;
    } else if (sort <= 92) {
      word.sort = Sort::Duration;
      word.whole = true;
      value = write_.duration(2).text;
    } else {
      word.sort = Sort::Text;
      value = write_.open_text(2);
    }
    say("define " + word.name + " = " + value);
    known_.words.push_back(word);
  }
}

void ModelWriter::dimensions() {
  write_.stage = kValueStage;
  const auto count = static_cast<std::size_t>(dice_.chance(85) ? dice_.between(1, 5) : 0);
  const std::vector<std::string> weights = count == 0 ? std::vector<std::string>() : write_.weights(count);
  for (std::size_t i = 0; i < count; ++i) {
    Word word{.name = "g" + std::to_string(i), .stage = kValueStage};
    std::string value;
    // The column of that name, or an expression.
    std::vector<const Word*> columns;
    for (const Column& column : made_.columns)
      for (const Word& known : known_.words)
        if (known.name == column.name && column.sort == Sort::Number && known.stage == kRowStage &&
            !known.hidden && !column.key &&
            std::find(dimensions_.begin(), dimensions_.end(), known.name) == dimensions_.end())
          columns.push_back(&known);
    if (!columns.empty() && dice_.chance(20)) {
      word = *dice_.of(columns);
      word.optional = write_.is_optional(word);
    } else {
      Piece piece = write_.number(dice_.between(1, 3));
      if (dice_.chance(20)) {
        if (const auto optional = write_.optional_number()) {
          piece = *optional;
          word.optional = true;
        }
      }
      value = " = " + piece.text;
      word.least = piece.least;
      word.greatest = piece.greatest;
      word.loose = !std::isfinite(piece.greatest - piece.least);
      word.finite = piece.finite;
      known_.words.push_back(word);
    }
    const std::string label =
        dice_.chance(30) ? " \"" + dice_.of({"业务规模", "growth, by year", "plain"}) + "\"" : "";
    say("dimension " + word.name + label + " weight " + weights[i] + places(word.finite) + value);
    dimensions_.push_back(word.name);
    any_optional_ = any_optional_ || word.optional;
    least_ = i == 0 ? word.least : std::min(least_, word.least);
    greatest_ = i == 0 ? word.greatest : std::max(greatest_, word.greatest);
  }
}

std::string ModelWriter::places(bool finite) {
  if (finite && dice_.chance(60)) return "";
  return " to " + std::to_string(dice_.between(0, 4)) + " places";
}

void ModelWriter::scores() {
  write_.stage = kValueStage;
  if (!dimensions_.empty()) {
    const bool available = any_optional_ || dice_.chance(20);
    std::string form = "weighted ";
    if (available)
      form += "available " + (dice_.chance(40) ? "at least " + dice_.of({"60%", "30%", "100%"}) + " " : "");
    else if (dice_.chance(15))
      form += "relative ";
    const Word word{.name = "value",
                    .optional = any_optional_,
                    .finite = false,
                    .least = least_,
                    .greatest = greatest_,
                    .stage = kValueStage,
                    .loose = !std::isfinite(greatest_ - least_)};
    say("score value" + places(false) + " = " + form + "dimensions");
    known_.words.push_back(word);
    if (available) known_.weighted.push_back("value");
    known_.pointed = dimensions_;
    known_.points_missing = any_optional_;
  }
  if (dimensions_.empty() || dice_.chance(30)) {
    const Piece piece = write_.number(2);
    say("score second" + places(piece.finite) + " = " + piece.text);
    known_.words.push_back({.name = "second",
                            .finite = piece.finite,
                            .least = piece.least,
                            .greatest = piece.greatest,
                            .stage = kValueStage,
                            .loose = !std::isfinite(piece.greatest - piece.least)});
  }
}

} // namespace strata::identity
