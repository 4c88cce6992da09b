// Takes: the pieces that grammar rules have recognised, in order.
// Returns: the syntax tree; a mistake as a finding.
// Guarantees: a rule that fails or is left by a mistake takes its pieces with it; sizes and depths are
// limited. Does not: know PEGTL (the grammar's actions call it).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "lang/source/finding.hpp"
#include "lang/syntax/ast.hpp"
#include "lang/syntax/grammar/scan.hpp"

namespace strata::syntax {

/// Words and signs that a builder must know were there.
enum class Word : std::uint8_t {
  None,
  Number,
  Day,
  Minus,
  True,
  False,
  Missing,
  Arguments,
  Negated,
  Is,
  Unique,
  Otherwise,
  Plus,
  Times,
  Divide,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  SquareOpen,
  SquareClose,
  RoundOpen,
  RoundClose,
  RangeMark,
  Colon,
  Assign,
  Slash,
  Relative,
  Available,
  Dimensions,
  AtLeast,
  Any,
  Rule,
  By,
  RowNumberKey,
  TypeWord,
  Money,
  OneOf,
  OptionalFlag,
  KeyFlag,
  SensitiveFlag,
  ProtectedFlag,
  DefaultFlag,
  HeaderFlag,
  MissingAs,
  WrittenAs,
  In,
  Step,
  Weight,
  Hard,
  Cap,
  Floor,
  Lower,
  Exclude,
  Unrated,
  Rising,
  Falling,
  Given,
  Expect,
};
struct Token {
  Word word = Word::None;
  Span span;
};

template <class T>
using Box = std::unique_ptr<T>;
/// What one rule hands to the rule around it.
using Piece = std::variant<std::monostate, Token, ast::ExprPtr, ast::Pattern, ast::Name, ast::Text,
                           ast::Places, ast::Range, Box<ast::MatchArm>, Box<ast::ConditionArm>,
                           Box<ast::WeightedPart>, Box<ast::TierArm>, Box<ast::ColumnDecl>,
                           Box<ast::AttributeDecl>, Box<ast::Given>, Box<ast::GivenItem>,
                           Box<ast::ExampleTable>, Box<ast::ExampleTable::Row>, Box<ast::ExpectItem>>;

/// The pieces of one rule, read from left to right.
class Pieces {
 public:
  Pieces(std::vector<Piece>& stack, std::size_t begin) : stack_(stack), at_(begin) {}

  [[nodiscard]] bool done() const { return at_ == stack_.size(); }
  [[nodiscard]] std::size_t left() const { return stack_.size() - at_; }
  template <class T>
  [[nodiscard]] bool next_is() const {
    return !done() && std::holds_alternative<T>(stack_[at_]);
  }
  [[nodiscard]] bool next_is(Word word) const {
    return next_is<Token>() && std::get<Token>(stack_[at_]).word == word;
  }
  /// The next piece, which the grammar says is a T.
  template <class T>
  [[nodiscard]] T take() {
    return std::move(std::get<T>(stack_.at(at_++)));
  }
  template <class T>
  [[nodiscard]] std::optional<T> take_if() {
    if (!next_is<T>()) return std::nullopt;
    return take<T>();
  }
  /// The place of the next piece where it is that word.
  std::optional<Span> take_if(Word word) {
    if (!next_is(word)) return std::nullopt;
    return take<Token>().span;
  }
  template <class T>
  [[nodiscard]] std::vector<T> take_all() {
    std::vector<T> result;
    while (next_is<T>())
      result.push_back(take<T>());
    return result;
  }
  /// As `take_all`, out of boxes.
  template <class T>
  [[nodiscard]] std::vector<T> unbox_all() {
    std::vector<T> result;
    while (next_is<Box<T>>())
      result.push_back(std::move(*take<Box<T>>()));
    return result;
  }

 private:
  std::vector<Piece>& stack_;
  std::size_t at_;
};

/// What a rule that must not fail says when it does.
struct Expectation {
  enum class Form : std::uint8_t {
    Thing,           ///< "expected TEXT, found …"
    Name,            ///< the same; a reserved word in its place gets its own message
    NumberEnd,       ///< letters right behind a number
    OneComparison,   ///< a second comparison
    NotEmpty,        ///< nothing between braces
    ColumnType,      ///< something that is no type
    DeclarationWord, ///< something that begins no declaration
  };
  Form form = Form::Thing;
  std::string_view text = {};
};

/// Thrown where a rule must not fail and does; caught at the next statement or arm.
struct Mistake {
  const Expectation* expectation = nullptr;
  std::uint32_t at = 0;
  bool across_lines = false;
};
/// Thrown where brackets nest too deep; caught at the next statement, as arms are part of the depth.
struct TooDeep {
  std::uint32_t at = 0;
};
/// Thrown where reading on makes no sense; the finding is made.
struct GiveUp {};

/// Everything that is known while reading; the one state of the grammar.
class Draft {
 public:
  using Build = Piece (*)(Draft&, Pieces&, Span);

