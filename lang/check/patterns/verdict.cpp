// What is wrong with the arms of one site, and how it is said.
#include "lang/check/patterns/verdict.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/check/patterns/notation.hpp"
#include "lang/check/patterns/phrases.hpp"
#include "lang/check/patterns/sample_customers.hpp"
#include "lang/source/codes.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata::patterns {

namespace {

constexpr std::uint64_t kMostSteps = 20'000'000;
constexpr std::size_t kMostShown = 3;
constexpr int kMostProofs = 6; // of boxes with values that are worked out

/// The formula without what is not certain: a test that is no pattern counts as holding and as not holding.
Formula relaxed(const Formula& formula, const std::vector<Subject>& subjects, bool wanted = true) {
  const bool holds = formula.wanted == wanted;
  if (formula.kind == Formula::Kind::OnAxis) {
    if (subjects[formula.axis].form != Subject::Form::Value) return Formula::always();
    Formula same = formula;
    same.wanted = holds;
    return same;
  }
  std::vector<Formula> parts;
  for (const Formula& part : formula.parts)
    parts.push_back(relaxed(part, subjects, holds));
  const bool each = (formula.kind == Formula::Kind::All) == holds;
  return each ? Formula::all(std::move(parts)) : Formula::any(std::move(parts));
}

class SiteJudge {
 public:
  SiteJudge(const Site& site, const JudgeContext& context)
      : site_(site),
        context_(context),
        made_(site, context),
        words_(site, context),
        judge_(made_.table, kMostSteps),
        notation_(judge_.space(), made_.builder.subjects(), context.model) {}

  std::vector<Verdict> run() {
    if (!judge_.possible()) return {};
    // What one question cannot settle does not keep the others from being answered.
    std::vector<std::string> open;
    const auto ask = [&](void (SiteJudge::*question)(), const char* about) {
      try {
        (this->*question)();
      } catch (const TooMuchWork&) {
        if (about != nullptr) open.emplace_back(about);
      }
    };
    ask(&SiteJudge::overlaps, "whether some overlap");
    ask(&SiteJudge::reaches, "whether all are reached");
    const bool takes_rest =
        std::any_of(site_.arms.begin(), site_.arms.end(), [](const SiteArm& arm) { return arm.otherwise; });
    ask(&SiteJudge::gaps, takes_rest ? nullptr : "whether these arms leave a gap");
    if (!open.empty()) verdicts_.push_back({Verdict::Of::Undecided, 0, too_much_work(site_, open)});
    return std::move(verdicts_);
  }

 private:
  Verdict& add(Verdict::Of of, std::size_t arm, Code code, Span place, std::string message,
               std::string label = {}) {
    Finding finding{.code = code,
                    .message = std::move(message),
                    .place = {place, std::move(label)},
                    .others = {},
                    .notes = {},
                    .help = {}};
    verdicts_.push_back({of, arm, std::move(finding)});
    return verdicts_.back();
  }

  // ---- gaps

  void gaps() {
    const std::vector<Subject>& subjects = made_.builder.subjects();
    Table certain = made_.table;
    for (Formula& arm : certain.arms)
      arm = relaxed(arm, subjects);
    // The relaxed table has fewer cuts, so it has a space and a notation of its own.
    const Judge sure(certain, kMostSteps);
    const Notation words(sure.space(), subjects, context_.model);
    std::vector<Box> found = sure.gaps();
    found.erase(std::remove_if(found.begin(), found.end(),
                               [&](const Box& box) {
                                 return doubtful(sure.space(), box) || !proven(sure.space(), box);
                               }),
                found.end());
    if (!found.empty()) return report_gap(found, sure.space(), words);
    if (context_.bounds == nullptr) return;
    const std::vector<Box> doubts = judge_.gaps();
    if (!doubts.empty()) report_doubt(doubts);
  }

  /// Whether the declaration of a column or a parameter says what values a subject has.
  bool plain(const Subject& subject) const {
    return subject.fixed || target_of(*subject.expression, context_.model).entity == Entity::Column;
  }

  /// Whether a customer stands in a box for certain. What is worked out may have fewer values than its bounds
  /// say, so there a customer must be found.
  bool proven(const Space& space, const Box& box) {
    const std::vector<Subject>& subjects = made_.builder.subjects();
    bool certain = true;
    for (std::size_t axis = 0; axis < space.axes(); ++axis)
      certain = certain && (space.is_full(box, axis) || subjects[axis].form != Subject::Form::Value ||
                            !is_measured(subjects[axis].type.kind) || plain(subjects[axis]));
    if (certain) return true;
    return proofs_++ < kMostProofs && some_customer_stands_in(box, space, subjects, site_, context_.model);
  }

