// `match` in its forms: subjects are taken apart into patterns that neither overlap nor leave a gap.
#include <algorithm>

#include "expression_writer.hpp"

namespace strata::identity {

namespace {

std::string otherwise_arm(const std::string& result) {
  return "  otherwise : " + result + "\n";
}

} // namespace

Subject ExpressionWriter::subject_of(const Piece& piece, Sort sort, bool optional) {
  Subject subject{.text = piece.text, .cells = {}, .ladder = {}, .optional = optional};
  const std::vector<Number> cuts = borders(piece, sort, dice_.chance(10) ? 20 : 4);
  if (cuts.empty()) return subject;
  std::vector<std::string> at;
  for (const Number& cut : cuts)
    at.push_back(literal(sort, cut));
  // Of whole numbers nothing lies between neighbours, so there each border belongs to what is above it.
  std::vector<bool> above;
  const bool alike =
      piece.whole || !is_measured(sort) || sort == Sort::Date || sort == Sort::Duration || dice_.chance(70);
  const bool first_above =
      alike && (piece.whole || sort == Sort::Date || sort == Sort::Duration || dice_.chance(70));
  for (std::size_t i = 0; i < at.size(); ++i)
    above.push_back(alike ? first_above : dice_.chance(50));
  subject.cells.push_back((above[0] ? "< " : "<= ") + at[0]);
  for (std::size_t i = 0; i + 1 < at.size(); ++i)
    subject.cells.push_back((above[i] ? "[" : "(") + at[i] + " .. " + at[i + 1] + (above[i + 1] ? ")" : "]"));
  subject.cells.push_back((above.back() ? ">= " : "> ") + at.back());
  if (at.size() == 1 && dice_.chance(25)) subject.cells = {"< " + at[0], at[0], "> " + at[0]};
  const bool rising = dice_.chance(30);
  for (std::size_t i = 0; i < at.size(); ++i) {
    if (rising) {
      subject.ladder.push_back((above[i] ? "< " : "<= ") + at[i]);
    } else {
      const std::size_t down = at.size() - 1 - i;
      subject.ladder.push_back((above[down] ? ">= " : "> ") + at[down]);
    }
  }
  return subject;
}

Subject ExpressionWriter::subject_of(const Word& word) {
  if (is_measured(word.sort)) return subject_of(read(word), word.sort, is_optional(word));
  Subject subject{.text = word.name, .cells = {}, .ladder = {}, .optional = is_optional(word)};
  if (word.sort == Sort::Boolean) {
    subject.cells = {"true", "false"};
  } else if (!word.choices.empty()) {
    subject.cells = word.choices;
    dice_.shuffle(subject.cells);
    while (subject.cells.size() > 2 && dice_.chance(35)) {
      subject.cells[0] += " or " + subject.cells.back();
      subject.cells.pop_back();
    }
  } else {
    subject.open = true;
    std::vector<std::string> texts;
    for (int i = dice_.between(1, 4); i > 0; --i)
      texts.push_back(text_literal());
    std::sort(texts.begin(), texts.end());
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    dice_.shuffle(texts);
    subject.cells = texts;
    subject.ladder = texts;
    if (dice_.chance(15)) subject.ladder = {dice_.of({">= ", "> ", "< ", "<= ", "!= "}) + texts[0]};
  }
  return subject;
}

Subject ExpressionWriter::subject(int depth) {
  if (dice_.chance(35)) {
    const Sort sort = dice_.chance(70)                             ? Sort::Number
                      : dice_.chance(40) && has_money(Sort::Money) ? Sort::Money
                                                                   : Sort::Date;
    return subject_of(measured(sort, depth - 1), sort, false);
  }
  std::vector<const Word*> all;
  for (const Word& word : known_.words)
    if (word.stage <= stage && !word.constant) all.push_back(&word);
  if (all.empty()) return {};
  return subject_of(*dice_.of(all));
}

std::string ExpressionWriter::match_conditions(int depth, const std::function<std::string()>& result) {
  std::string text = "(match {\n";
  for (int i = dice_.between(1, 3); i > 0; --i)
    text += "  " + boolean(depth - 1) + " : " + result() + "\n";
  return text + otherwise_arm(result()) + "})";
}

std::string ExpressionWriter::match_table(int depth, const std::function<std::string()>& result) {
  std::vector<Subject> subjects;
  for (int i = dice_.chance(75) ? 2 : 3; i > 0; --i) {
    Subject one = subject(depth);
    const bool twice = std::any_of(subjects.begin(), subjects.end(),
                                   [&](const Subject& other) { return other.text == one.text; });
    if (one.cells.empty() || twice) continue;
    if (one.cells.size() > 4) one.cells.resize(4);
    if (one.optional) one.cells.push_back(dice_.chance(70) ? "missing" : "any or missing");
    subjects.push_back(std::move(one));
  }
  if (subjects.size() < 2) return match_conditions(depth, result);
  std::string names;
  std::vector<std::string> rows = {""};
  for (const Subject& one : subjects) {
    names += (names.empty() ? "" : ", ") + one.text;
    std::vector<std::string> longer;
    for (const std::string& row : rows)
      for (const std::string& cell : one.cells)
        longer.push_back(row + (row.empty() ? "" : ", ") + (cell == "any or missing" ? "missing" : cell));
    rows = std::move(longer);
  }
  dice_.shuffle(rows);
  rows.resize(std::min<std::size_t>(rows.size() - 1, static_cast<std::size_t>(dice_.between(1, 6))));
  std::string text = "(match (" + names + ") {\n";
  for (const std::string& row : rows)
    text += "  " + row + " : " + result() + "\n";
  const bool optional =
      std::any_of(subjects.begin(), subjects.end(), [](const Subject& one) { return one.optional; });
  if (!optional) return text + otherwise_arm(result()) + "})";
  // An arm for all sets of them that are missing together.
  std::string last;
  for (const Subject& one : subjects)
    last += (last.empty() ? "" : ", ") + std::string(one.optional ? "any or missing" : "any");
  return text + "  " + last + " : " + result() + "\n})";
}

std::string ExpressionWriter::match(int depth, const std::function<std::string()>& result) {
  const int form = dice_.between(1, 100);
  if (form > 85) return match_conditions(depth, result);
  if (form > 65) return match_table(depth, result);
  Subject one = subject(depth);
  if (one.cells.empty()) return match_conditions(depth, result);
  std::vector<std::string> arms = one.cells;
  const bool ladder = !one.ladder.empty() && dice_.chance(65);
  bool otherwise = one.open || ladder;
  if (ladder) {
    arms = one.ladder;
  } else {
    dice_.shuffle(arms);
    if (!otherwise && dice_.chance(50)) {
      arms.pop_back();
      otherwise = true;
    }
  }
  if (one.optional) {
    const std::size_t place = dice_.below(arms.size() + 1);
    if (place < arms.size() && dice_.chance(30)) {
      arms[place] = "missing or " + arms[place];
    } else {
      arms.insert(arms.begin() + static_cast<std::ptrdiff_t>(place), "missing");
    }
  }
  const bool unique = !ladder && !otherwise && dice_.chance(30);
  std::string text = std::string(unique ? "(match unique " : "(match ") + one.text + " {\n";
  for (const std::string& arm : arms)
    text += "  " + arm + " : " + result() + "\n";
  if (otherwise) text += otherwise_arm(result());
  return text + "})";
}

} // namespace strata::identity