  Draft(const Scan& scanned, SourceId source, std::vector<Finding>& findings)
      : scan(scanned), source_(source), findings_(findings) {}

  const Scan& scan;
  ast::Model model;
  bool across_lines = false;              ///< inside ( ): line ends are blanks
  int depth = 0;                          ///< brackets, blocks, `if`s and unary operators around this place
  std::uint32_t block_limit = UINT32_MAX; ///< where the innermost block ends at the latest

  // -- called by the grammar's control and primitives
  void enter() { marks_.push_back(pieces_.size()); }
  void leave() { marks_.pop_back(); }
  void abandon() {
    pieces_.resize(marks_.back());
    marks_.pop_back();
  }
  void push(Word word, std::uint32_t begin, std::uint32_t end) {
    pieces_.emplace_back(Token{word, span(begin, end)});
  }
  /// Builds the rule whose frame is open from its pieces; `chain`: a single piece stays as it is.
  void build(Build make, bool chain, std::uint32_t begin, std::uint32_t end);
  /// The offset behind blanks, line ends and comments (remembers the last answer, which is often asked
  /// again).
  std::uint32_t skip_space(std::uint32_t at);

  struct State {
    std::size_t pieces, marks;
    bool across_lines;
    int depth;
    std::uint32_t block_limit;
  };
  [[nodiscard]] State state() const {
    return {pieces_.size(), marks_.size(), across_lines, depth, block_limit};
  }
  void restore(const State& state);
  /// Reports a mistake inside what began at `begin`; returns where to read on.
  std::uint32_t recover(std::uint32_t begin, const Mistake& mistake, bool statement);
  std::uint32_t recover(std::uint32_t begin, const TooDeep& mistake);
  void report(std::uint32_t begin, const Mistake& mistake);

  // -- called by builders
  [[nodiscard]] Span span(std::uint32_t begin, std::uint32_t end) const { return {source_, begin, end}; }
  [[nodiscard]] std::string_view text(Span place) const {
    return std::string_view(scan.text).substr(place.begin, place.end - place.begin);
  }
  /// A new node; throws GiveUp where a model has more of them than any policy needs.
  template <class Node>
  ast::ExprPtr make(Span place, Node node) {
    count_node(place);
    auto result = std::make_unique<ast::Expr>();
    result->span = place;
    result->node = std::move(node);
    return result;
  }
  /// A finding; said once where a rule is tried twice.
  Finding& say(Code code, Span place, std::string message, std::string help = {});
  template <class Declaration>
  Piece declare(Declaration declaration) {
    model.declarations.emplace_back(std::move(declaration));
    return {};
  }
  /// Leaves in the model what is whole, and notes what is not; after all has been read (`whole`: to its end).
  void take_out_lost(bool whole);
  /// The only expression that was read (`parse_expression`).
  ast::ExprPtr take_expression();

 private:
  void count_node(Span place);
  [[nodiscard]] std::vector<Span> wounds() const;
  void lose(Span place, bool statement);
  void skip(std::uint32_t begin, std::uint32_t end, bool statement);
  [[nodiscard]] std::uint32_t place_of(std::uint32_t begin, const Mistake& mistake) const;
  [[nodiscard]] std::uint32_t next_stop(std::uint32_t begin, std::uint32_t from, std::uint32_t limit) const;
  [[nodiscard]] std::uint32_t next_declaration(std::uint32_t from) const;
  [[nodiscard]] bool already_told(std::uint32_t begin, std::uint32_t end) const;

  SourceId source_;
  std::vector<Finding>& findings_;
  std::vector<Span> skipped_; ///< arms that reading left by a mistake
  std::vector<Piece> pieces_;
  std::vector<std::size_t> marks_;
  std::size_t nodes_ = 0;
  std::uint32_t space_from_ = UINT32_MAX;
  std::uint32_t space_to_ = 0;
};

} // namespace strata::syntax