  /// Whether some values of a box may exclude each other, as those of `x` and `x + 1` do.
  bool doubtful(const Space& space, const Box& box) {
    const std::vector<Subject>& subjects = made_.builder.subjects();
    std::vector<std::uint32_t> constrained;
    for (std::uint32_t axis = 0; axis < space.axes(); ++axis)
      if (!space.is_full(box, axis)) constrained.push_back(axis);
    if (context_.bounds == nullptr &&
        std::any_of(constrained.begin(), constrained.end(), [&](std::uint32_t axis) {
          return subjects[axis].form != Subject::Form::Value || !plain(subjects[axis]);
        }))
      return true;
    ColumnsRead columns(context_.model);
    const auto common = [&](const Subject& left, const Subject& right) {
      for (const ast::Expr* one : {left.expression, left.right})
        for (const ast::Expr* other : {right.expression, right.right})
          if (one != nullptr && other != nullptr && columns.common(*one, *other)) return true;
      return false;
    };
    for (const std::uint32_t one : constrained)
      for (const std::uint32_t other : constrained) {
        if (one >= other || subjects[one].fixed || subjects[other].fixed) continue;
        // Subjects of a match are taken as independent: so is the language defined.
        const bool judged = made_.judged.count(one) != 0 && made_.judged.count(other) != 0;
        if (!(judged && site_.subjects != nullptr) && common(subjects[one], subjects[other])) return true;
      }
    return false;
  }

  void report_gap(const std::vector<Box>& boxes, const Space& space, const Notation& words) {
    const bool whole = words.condition(boxes.front()).empty();
    const std::string what = site_.scale != nullptr ? "no tier takes" : "no arm takes";
    Verdict& verdict = add(Verdict::Of::Gap, 0, Code::PatternGap, site_.place(),
                           whole ? "no arm takes anything"
                                 : fmt::format("{} {}", what, code(words.condition(boxes.front()))));
    Finding& finding = verdict.finding;
    for (std::size_t i = 1; i < boxes.size() && i < kMostShown; ++i)
      finding.notes.push_back(fmt::format("nor {}", code(words.condition(boxes[i]))));
    if (boxes.size() > kMostShown)
      finding.notes.push_back(fmt::format("nor {} more ranges", boxes.size() - kMostShown));
    add_example(finding, boxes.front(), words);
    const bool by_missing = site_.subjects != nullptr && only_missing(boxes, space);
    finding.help =
        fmt::format("add {} for it{}", site_.scale != nullptr ? "a line" : "an arm",
                    by_missing ? ": `otherwise` takes no missing value" : ", or `otherwise` as the last one");
  }

  /// A customer of the box, unless the message says already which one it is.
  static void add_example(Finding& finding, const Box& box, const Notation& words) {
    const std::string witness = words.witness(box);
    if (!witness.empty() && witness != words.condition(box))
      finding.notes.push_back(fmt::format("for example {}", code(witness)));
  }

  bool only_missing(const std::vector<Box>& boxes, const Space& space) const {
    return std::all_of(boxes.begin(), boxes.end(), [&](const Box& box) {
      for (std::size_t axis = 0; axis < space.axes(); ++axis)
        if (!space.is_full(box, axis) && notation_point(space, box, axis).outside == kMissing) return true;
      return false;
    });
  }

  Point notation_point(const Space& space, const Box& box, std::size_t axis) const {
    return Notation(space, made_.builder.subjects(), context_.model).point(box, axis);
  }

  void report_doubt(const std::vector<Box>& boxes) {
    Verdict& verdict =
        add(Verdict::Of::Undecided, 0, Code::PatternsUndecided, site_.place(),
            fmt::format("whether every customer has an arm here is not decided: no arm takes {}",
                        code(notation_.condition(boxes.front()))));
    verdict.finding.help = "if that can be, add an arm for it; `otherwise` as the last arm settles it";
  }

  // ---- arms that are never reached

  void reaches() {
    for (std::size_t arm = 0; arm < site_.arms.size(); ++arm) {
      if (overlaps_above(arm)) continue;
      const Reach reach = judge_.reach(arm);
      if (reach.of == Reach::Of::Reached) continue;
      if (site_.arms[arm].otherwise) {
        spare(arm, reach);
      } else if (reach.of == Reach::Of::Empty) {
        never(arm);
      } else if (reach.of == Reach::Of::RuledOut) {
        ruled_out(arm);
      } else if (!in_ladder(arm, reach)) {
        taken(arm, reach);
      }
    }
  }

