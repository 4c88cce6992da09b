// An explanation for a terminal: first what a person who looks after the account asks (which tier, why, how
// far to the next), then every step.
#include <fmt/format.h>

#include "runtime/explain/aligned.hpp"
#include "runtime/explain/facts.hpp"

namespace strata {

namespace {

std::string quoted_label(const std::string& label) {
  return label.empty() ? "" : fmt::format(" \"{}\"", label);
}

std::string exact_and_shown(const ExplainedValue& value) {
  if (!value.failure.empty()) return "failed: " + value.failure;
  if (value.shown.empty()) return value.exact;
  return fmt::format("{}, shown {}", value.exact, value.shown);
}

std::string name_and_label(const ExplainedValue& value) {
  return value.label.empty() ? value.name : fmt::format("{} {}", value.name, value.label);
}

std::string line_text(std::size_t line) {
  return line == 0 ? "" : fmt::format("line {}", line);
}

/// "line 26: >= 50M : 100"; with several arms, the first and how many more.
std::string arms_text(const std::vector<ExplainedLine>& arms, bool all) {
  std::string text;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    if (i > 0 && !all) return text + fmt::format(" (and {} more)", arms.size() - 1);
    text += fmt::format("{}line {}: {}", i == 0 ? "" : "; ", arms[i].line, arms[i].text);
  }
  return text;
}

/// The whole text as it is put together.
class Page {
 public:
  Page(const ExplanationFacts& facts, bool color) : facts_(facts), color_(color) {}

