// Which findings say that something is not there. Each may follow from what a mistake of writing has taken
// out of the tree: a name that stands in the lost text may be declared there, and a declaration of some kind
// may be what was lost.
#include "lang/check/losses.hpp"

#include <algorithm>

#include "lang/source/codes.hpp"
#include "lang/syntax/syntax.hpp"

namespace strata {

namespace {

/// Whether some name that is underlined stands in the lost text, or may be the one that lacks there.
bool names_something(const ast::Lost& lost, const Finding& finding, const Sources& sources) {
  if (lost.words.count("") > 0) return true;
  const auto words = words_of(sources.text(finding.place.span));
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return lost.words.count(word) > 0; });
}

} // namespace

// Without the model's currency, all its money would be of another unit.
bool can_be_checked(const ast::Lost& lost) {
  return !lost.everything && lost.kinds.count("currency") == 0;
}

bool may_follow_from(const ast::Lost& lost, const Finding& finding, const Sources& sources) {
  switch (finding.code) {
  case Code::UnknownName:
  case Code::UnknownScale:
  case Code::UnknownFunction:
  case Code::UnknownCurrency:
  case Code::UnknownParameter:
  case Code::NoSuchColumn:
  case Code::NoSuchSubject:
  case Code::NotGivable:
  case Code::BetterUnknown: return names_something(lost, finding, sources);
  case Code::UnknownTier:
  case Code::NoSuchTier:
  case Code::AmbiguousTier:
  case Code::ScalesMeet:
  case Code::GroupOfTwoScales: return lost.may_declare("tiers") || names_something(lost, finding, sources);
  case Code::NotWeighted:
    return lost.may_declare("score") || lost.may_declare("define") || lost.may_declare("dimension");
  case Code::NoMainScale: return lost.may_declare("tiers");
  case Code::NoKey: return lost.may_declare("customer");
  case Code::RateLacking: return lost.may_declare("rate");
  case Code::AttributeLacking: return lost.may_declare("policy");
  case Code::NothingWeighted: return lost.may_declare("dimension");
  case Code::WeightsOff: // of the dimensions' own weights, which are shown with it
    return !finding.others.empty() && lost.may_declare("dimension");
  case Code::MissingNotHandled: // a screen proves what it rules out
  case Code::PatternGap:
  case Code::PatternsUndecided:
  case Code::BreaksElsewhere:
  case Code::MatchLacksMissing: return lost.may_declare("exclude") || lost.may_declare("unrated");
  default: return false;
  }
}

} // namespace strata
