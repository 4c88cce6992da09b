// Scales, groups, what moves tiers, shown values and policies of a random model.
#include <algorithm>

#include "model_writer.hpp"

namespace strata::identity {

namespace {

const std::vector<std::string>& tier_names() {
  static const std::vector<std::string> names = {"S", "A", "B", "C", "D", "普通", "F", "G"};
  return names;
}

std::string arm(const std::string& tier, const std::string& pattern) {
  return "  " + tier + " : " + pattern + "\n";
}

} // namespace

const ScaleWord* ModelWriter::main_scale() const {
  const auto found = std::find_if(known_.scales.begin(), known_.scales.end(),
                                  [](const ScaleWord& scale) { return scale.main; });
  return found == known_.scales.end() ? nullptr : &*found;
}

bool ModelWriter::scale_by_subject(ScaleWord& scale, const std::string& heading) {
  const auto scores = [&] {
    std::vector<const Word*> found;
    for (const Word& word : known_.words)
      if (word.stage == kValueStage && is_measured(word.sort)) found.push_back(&word);
    return found;
  }();
  Subject subject;
  std::string parameter;
  if (!scores.empty() && dice_.chance(scale.main ? 80 : 20)) {
    const Word& word = *scores.back();
    subject = write_.subject_of(word);
    if (word.sort == Sort::Number && word.least < 10 && word.greatest > 60)
      for (const Word& knob : known_.words)
        if (knob.constant && knob.sort == Sort::Number && knob.greatest == 60) parameter = knob.name;
  } else {
    subject = write_.subject(2);
  }
  if (subject.cells.empty() || subject.open) return false;
  std::vector<std::string> arms = subject.ladder.empty() || dice_.chance(30) ? subject.cells : subject.ladder;
  if (!parameter.empty() && dice_.chance(50)) arms = {">= " + parameter};
  const bool ladder = arms.size() < subject.cells.size() || !parameter.empty();
  if (arms.size() > 6) arms.resize(6);
  if (subject.optional && dice_.chance(25))
    arms.insert(arms.begin() + static_cast<std::ptrdiff_t>(dice_.below(arms.size() + 1)), "missing");
  if (ladder || arms.size() < subject.cells.size() || dice_.chance(50)) {
    if (!ladder) arms.pop_back();
    arms.emplace_back("otherwise");
  }
  std::string text = heading + "by " + subject.text + " {\n";
  for (std::size_t i = 0; i < arms.size(); ++i) {
    scale.tiers.push_back(tier_names()[i]);
    text +=
        arm(tier_names()[i] + (dice_.chance(25) ? " \"label of, " + tier_names()[i] + "\"" : ""), arms[i]);
  }
  say(text + "}");
  return true;
}

bool ModelWriter::scale_by_matrix(ScaleWord& scale, const std::string& heading) {
  std::vector<const Word*> candidates;
  for (const Word& word : known_.words)
    if (word.stage <= kValueStage && !word.constant && !word.hidden &&
        (is_measured(word.sort) || !word.choices.empty()))
      candidates.push_back(&word);
  dice_.shuffle(candidates);
  std::vector<Subject> subjects;
  const std::size_t wanted = dice_.chance(80) ? 2 : 3;
  for (const Word* word : candidates) {
    if (subjects.size() == wanted) break;
    Subject one = write_.subject_of(*word);
    if (one.cells.empty() || one.cells.size() > 4) continue;
    scale.subjects.push_back(word->name);
    subjects.push_back(std::move(one));
  }
  if (subjects.size() < 2) {
    scale.subjects.clear();
    return false;
  }
  std::vector<std::string> cells = {""};
  std::string names;
  for (const Subject& one : subjects) {
    names += (names.empty() ? "" : ", ") + one.text;
    std::vector<std::string> longer;
    for (const std::string& before : cells)
      for (const std::string& cell : one.cells)
        longer.push_back(before + (before.empty() ? "" : ", ") + cell);
    cells = std::move(longer);
  }
  dice_.shuffle(cells);
  cells.resize(std::min<std::size_t>(cells.size() - 1, static_cast<std::size_t>(dice_.between(1, 7))));
  std::string text = heading + "by (" + names + ") {\n";
  std::size_t tiers = 0;
  for (const std::string& cell : cells) {
    const bool again = tiers > 0 && (tiers == 5 || dice_.chance(30));
    const std::size_t tier = again ? dice_.below(tiers) : tiers++;
    text += arm(tier_names()[tier], cell);
  }
  text += arm(tier_names()[tiers++], "otherwise");
  scale.tiers.assign(tier_names().begin(), tier_names().begin() + static_cast<std::ptrdiff_t>(tiers));
  say(text + "}");
  return true;
}

void ModelWriter::scale_by_conditions(ScaleWord& scale, const std::string& heading) {
  std::string text = heading + "{\n";
  const int count = dice_.between(1, 3);
  for (int i = 0; i <= count; ++i) {
    const std::string& tier = tier_names()[static_cast<std::size_t>(i)];
    scale.tiers.push_back(tier);
    text += arm(tier, i == count ? "otherwise" : write_.boolean(dice_.between(0, 2)));
  }
  say(text + "}");
}

void ModelWriter::scales() {
  const auto one_scale = [&](bool main) {
    write_.stage = kValueStage;
    if (!main && dice_.chance(30)) write_.stage = kTierStage; // it may read the main scale
    ScaleWord scale{.name = main ? "tier" : "reach", .tiers = {}, .main = main};
    const std::string heading = main ? "tiers " : "tiers reach ";
    const int form = dice_.between(1, 100);
    bool done = form <= 60 && scale_by_subject(scale, heading);
    if (!done && form <= 80) done = scale_by_matrix(scale, heading);
    if (!done) scale_by_conditions(scale, heading);
    if (scale.tiers.size() < 2) return;
    known_.scales.push_back(std::move(scale));
  };
  const bool named_first = dice_.chance(25);
  if (named_first) one_scale(false);
  if (dice_.chance(92)) one_scale(true);
  if (!named_first && dice_.chance(25)) one_scale(false);
}

void ModelWriter::groups() {
  for (ScaleWord& scale : known_.scales) {
    if (dice_.chance(55)) continue;
    const std::string name = scale.main ? "core" : "wide";
    const std::string member = scale.main ? "" : scale.name + ".";
    std::string text = "group " + name + " = " + member + scale.tiers[0];
    if (scale.tiers.size() > 2 && dice_.chance(60))
      text += ", " + member + scale.tiers[1 + dice_.below(scale.tiers.size() - 2)];
    say(text);
    scale.groups.push_back(name);
  }
}

void ModelWriter::adjusts() {
  const ScaleWord* main = main_scale();
  if (main == nullptr) return;
  write_.stage = kTierStage;
  known_.reads_main = false;
  for (int i = dice_.chance(60) ? dice_.between(1, 5) : 0; i > 0; --i) {
    const std::string reason = " \"" +
                               dice_.of({"slow payer", "欠款", "comma, and \\\"quotes\\\"", "guarantee"}) +
                               std::to_string(i) + "\" when ";
    const std::string condition = write_.boolean(dice_.between(0, 2));
    switch (dice_.below(5)) {
    case 0:
    case 1: say("cap at " + dice_.of(main->tiers) + reason + condition); break;
    case 2: say("hard cap at " + dice_.of(main->tiers) + reason + condition); break;
    case 3: say("floor at " + dice_.of(main->tiers) + reason + condition); break;
    default: say("lower by " + std::to_string(dice_.between(1, 2)) + reason + condition);
    }
  }
  known_.reads_main = true;
}

void ModelWriter::shows() {
  write_.stage = dice_.chance(70) ? kTierStage : kPolicyStage;
  for (int i = dice_.between(0, 4); i > 0; --i) {
    const std::string name = "show o" + std::to_string(i) + (dice_.chance(20) ? " \"shown, so\"" : "");
    switch (dice_.below(9)) {
    case 0: say(name + " = " + write_.boolean(2)); break;
    case 1: say(name + " = " + write_.text(2)); break;
    case 2: say(name + " = " + write_.date(2).text); break;
    case 3: say(name + " = " + write_.duration(2).text); break;
    case 4:
      if (!known_.scales.empty()) {
        const ScaleWord& scale = dice_.of(known_.scales);
        const bool level = !scale.subjects.empty() && dice_.chance(50);
        say(name + " = " +
            (!level ? scale.name
                    : "level of " + (scale.main ? "" : scale.name + ".") + dice_.of(scale.subjects)));
        break;
      }
      [[fallthrough]];
    case 5:
      if (write_.has_money(Sort::Money)) {
        say(name + " to 2 places = " + write_.money(2).text);
        break;
      }
      [[fallthrough]];
    case 6:
      if (const auto optional = write_.optional_number()) {
        say(name + places(optional->finite) + " = " + optional->text);
        break;
      }
      [[fallthrough]];
    default: {
      const Piece piece = write_.number(3);
      say(name + places(piece.finite) + " = " + piece.text);
    }
    }
  }
}

std::string ModelWriter::attribute_value(Sort sort) {
  const int depth = dice_.between(0, 2);
  switch (sort) {
  case Sort::Text:
    return dice_.chance(60) ? "\"" + dice_.of({"own", "pooled", "团队", "a, b"}) + "\"" : write_.text(depth);
  case Sort::Boolean: return dice_.chance(50) ? dice_.of({"true", "false"}) : write_.boolean(depth);
  case Sort::Date: return write_.date(depth).text;
  case Sort::Money: return "round(" + write_.money(1).text + ", " + std::to_string(dice_.between(0, 2)) + ")";
  default: {
    if (dice_.chance(40)) return std::to_string(dice_.between(0, 30)) + "%";
    const Piece piece = write_.number(depth);
    return piece.finite && dice_.chance(50)
               ? piece.text
               : "round(" + piece.text + ", " + std::to_string(dice_.between(0, 3)) + ")";
  }
  }
}

/// Constants that a better tier has more of.
void ModelWriter::promise(const std::string& name) {
  const ScaleWord& main = *main_scale();
  int value = dice_.between(50, 60);
  for (const std::string& tier : main.tiers) {
    say("policy " + tier + " {\n  " + name + " = " + std::to_string(value) + "\n}");
    value -= dice_.between(0, 4);
  }
  say("better " + name + " rising");
}

void ModelWriter::policies() {
  const ScaleWord* main = main_scale();
  if (main == nullptr || dice_.chance(25)) return;
  write_.stage = kPolicyStage;
  for (int i = dice_.between(1, 3); i > 0; --i) {
    const std::string name = "a" + std::to_string(i);
    const Sort sort =
        std::vector<Sort>{Sort::Number, Sort::Number,
                          Sort::Text,   Sort::Boolean,
                          Sort::Date,   write_.has_money(Sort::Money) ? Sort::Money : Sort::Number}
            [dice_.below(6)];
    if (dice_.chance(12)) {
      promise(name);
      continue;
    }
    const bool by_default = dice_.chance(45);
    const auto block = [&](const std::string& tiers) {
      say("policy " + tiers + " {\n  " + name + " = " + attribute_value(sort) + "\n}");
    };
    if (by_default) block("all");
    std::size_t next = 0;
    while (next < main->tiers.size()) {
      std::string tiers = main->tiers[next++];
      if (next < main->tiers.size() && dice_.chance(30)) tiers += ", " + main->tiers[next++];
      if (!by_default || dice_.chance(50)) block(tiers);
    }
    if (dice_.chance(40)) block("unrated");
  }
}

} // namespace strata::identity
