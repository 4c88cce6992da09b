// The entrances to typing: one expression, a condition, a value of a wanted type, the arms of a scale. The
// cases of the single nodes stand in typing_*.cpp.
#include "lang/check/typing/typing.hpp"

#include <fmt/format.h>

#include "lang/check/typing/expression_typing.hpp"

namespace strata {

namespace {

// Brackets nest 200 deep at most; rules that use rules and chains of definitions add to that.
constexpr int kMaxDepth = 1000;

class Level {
 public:
  explicit Level(int& depth) : depth_(depth) { ++depth_; }
  ~Level() { --depth_; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;

 private:
  int& depth_;
};

/// The entrances that need the tools of the visitors.
class Entrance : public TypingTools {
 public:
  using TypingTools::TypingTools;

  bool boolean(const ast::Expr& condition);
  bool compared_as_expected(ast::Compare& compare);
  bool fits_wanted(ast::Expr& expression, const Type& wanted, const PlaceNote& because);
  std::optional<Type> joined_type(std::span<ast::Expr* const> expressions, std::string_view what) {
    return joined(expressions, what);
  }
  void too_deep(Span place) {
    report(Code::RulesTooDeep, place,
           "this is nested too deeply, rules and definitions that it uses included")
        .help = "give parts of it names of their own, or shorten the chain of definitions";
  }

 private:
  bool mismatch(const ast::Expr& expression, const Type& wanted, const PlaceNote& because);
};

bool Entrance::boolean(const ast::Expr& condition) {
  if (!present(condition)) return false;
  if (condition.type.kind == Kind::Boolean) return true;
  Finding& finding = report(Code::WrongType, condition.span,
                            fmt::format("a condition must be true or false, and {} is {}", text_of(condition),
                                        described(condition.type)),
                            described(condition.type));
  add_origin(finding, condition);
  if (condition.type.kind == Kind::Tier) finding.help = "compare it, as in `tier is S`";
  return false;
}

bool Entrance::compared_as_expected(ast::Compare& compare) {
  if (!two_operands(*compare.left, *compare.right, true)) return false;
  if (compare.left->type.kind == Kind::Missing || compare.right->type.kind == Kind::Missing) return true;
  return unify(*compare.left, *compare.right, "compared") &&
         in_closed_set(*compare.right, compare.left->type, compare.left.get());
}

bool Entrance::mismatch(const ast::Expr& expression, const Type& wanted, const PlaceNote& because) {
  Finding& finding = report(Code::OtherTypeWanted, expression.span,
                            fmt::format("{} is {}, and {} is needed here", text_of(expression),
                                        described(expression.type), described(wanted)),
                            described(expression.type));
  finding.others.push_back(because);
  add_origin(finding, expression);
  if (wanted.kind == Kind::Duration && expression.type.literal)
    finding.help = fmt::format("write `{} days`", print(expression));
  if (wanted.kind == Kind::Text && expression.type.literal)
    finding.help = fmt::format("write it in quotes: \"{}\"", print(expression));
  return false;
}

bool Entrance::fits_wanted(ast::Expr& expression, const Type& wanted, const PlaceNote& because) {
  if (expression.type.kind == Kind::Missing && wanted.optional) return true;
  if (!wanted.optional && !present(expression)) return false;
  if (wanted.kind == Kind::Money) adopt(expression, wanted);
  if (!same_unit(expression.type, wanted)) return mismatch(expression, wanted, because);
  if (wanted.whole && !whole(expression, "the value")) return false;
  return in_closed_set(expression, wanted, nullptr);
}

} // namespace

Typing::Typing(TypedModel& model, Names& names, Findings& findings)
    : model_(model), names_(names), findings_(findings) {}

Typing::DeclarationScope::DeclarationScope(Typing& typing, Facts facts)
    : typing_(typing), facts_(std::move(facts)) {
  std::swap(typing_.facts_, facts_);
  std::swap(typing_.rules_, rules_);
}

Typing::DeclarationScope::~DeclarationScope() {
  std::swap(typing_.facts_, facts_);
  std::swap(typing_.rules_, rules_);
}

bool Typing::expression(ast::Expr& expression, std::int32_t scale) {
  if (depth_ >= kMaxDepth) {
    if (!too_deep_reported_) Entrance(*this).too_deep(expression.span);
    too_deep_reported_ = true;
    return false;
  }
  const Level level(depth_);
  ExpressionTyping visitor(*this, expression, scale);
  return std::visit(visitor, expression.node);
}

bool Typing::condition(ast::Expr& condition) {
  if (!expression(condition) || !Entrance(*this).boolean(condition)) return false;
  passed_.insert(&condition);
  return true;
}

bool Typing::expectation(ast::Expr& condition) {
  // An unrated or excluded customer lacks results that all others have, so anything may be expected missing.
  if (const auto* test = std::get_if<ast::Is>(&condition.node);
      test != nullptr && std::holds_alternative<ast::MissingPattern>(test->pattern->node)) {
    condition.type = Type{.kind = Kind::Boolean};
    return expression(*test->subject);
  }
  auto* compare = std::get_if<ast::Compare>(&condition.node);
  if (compare == nullptr || compare->op > ast::Comparison::NotEqual) return this->condition(condition);
  condition.type = Type{.kind = Kind::Boolean};
  return Entrance(*this).compared_as_expected(*compare);
}

bool Typing::require(ast::Expr& expression, const Type& wanted, const PlaceNote& because) {
  return this->expression(expression, wanted.scale) &&
         Entrance(*this).fits_wanted(expression, wanted, because);
}

std::optional<Type> Typing::join(std::span<ast::Expr* const> expressions, std::string_view what) {
  return Entrance(*this).joined_type(expressions, what);
}

bool Typing::pattern(ast::Pattern& pattern, const ast::Expr& subject, bool free_of_row) {
  return PatternTyping(*this).pattern(pattern, subject, free_of_row);
}

bool Typing::scale(ast::TiersDecl& tiers) {
  if (tiers.subjects.empty()) return types_conditions(tiers.arms);
  bool good = true;
  for (const ast::ExprPtr& subject : tiers.subjects)
    good = expression(*subject) && good;
  if (!good) return false;
  PatternTyping patterns(*this);
  for (ast::TierArm& arm : tiers.arms)
    good = patterns.arm(arm.patterns, tiers.subjects, arm.span, &arm == &tiers.arms.back()) && good;
  return good;
}

bool Typing::types_conditions(std::vector<ast::TierArm>& arms) {
  const FactsGuard guard(facts_);
  bool good = true;
  for (ast::TierArm& arm : arms) {
    if (!arm.condition) {
      good = PatternTyping(*this).otherwise_is_last(arm.span, &arm == &arms.back()) && good;
      continue;
    }
    if (!condition(*arm.condition)) return false;
    facts_.add(facts_when(*arm.condition, false));
  }
  return good;
}

} // namespace strata
