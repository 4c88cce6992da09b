// An explanation for a terminal: first what a person who looks after the account asks (which tier, why, how
// far to the next), then every step.
#include <fmt/format.h>

#include "runtime/explain/aligned.hpp"
#include "runtime/explain/facts.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

std::string quoted_label(const std::string& label) {
  return label.empty() ? "" : fmt::format(" \"{}\"", label);
}

/// "79.5", "238/3 ≈ 79.333333".
std::string in_full(const ExactText& text) {
  return text.about.empty() ? text.exact : fmt::format("{} ≈ {}", text.exact, text.about);
}

/// For narrow columns: the exact decimal, or one that is marked as rounded.
std::string in_brief(const ExactText& text) {
  return text.about.empty() ? text.exact : "≈" + text.about;
}

std::string exact_and_shown(const ExplainedValue& value) {
  if (!value.failure.empty()) return "failed: " + value.failure;
  return value.rounded ? fmt::format("{}, shown as {}", in_full(value.value), value.shown)
                       : in_full(value.value);
}

std::string name_and_label(const ExplainedValue& value) {
  return value.name + quoted_label(value.label);
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

/// Where the value comes from: the arm taken, or else the expression.
std::string origin_of(const ExplainedValue& value) {
  if (!value.arms.empty()) return arms_text(value.arms, false);
  if (value.line == 0) return "";
  const bool plain = value.source.empty() || value.source == value.value.exact; // a constant says itself
  return plain ? fmt::format("line {}", value.line) : fmt::format("line {}: {}", value.line, value.source);
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
      line("note: " + note);
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { out_ += visible_text(text) + "\n"; }
  void strong_line(const std::string& text) {
    out_ += (color_ ? "\x1b[1m" + visible_text(text) + "\x1b[0m" : visible_text(text)) + "\n";
  }
  void section(const std::string& title) {
    out_ += "\n";
    strong_line(title);
  }

  [[nodiscard]] const ExplainedScale* main_scale() const {
    return facts_.tier.empty() || facts_.scales.empty() ? nullptr : &facts_.scales.front();
  }

  void headline() {
    std::string text;
    if (facts_.excluded) {
      text = fmt::format("{}: excluded, because {}", facts_.key, *facts_.excluded);
    } else if (main_scale() == nullptr) {
      text = facts_.key;
      for (std::size_t i = 0; i < facts_.scores.size(); ++i)
        text += fmt::format("{} {} = {}", i == 0 ? ":" : ",", facts_.scores[i].name,
                            exact_and_shown(facts_.scores[i]));
    } else {
      text =
          fmt::format("{}: {}{}, because {}", facts_.key, facts_.tier, quoted_label(facts_.label), because());
    }
    strong_line(text);
  }

  /// Why the tier is what it is, in one clause.
  [[nodiscard]] std::string because() const {
    const ExplainedScale& scale = *main_scale();
    const ExplainedStep* last = nullptr; // the step that made the tier, where one did
    for (const ExplainedStep& step : facts_.steps)
      if (step.before != step.after) last = &step;
    if (!scale.taken) return scale.reason;
    if (!facts_.tier_failure.empty()) return facts_.tier_failure;
    if (last == nullptr) return base_clause(scale);
    const std::string_view article =
        last->what.starts_with("lower") ? "" : "the "; // "the cap at B", "lower by 1"
    return fmt::format("of {}{} \"{}\" (line {}); its base tier is {}: {}", article, last->what, last->reason,
                       last->line, scale.tier, base_clause(scale));
  }

  static std::string base_clause(const ExplainedScale& scale) {
    if (scale.subjects.size() == 1) {
      const ExplainedValue& subject = scale.subjects.front();
      if (scale.pattern == "otherwise")
        return fmt::format("{} = {} is in no better tier", subject.name, in_full(subject.value));
      const bool relation =
          !scale.pattern.empty() && std::string_view("<>!=").find(scale.pattern[0]) != std::string_view::npos;
      return fmt::format("{} = {} {} {}", subject.name, in_full(subject.value), relation ? "is" : "fits",
                         scale.pattern);
    }
    std::string text;
    for (const ExplainedValue& subject : scale.subjects)
      text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", subject.name, in_full(subject.value));
    return text.empty() ? "of line " + fmt::format("{}: {}", scale.taken->line, scale.taken->text) : text;
  }

  /// "13 more", "more than 2 less", "any less" at an open border.
  static std::string distance_text(const ExplainedDistance& distance) {
    const std::string_view direction = distance.more ? "more" : "less";
    std::string text = fmt::format("more than {} {}", in_full(distance.distance), direction);
    if (distance.at_border)
      text = fmt::format("{} {}", in_full(distance.distance), direction);
    else if (distance.distance.exact == "0")
      text = fmt::format("any {}", direction);
    return distance.because.empty()
               ? text
               : fmt::format("{}, because of {}", text, fmt::join(distance.because, " and "));
  }

  void distances() {
    AlignedRows rows("llll"); // of three cells, so that the last is a sentence
    if (facts_.up)
      rows.add({"next up", facts_.up->tier,
                fmt::format("needs {} {} {}: {}", facts_.up->subject, facts_.up->comparison,
                            in_full(facts_.up->border), distance_text(*facts_.up))});
    if (facts_.line_above)
      rows.add({"next up", facts_.line_above->tier,
                fmt::format("line {} needs {}", facts_.line_above->line,
                            fmt::join(facts_.line_above->needs, " and "))});
    if (!facts_.held_by.empty())
      rows.add({"next up", "none",
                fmt::format("while {} {}", fmt::join(facts_.held_by, " and "),
                            facts_.held_by.size() == 1 ? "holds" : "hold")});
    if (facts_.down)
      rows.add({"next down", facts_.down->tier,
                fmt::format("at {} {} {}: {}", facts_.down->subject, facts_.down->comparison,
                            in_full(facts_.down->border), distance_text(*facts_.down))});
    out_ += rows.text();
  }

  void origin() {
    std::string model =
        facts_.title.empty() ? "model " + facts_.model : fmt::format("{} ({})", facts_.title, facts_.model);
    if (!facts_.version.empty()) model += ", version " + facts_.version;
    if (!facts_.as_of.empty()) model += ", decided for " + facts_.as_of;
    out_ += "\n";
    line(model);
    line(fmt::format("{}, line {}", facts_.file, facts_.line));
    if (facts_.screens.empty()) return;
    section("Screens");
    for (const ExplainedStep& screen : facts_.screens)
      line(fmt::format("  {} \"{}\" holds (line {})", screen.what, screen.reason, screen.line));
  }

  void inputs() {
    if (facts_.inputs.empty()) return;
    section("Inputs");
    AlignedRows rows("lll");
    for (const ExplainedValue& input : facts_.inputs) {
      if (!input.failure.empty()) {
        rows.add({input.name, input.failure});
        continue;
      }
      const bool other_header = !input.source.empty() && input.source != input.name;
      rows.add(
          {input.name, in_full(input.value), other_header ? fmt::format("column \"{}\"", input.source) : ""});
    }
    out_ += rows.text();
  }

  void values(const std::string& title, const std::vector<ExplainedValue>& list) {
    if (list.empty()) return;
    section(title);
    AlignedRows rows("lll");
    for (const ExplainedValue& value : list)
      rows.add({name_and_label(value), exact_and_shown(value), origin_of(value)});
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
                                        value.failure.empty() ? in_brief(value.value) : "failed"};
      const ExplainedPart* part = points_of(value.name);
      if (weighted)
        for (const auto field : {&ExplainedPart::weight, &ExplainedPart::points, &ExplainedPart::lost})
          cells.push_back(part == nullptr ? "" : in_brief(part->*field));
      cells.push_back(value.failure.empty() ? origin_of(value) : value.failure);
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
      out_ += "\n";
      line(fmt::format("  {} is made of", score.name));
      AlignedRows rows("lrrr");
      rows.add({"", "value", "weight", "points"});
      for (const ExplainedPart& part : score.parts)
        rows.add({part.name, in_brief(part.value), in_brief(part.weight), in_brief(part.points)});
      out_ += rows.text();
    }
  }

  void scale_section(const ExplainedScale& scale) {
    const bool main = main_scale() == &scale;
    section(main ? "Tier" : "Scale " + scale.name);
    for (const ExplainedValue& subject : scale.subjects)
      line(fmt::format("  {} = {}", subject.name, exact_and_shown(subject)));
    const std::string what = main && !facts_.steps.empty() ? "base tier " : "";
    if (scale.taken) {
      const std::string text =
          fmt::format("{}{} by line {}: {}", what, scale.tier, scale.taken->line, scale.taken->text);
      line("  " + cut_to_width(text, kPageWidth - 2));
    } else {
      line(fmt::format("  unrated: {}", scale.reason));
    }
    if (!main) return;
    for (const ExplainedStep& step : facts_.steps) {
      const std::string effect = step.before != step.after ? fmt::format("{} -> {}", step.before, step.after)
                                 : step.decided_by.empty()
                                     ? "holds, and changes nothing"
                                     : fmt::format("holds; {} decides", step.decided_by);
      line(fmt::format("  {} \"{}\" (line {}): {}", step.what, step.reason, step.line, effect));
    }
    if (!facts_.tier_failure.empty())
      line(fmt::format("  tier unrated: {}", facts_.tier_failure));
    else if (!facts_.steps.empty())
      line(fmt::format("  tier {}{}", facts_.tier, quoted_label(facts_.label)));
  }

  void policy() {
    if (facts_.policy.empty()) return;
    section("Policy");
    AlignedRows rows("lll");
    for (const ExplainedValue& value : facts_.policy)
      rows.add(
          {value.name, exact_and_shown(value), value.line == 0 ? "no policy for unrated" : origin_of(value)});
    out_ += rows.text();
  }

  void reasons() {
    if (facts_.reasons.empty()) return;
    section("Reasons");
    for (const std::string& reason : facts_.reasons)
      line("  " + reason);
  }

  void failures() {
    if (facts_.failures.empty()) return;
    section("Failures");
    for (const ExplainedFailure& failure : facts_.failures)
      line(fmt::format("  {}: {} (line {})", failure.result, failure.message, failure.line));
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