  bool overlaps_above(std::size_t arm) const {
    return std::any_of(verdicts_.begin(), verdicts_.end(), [&](const Verdict& verdict) {
      return verdict.of == Verdict::Of::Overlap && verdict.arm == arm;
    });
  }

  void spare(std::size_t arm, const Reach& reach) {
    if (reach.of == Reach::Of::Empty) return;
    Verdict& verdict = add(Verdict::Of::Spare, arm, Code::SpareOtherwise, site_.arms[arm].place,
                           "`otherwise` is never reached: the arms above take everything", "never reached");
    verdict.finding.help = "leave it out: then a value added later is noticed here";
  }

  void taken(std::size_t arm, const Reach& reach) {
    const bool one = reach.takers.size() == 1;
    Verdict& verdict =
        add(Verdict::Of::NeverReached, arm, Code::ArmNeverReached, site_.arms[arm].place,
            fmt::format("{} is never reached: {}", words_.arm(arm),
                        one ? fmt::format("{} takes all of it", words_.arm(reach.takers.front()))
                            : "the arms above take all of it between them"),
            "never reached");
    for (std::size_t i = 0; i < reach.takers.size() && i < kMostShown; ++i)
      verdict.finding.others.push_back(
          {site_.arms[reach.takers[i]].place, one ? "takes all of it" : "takes a part of it"});
    if (reach.takers.size() > kMostShown)
      verdict.finding.notes.push_back(
          fmt::format("{} more arms take the rest of it", reach.takers.size() - kMostShown));
    verdict.finding.help = one ? "put the narrower arm first, or leave it out" : "leave it out";
  }

  /// `>= 10M` above `>= 50M`: the order is wrong, and that is said once for the whole ladder.
  bool in_ladder(std::size_t arm, const Reach& reach) {
    const auto rung = [&](std::size_t index) -> const ast::ComparisonPattern* {
      const SiteArm& found = site_.arms[index];
      if (found.patterns == nullptr || found.patterns->size() != 1) return nullptr;
      const auto* pattern = std::get_if<ast::ComparisonPattern>(&found.patterns->front().node);
      return pattern != nullptr && pattern->op > ast::Comparison::NotEqual ? pattern : nullptr;
    };
    const auto rising = [](const ast::ComparisonPattern& pattern) {
      return pattern.op >= ast::Comparison::Greater;
    };
    const ast::ComparisonPattern* below = rung(arm);
    const ast::ComparisonPattern* above = reach.takers.size() == 1 ? rung(reach.takers.front()) : nullptr;
    if (below == nullptr || above == nullptr || rising(*below) != rising(*above)) return false;
    const PlaceNote place{site_.arms[arm].place, "never reached"};
    for (Verdict& verdict : verdicts_)
      if (verdict.finding.code == Code::LadderOutOfOrder) {
        verdict.finding.others.push_back(place);
        return true;
      }
    const std::size_t taker = reach.takers.front();
    Verdict& verdict = add(Verdict::Of::NeverReached, arm, Code::LadderOutOfOrder, place.span,
                           fmt::format("the order is wrong: {} stands below {}, which takes all of it",
                                       words_.arm(arm), words_.arm(taker)),
                           place.text);
    verdict.finding.others.push_back({site_.arms[taker].place, "takes all of it"});
    verdict.finding.help =
        rising(*below) ? "write the highest border first" : "write the lowest border first";
    if (site_.scale != nullptr) verdict.finding.help += "; the first line is the best tier";
    return true;
  }

  /// No value of the lattice is in the arm.
  void never(std::size_t arm) {
    const std::optional<std::size_t> part = impossible_part(arm);
    if (site_.subjects == nullptr || !part) return; // conditions that never hold are another check's
    const ast::Pattern& pattern = (*site_.arms[arm].patterns)[*part];
    const ast::Expr& subject = *(*site_.subjects)[*part];
    if (words_.has_empty_interval(pattern, subject)) return; // said of the interval itself
    const std::optional<std::uint32_t> axis = axis_of(made_.parts[arm][*part]);
    if (!axis) return;
    const std::string bound = words_.bound(made_.parts[arm][*part], made_.builder.subjects()[*axis]);
    const bool tier = site_.scale != nullptr && site_.subjects->size() == 1;
    Verdict& verdict =
        tier ? add(Verdict::Of::NeverReached, arm, Code::TierNeverReached, pattern.span,
                   fmt::format("no customer can be {}: it needs {}, and {}",
                               site_.scale->tiers[site_.arms[arm].tier].name, words_.need(pattern), bound),
                   "never reached")
             : add(Verdict::Of::NeverReached, arm, Code::ArmNeverReached, pattern.span,
                   fmt::format("{} is never reached: {}", words_.arm(arm), bound), "never reached");
    words_.add_declared(verdict.finding, subject);
  }

