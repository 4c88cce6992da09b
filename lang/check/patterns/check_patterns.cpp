// Judges every site of a model, and tells each mistake once: of a rule that is used several times, an arm is
// never reached only if it is not at any use, and a gap at one use is enough.
#include "lang/check/patterns/check_patterns.hpp"

#include <map>
#include <tuple>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/check/patterns/sweep.hpp"
#include "lang/check/patterns/verdict.hpp"
#include "lang/source/codes.hpp"

namespace strata {

namespace {

using namespace patterns;

class PatternCheck {
 public:
  PatternCheck(TypedModel& model, const JudgeContext& context, Findings& findings)
      : model_(model), context_(context), findings_(findings), sweep_(model, context) {}

  void site(const Site& site) {
    const Span place = site.scale != nullptr ? site.scale->declaration->span : site.match->span;
    ++uses_[key(place)];
    bool good = true;
    for (Verdict& verdict : judge(site, context_)) {
      good = good && !verdict.is_error();
      const bool at_all_uses = verdict.of == Verdict::Of::NeverReached || verdict.of == Verdict::Of::Spare;
      note({place, verdict.of, verdict.arm}, std::move(verdict.finding), site.uses, at_all_uses);
    }
    if (!good) return;
    for (Sweep::Breaking& breaking : sweep_.of(site))
      note({place, Verdict::Of::Undecided, 1 + breaking.parameter}, std::move(breaking.finding), site.uses,
           false);
  }

  void interval(const IntervalUse& use) {
    const Span place = use.pattern->span;
    ++uses_[key(place)];
    if (auto finding = empty_interval(use, context_))
      note({place, Verdict::Of::NeverReached, 0}, std::move(*finding), use.uses, true);
  }

  void report() {
    for (auto& [what, met] : met_) {
      if (met.at_all_uses && met.times < uses_[std::get<0>(what)]) continue;
      findings_.add(met.finding.code, {}, {}) = std::move(met.finding);
    }
  }

 private:
  using Place = std::tuple<SourceId, std::uint32_t, std::uint32_t>;
  struct What {
    Span place;
    Verdict::Of of;
    std::size_t arm;
  };
  struct Met {
    Finding finding;
    std::size_t times = 0;
    bool at_all_uses = false;
  };

  static Place key(Span place) { return {place.source, place.begin, place.end}; }

  void note(const What& what, Finding finding, const std::vector<Typing::RuleUse>& uses, bool at_all_uses) {
    Met& met = met_[{key(what.place), what.of, what.arm}];
    if (++met.times > 1) return;
    met.at_all_uses = at_all_uses;
    if (!uses.empty())
      finding.others.push_back(
          {uses.front().use,
           fmt::format("in this use of {}", code(model_.definitions[uses.front().rule].name))});
    met.finding = std::move(finding);
  }

  TypedModel& model_;
  const JudgeContext& context_;
  Findings& findings_;
  Sweep sweep_;
  std::map<Place, std::size_t> uses_;
  std::map<std::tuple<Place, Verdict::Of, std::size_t>, Met> met_;
};

} // namespace

void check_patterns(TypedModel& model, Typing& typing, Names& names, const std::vector<bool>& scales_typed,
                    Findings& findings) {
  const Bounds bounds(model);
  const JudgeContext context{model, typing, names, findings.has_errors() ? nullptr : &bounds};
  PatternCheck check(model, context, findings);
  visit_sites(model, typing, scales_typed,
              {.site = [&](const Site& site) { check.site(site); },
               .interval = [&](const IntervalUse& use) { check.interval(use); }});
  check.report();
}

} // namespace strata
