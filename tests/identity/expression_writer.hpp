// Takes: the names that there are.
// Returns: random expressions as text, nearly all of fitting types and with conditions that are open.
// Guarantees: the same dice give the same text; brackets stand around everything that is put together, and
//   each arm stands on a line of its own, so that a failing model can be cut down by lines and brackets.
// Does not: promise that the checker accepts it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dice.hpp"
#include "vocabulary.hpp"

namespace strata::identity {

/// An expression and roughly what it is worth.
struct Piece {
  std::string text;
  double least = -kNoEnd;
  double greatest = kNoEnd;
  bool finite = true;
  bool whole = false;
  bool loose = false; ///< it may well have narrower bounds than these
};

/// What a `match` or a scale looks at, and two ways to take it apart.
struct Subject {
  std::string text;
  std::vector<std::string> cells;  ///< disjoint; all of the values, unless `open`
  std::vector<std::string> ladder; ///< by comparisons: the first that fits; `otherwise` must follow
  bool optional = false;           ///< then a pattern `missing` must stand somewhere too
  bool open = false;
};

class ExpressionWriter {
 public:
  ExpressionWriter(Dice& dice, Vocabulary& vocabulary) : dice_(dice), known_(vocabulary) {}

  int stage = kRowStage;     ///< the latest stage that may be read
  bool past_screens = false; ///< what screens rule out is known

  Piece number(int depth);
  Piece money(int depth, Sort sort = Sort::Money);
  Piece date(int depth);
  Piece duration(int depth);
  Piece measured(Sort sort, int depth);
  std::string boolean(int depth);
  std::string text(int depth);
  std::string open_text(int depth);
  /// A number that may be missing; its bounds are those of what is there.
  std::optional<Piece> optional_number();

  Subject subject(int depth);
  Subject subject_of(const Word& word);
  Subject subject_of(const Piece& piece, Sort sort, bool optional);
  /// `match …` whose arms' results `result` writes.
  std::string match(int depth, const std::function<std::string()>& result);
  /// A literal of the sort; the tables will hold it.
  std::string literal(Sort sort, const Number& value);
  /// A constant strictly inside, one that the expression may well meet.
  std::optional<Number> border(const Piece& piece, Sort sort);
  std::vector<Number> borders(const Piece& piece, Sort sort, int most);
  /// Weights of so many parts: percentages that add up to 100.
  std::vector<std::string> weights(std::size_t count);

  std::vector<const Word*> words(Sort sort, bool optional);
  Piece read(const Word& word) const;
  [[nodiscard]] bool is_optional(const Word& word) const {
    return word.optional && !(past_screens && word.screened);
  }
  [[nodiscard]] bool has_money(Sort sort);

 private:
  Piece number_leaf();
  Piece small_number();
  Piece sum(int depth);
  Piece product(int depth);
  Piece quotient(int depth);
  Piece rounded(int depth);
  Piece extreme(int depth);
  Piece spread(int depth);
  Piece irrational(int depth);
  Piece linear(int depth);
  Piece interpolate(int depth);
  Piece tally(int depth);
  Piece weighted(int depth);
  Piece between(int depth);
  Piece unit_ratio(int depth);
  Piece handled();
  Piece rule_call(int depth);
  Piece figure_of_score();
  std::string weighted_parts(const std::vector<Piece>& parts, const std::vector<std::string>& weights);
  std::string compare(const Piece& left, Sort sort, int depth);
  std::string test();
  std::string tier_test();
  std::string text_test(int depth);
  std::string text_literal();
  std::string match_table(int depth, const std::function<std::string()>& result);
  std::string match_conditions(int depth, const std::function<std::string()>& result);

  Dice& dice_;
  Vocabulary& known_;
};

} // namespace strata::identity