  [[nodiscard]] std::string text() {
    headline();
    distances();
    origin();
    inputs();
    values("Definitions", facts_.definitions);
    dimensions();
    scores();
    for (const ExplainedScale& scale : facts_.scales)
      scale_section(scale);
    values("Shown", facts_.shown);
    policy();
    reasons();
    failures();
    if (!facts_.notes.empty()) out_ += "\n";
    for (const std::string& note : facts_.notes)
      out_ += "note: " + note + "\n";
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string strong(const std::string& text) const {
    return color_ ? "\x1b[1m" + text + "\x1b[0m" : text;
  }
  void section(const std::string& title) { out_ += "\n" + strong(title) + "\n"; }

  [[nodiscard]] const ExplainedScale* main_scale() const {
    return facts_.tier.empty() || facts_.scales.empty() ? nullptr : &facts_.scales.front();
  }

  void headline() {
    std::string line;
    if (facts_.excluded) {
      line = fmt::format("{}: excluded, because {}", facts_.key, *facts_.excluded);
    } else if (main_scale() == nullptr) {
      line = facts_.key;
      for (std::size_t i = 0; i < facts_.scores.size(); ++i)
        line += fmt::format("{} {} = {}", i == 0 ? ":" : ",", facts_.scores[i].name,
                            exact_and_shown(facts_.scores[i]));
    } else {
      line =
          fmt::format("{}: {}{}, because {}", facts_.key, facts_.tier, quoted_label(facts_.label), because());
    }
    out_ += strong(line) + "\n";
  }

  /// Why the tier is what it is, in one clause.
  [[nodiscard]] std::string because() const {
    const ExplainedScale& scale = *main_scale();
    const ExplainedStep* last = nullptr; // the step that made the tier, where one did
    for (const ExplainedStep& step : facts_.steps)
      if (step.before != step.after) last = &step;
    if (!scale.taken) return scale.reason;
    if (facts_.tier == "unrated")
      return facts_.reasons.empty() ? "a condition failed" : facts_.reasons.front();
    if (last == nullptr) return base_clause(scale);
    return fmt::format("of the {} \"{}\" (line {}); its base tier is {}: {}", last->what, last->reason,
                       last->line, scale.tier, base_clause(scale));
  }

  static std::string base_clause(const ExplainedScale& scale) {
    if (scale.subjects.size() == 1) {
      const ExplainedValue& subject = scale.subjects.front();
      if (scale.pattern == "otherwise")
        return fmt::format("{} = {} is in no better tier", subject.name, subject.exact);
      const bool relation =
          !scale.pattern.empty() && std::string_view("<>!=").find(scale.pattern[0]) != std::string_view::npos;
      return fmt::format("{} = {} {} {}", subject.name, subject.exact, relation ? "is" : "fits",
                         scale.pattern);
    }
    std::string text;
    for (const ExplainedValue& subject : scale.subjects)
      text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", subject.name, subject.exact);
    return text.empty() ? "of line " + fmt::format("{}: {}", scale.taken->line, scale.taken->text) : text;
  }

  void distances() {
    AlignedRows rows("");
    if (facts_.up) {
      const auto& up = *facts_.up;
      rows.add({"next up", up.tier,
                fmt::format("needs {} {}: {}{} {}", up.subject, up.condition, up.at_border ? "" : "over ",
                            up.distance, up.more ? "more" : "less")});
    }
    if (facts_.down) {
      const auto& down = *facts_.down;
      rows.add({"next down", down.tier,
                fmt::format("at {} {}: {}{} {}", down.subject, down.condition, down.at_border ? "" : "over ",
                            down.distance, down.more ? "more" : "less")});
    }
    out_ += rows.text();
  }

  void origin() {
    std::string model =
        facts_.title.empty() ? facts_.model : fmt::format("{} ({})", facts_.title, facts_.model);
    if (!facts_.version.empty()) model += ", version " + facts_.version;
    if (!facts_.as_of.empty()) model += ", decided for " + facts_.as_of;
    out_ += fmt::format("\n{}\n{}, line {}\n", model, facts_.file, facts_.line);
    if (facts_.screens.empty()) return;
    section("Screens");
    for (const ExplainedStep& screen : facts_.screens)
      out_ += fmt::format("  {} \"{}\" holds (line {})\n", screen.what, screen.reason, screen.line);
  }

  void inputs() {
    if (facts_.inputs.empty()) return;
    section("Inputs");
    AlignedRows rows("lll");
    for (const ExplainedValue& input : facts_.inputs) {
      const bool other_header = !input.source.empty() && input.source != input.name;
      rows.add({input.name, input.failure.empty() ? input.exact : input.failure,
                other_header ? fmt::format("column \"{}\"", input.source) : ""});
    }
    out_ += rows.text();
  }

  void values(const std::string& title, const std::vector<ExplainedValue>& list) {
    if (list.empty()) return;
    section(title);
    AlignedRows rows("lll");
    for (const ExplainedValue& value : list)
      rows.add({name_and_label(value), exact_and_shown(value),
                value.arms.empty() ? line_text(value.line) : arms_text(value.arms, false)});
    out_ += rows.text();
  }

  [[nodiscard]] const ExplainedPart* points_of(const std::string& dimension) const {
    for (const ExplainedPart& part : facts_.points)
      if (part.name == dimension) return &part;
    return nullptr;
  }

  void dimensions() {
    if (facts_.dimensions.empty()) return;
    section("Dimensions");
    const bool weighted = !facts_.points.empty();
    AlignedRows rows(weighted ? "lrrrrl" : "lrl");
    rows.add(weighted ? std::vector<std::string>{"", "value", "weight", "points", "lost", ""}
                      : std::vector<std::string>{"", "value", ""});
    for (const ExplainedValue& value : facts_.dimensions) {
      std::vector<std::string> cells = {name_and_label(value),
                                        value.failure.empty() ? exact_and_shown(value) : "failed"};
      const ExplainedPart* part = points_of(value.name);
      if (weighted)
        for (const auto field : {&ExplainedPart::weight, &ExplainedPart::points, &ExplainedPart::lost})
          cells.push_back(part == nullptr ? "" : part->*field);
      cells.push_back(!value.failure.empty() ? value.failure
                      : !value.arms.empty()  ? arms_text(value.arms, false)
                                             : line_text(value.line));
      rows.add(std::move(cells));
    }
    out_ += rows.text();
  }

  void scores() {
    values("Scores", facts_.scores);
    for (const ExplainedValue& score : facts_.scores) {
      bool told = true; // parts that are all dimensions stand in their table already
      for (const ExplainedPart& part : score.parts)
        told = told && points_of(part.name) != nullptr;
      if (told) continue;
      out_ += fmt::format("\n  {} is made of\n", score.name);
      AlignedRows rows("lrrr");
      rows.add({"", "value", "weight", "points"});
      for (const ExplainedPart& part : score.parts)
        rows.add({part.name, part.value, part.weight, part.points});
      out_ += rows.text();
    }
  }

  void scale_section(const ExplainedScale& scale) {
    const bool main = main_scale() == &scale;
    section(main ? "Tier" : "Scale " + scale.name);
    for (const ExplainedValue& subject : scale.subjects)
      out_ += fmt::format("  {} = {}\n", subject.name, exact_and_shown(subject));
    const std::string what = main && !facts_.steps.empty() ? "base tier " : "";
    if (scale.taken) {
      out_ += "  " +
              cut_to_width(fmt::format("{}{}{}: line {}: {}", what, scale.tier, quoted_label(scale.label),
                                       scale.taken->line, scale.taken->text),
                           kPageWidth - 2) +
              "\n";
    } else {
      out_ += fmt::format("  unrated: {}\n", scale.reason);
    }
    if (!main) return;
    for (const ExplainedStep& step : facts_.steps) {
      const std::string effect = step.before == step.after ? "holds, and changes nothing"
                                                           : fmt::format("{} -> {}", step.before, step.after);
      out_ += fmt::format("  {} \"{}\" (line {}): {}\n", step.what, step.reason, step.line, effect);
    }
    if (!facts_.steps.empty()) out_ += fmt::format("  tier {}{}\n", facts_.tier, quoted_label(facts_.label));
  }

  void policy() {
    if (facts_.policy.empty()) return;
    section("Policy");
    AlignedRows rows("lll");
    for (const ExplainedValue& value : facts_.policy)
      rows.add(
          {value.name, exact_and_shown(value),
           value.line == 0 ? "none for this tier" : fmt::format("line {}: {}", value.line, value.source)});
    out_ += rows.text();
  }

  void reasons() {
    if (facts_.reasons.empty()) return;
    section("Reasons");
    for (const std::string& reason : facts_.reasons)
      out_ += "  " + reason + "\n";
  }

  void failures() {
    if (facts_.failures.empty()) return;
    section("Failures");
    for (const ExplainedFailure& failure : facts_.failures)
      out_ += fmt::format("  {}: {} (line {})\n", failure.result, failure.message, failure.line);
  }

  const ExplanationFacts& facts_;
  bool color_;
  std::string out_;
};

} // namespace

std::string explanation_text(const ExplanationFacts& facts, bool color) {
  return Page(facts, color).text();
}

} // namespace strata