  /// The first subject whose pattern alone takes nothing.
  std::optional<std::size_t> impossible_part(std::size_t arm) const {
    for (std::size_t i = 0; i < made_.parts[arm].size(); ++i)
      if (judge_.within({judge_.space().everything()}, made_.parts[arm][i]).empty()) return i;
    return std::nullopt;
  }

  static std::optional<std::uint32_t> axis_of(const Formula& formula) {
    if (formula.kind == Formula::Kind::OnAxis) return formula.axis;
    for (const Formula& part : formula.parts)
      if (const auto axis = axis_of(part)) return axis;
    return std::nullopt;
  }

  /// The subject of an arm's pattern that has a list of values, and none of them fits; or empty.
  std::optional<std::size_t> unlisted_part(std::size_t arm) const {
    for (std::size_t i = 0; i < made_.parts[arm].size(); ++i) {
      const auto axis = axis_of(made_.parts[arm][i]);
      if (!axis || !made_.builder.subjects()[*axis].is_listed()) continue;
      const Formula listed = Formula::on(*axis, *made_.builder.subjects()[*axis].limits);
      if (judge_.within(judge_.within({judge_.space().everything()}, made_.parts[arm][i]), listed).empty())
        return i;
    }
    return std::nullopt;
  }

  void ruled_out(std::size_t arm) {
    const auto unlisted = site_.subjects != nullptr ? unlisted_part(arm) : std::nullopt;
    const std::string why = unlisted
                                ? fmt::format("{} is never {}", code(print(*(*site_.subjects)[*unlisted])),
                                              code(print((*site_.arms[arm].patterns)[*unlisted])))
                                : "what is known here rules it out";
    Verdict& verdict = add(Verdict::Of::NeverReached, arm, Code::ArmNeverReached, site_.arms[arm].place,
                           fmt::format("{} is never reached: {}", words_.arm(arm), why), "never reached");
    const std::vector<Box> all = judge_.within({judge_.space().everything()}, made_.table.arms[arm]);
    for (std::size_t i = 0; i < site_.known.size() && !unlisted; ++i) {
      const auto place = site_.known[i].place();
      if (!judge_.within(all, made_.known[i]).empty()) continue;
      if (!place) verdict.finding.notes.push_back(words_.policy_for(site_.known[i]));
      if (!place) break;
      verdict.finding.others.push_back({*place, site_.known[i].match != nullptr || site_.known[i].holds
                                                    ? "this holds here"
                                                    : "this does not hold here"});
      break;
    }
    verdict.finding.help = "leave it out";
  }

  // ---- `unique`

  void overlaps() {
    if (!site_.unique) return;
    for (std::size_t second = 1; second < site_.arms.size(); ++second) {
      if (site_.arms[second].otherwise) continue;
      for (std::size_t first = 0; first < second; ++first) {
        const std::vector<Box> both = judge_.overlap(first, second);
        if (both.empty()) continue;
        Verdict& verdict =
            add(Verdict::Of::Overlap, second, Code::ArmsOverlap, site_.arms[second].place,
                fmt::format("{} and {} overlap in a `match unique`: both take {}", words_.arm(first),
                            words_.arm(second), code(notation_.condition(both.front()))),
                "overlaps");
        verdict.finding.others.push_back({site_.arms[first].place, "with this one"});
        add_example(verdict.finding, both.front(), notation_);
        verdict.finding.help = "draw the borders so that each value has one arm, or leave `unique` out";
        break;
      }
    }
  }

  const Site& site_;
  const JudgeContext& context_;
  SiteTable made_;
  Phrases words_;
  Judge judge_;
  Notation notation_;
  std::vector<Verdict> verdicts_;
  int proofs_ = 0;
};

} // namespace

std::vector<Verdict> judge(const Site& site, const JudgeContext& context) {
  try {
    return SiteJudge(site, context).run();
  } catch (const TooMuchWork&) { // the arms alone are too many
    return {{Verdict::Of::Undecided, 0,
             too_much_work(site, {"whether these arms leave a gap", "whether all are reached"})}};
  }
}

} // namespace strata::patterns
