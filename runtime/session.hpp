// Strata's C++ interface, second part: a session, in which a model, its parameters and its table change step
// by step and questions are asked in between.
//
//     strata::Session session;
//     session.load({.name = "sabc.strata", .text = text});
//     session.read({.name = "customers.csv", .stream = &customers});
//     auto change = session.set({.name = "cut", .value = "85"}); // who moves, from where to where
//     auto answer = session.evaluate("value >= 80 and tier is S");
//     session.undo();
//
// Standard types only, nothing printed, as in strata.hpp. A call that ends without a value leaves the session
// as it was. The table is read once and kept, and every customer is decided once for each state of the
// session that is asked about. One session belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/strata.hpp"

namespace strata {

// ---- what is typed in
// -------------------------------------------------------------------------------------------

/// What a text is that a person typed in.
enum class EntryKind : std::uint8_t {
  Empty,
  Expression,
  Declarations,
  Unfinished, ///< it cannot end here: ask for another line and put it behind this one
};
[[nodiscard]] EntryKind entry_kind(std::string_view text);

/// Words of the language, for completion: functions with their form ("clamp(x, low, high)"), words that
/// declarations begin with.
struct LanguageWord {
  std::string word = {};
  std::string form = {};
};
[[nodiscard]] std::vector<LanguageWord> function_words();
[[nodiscard]] std::vector<std::string> declaration_words();

// ---- what a change did
// ------------------------------------------------------------------------------------------

/// Customers who went from one tier of the main scale to another; "unrated" and "excluded" too.
struct TierMove {
  std::string from = {};
  std::string to = {};
  std::size_t customers = 0;
};

/// A change of the session.
struct Change {
  std::string what = {}; ///< "set cut = 85"; `undo` names it
  /// Names that a declaration gave another meaning (it took the place of the earlier one).
  std::vector<std::string> replaced = {};
  /// Why customers cannot be decided now, where there is a table: it lacks a column, the day is not given.
  std::vector<Diagnostic> problems = {};
  /// The same customers were decided before and after; the rest is filled only then.
  bool compared = false;
  std::vector<TierCount> before = {};
  std::vector<TierCount> after = {};
  std::vector<TierMove> moves = {}; ///< in the order of tiers, best first
  std::size_t moved = 0;
  std::size_t customers = 0;
};

// ---- answers
// ----------------------------------------------------------------------------------------------------

/// What an expression is worth: one value, or what it is worth for the customers of the table. Values are
/// exact, as the language writes them; "1/3 ≈ 0.333333" where there is no finite decimal.
struct Answer {
  /// A customer and a value (or why there is none).
  struct Entry {
    std::string key = {};
    std::string value = {};
  };
  struct Count {
    std::string value = {};
    std::size_t customers = 0;
  };
  std::string type = {};                 ///< "a number", "money in CNY", "a tier of abc"
  std::optional<std::string> value = {}; ///< of one customer, or the same for all; then nothing follows
  std::size_t customers = 0;             ///< of the table
  std::size_t missing = 0;               ///< have no value
  std::size_t failed = 0;                ///< for whom it is undefined
  std::optional<Entry> least = {};       ///< of numbers, dates and durations; the first who has it
  std::optional<Entry> greatest = {};
  std::vector<Count> counts = {}; ///< of texts, tiers and booleans: tiers best first, else most first
  std::size_t more_counts = 0;    ///< values beyond those
  std::vector<Entry> first = {};  ///< the first few customers of the table; empty where counted
  std::vector<Entry> first_failed = {};
};

/// One customer, as names and values under headings: "inputs", "dimensions", "scores", "tier", "policy", …
struct CustomerView {
  struct Line {
    std::string name = {};
    std::string value = {};
  };
  struct Section {
    std::string title = {};
    std::vector<Line> lines = {};
  };
  std::string key = {};
  std::string tier = {};
  std::vector<Section> sections = {};
};

/// Something that the model declares.
struct DeclaredName {
  std::string name = {};
  std::string kind = {};   ///< "column", "parameter", "definition", "rule", "tier", …
  std::string type = {};   ///< empty where it has none
  std::string detail = {}; ///< a parameter's value, the header of a column, the scale of a tier
};

/// The table of a session.
struct TableInfo {
  std::string name = {};
  std::size_t customers = 0;
  std::size_t rows_lost = 0;                   ///< rows that are no customer
  std::size_t bad_cells = 0;                   ///< cells that the model uses and that cannot be read
  std::vector<std::string> first_rejects = {}; ///< the first few of both, as sentences
};

// ---- the session
// ------------------------------------------------------------------------------------------------

class Session {
 public:
  /// `stop` is asked before every customer; once it says true, the call ends with neither a value nor a
  /// diagnostic.
  explicit Session(std::function<bool()> stop = {});
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;
  ~Session();

  // Changes. Each is checked as a whole, and can be undone.

  /// Another model; settings and declarations typed in are gone, the table and the day stay. Its warnings are
  /// among the diagnostics.
  [[nodiscard]] Result<Change> load(const ModelSource& source, const std::vector<Setting>& settings = {});
  /// Another table. Its stream is read to its end. With a model, it must suit it.
  [[nodiscard]] Result<Change> read(const CustomerTable& customers);
  [[nodiscard]] Result<Change> set(const Setting& setting);
  /// The day of the decision; empty: none.
  [[nodiscard]] Result<Change> set_day(const std::string& day);
  /// Adds declarations to the model's text, each behind the last one of its kind. One that has a name, or is
  /// the only one of its kind, takes the place of the one there is.
  [[nodiscard]] Result<Change> declare(std::string_view declarations);
  /// Takes the last change back and says what it was; empty where there is none.
  std::optional<std::string> undo();
  /// What there is now is where undoing ends.
  void settle();

  // Questions.

  /// The value of an expression for every customer of the table, or for the one with that key. What is the
  /// same for all (`2/3`, a parameter) needs no table.
  [[nodiscard]] Result<Answer> evaluate(std::string_view expression,
                                        const std::optional<std::string>& key = {});
  /// How many customers each tier has.
  [[nodiscard]] Result<std::vector<TierCount>> tiers();
  /// Writes the decision table of the first `most` customers; returns how many there are.
  [[nodiscard]] Result<std::size_t> decisions(const RunOptions& options, std::size_t most,
                                              std::ostream& output);
  [[nodiscard]] Result<CustomerView> show(std::string_view key);
  [[nodiscard]] Result<Explanation> explain(std::string_view key, bool color = false);
  /// All that checking says of the model as it is now: warnings.
  [[nodiscard]] std::vector<Diagnostic> check() const;
  /// Runs the examples of the model as it is now.
  [[nodiscard]] std::vector<ExampleOutcome> examples() const;

  // What there is.

  [[nodiscard]] bool has_model() const; ///< loaded, or given a `customer` block by hand
  [[nodiscard]] std::string model_name() const;
  [[nodiscard]] std::string source() const; ///< the model's text with all that was typed in
  /// The declaration of a name as it stands in the text.
  [[nodiscard]] std::optional<std::string> source_of(std::string_view name) const;
  [[nodiscard]] const std::vector<Setting>& settings() const;
  [[nodiscard]] std::string day() const;
  [[nodiscard]] std::vector<ColumnInfo> columns() const;
  [[nodiscard]] std::vector<ParameterInfo> parameters() const;
  [[nodiscard]] std::vector<DeclaredName> names() const;
  [[nodiscard]] std::optional<std::string> table_name() const;
  [[nodiscard]] Result<TableInfo> table();
  /// Keys that begin so, in the table's order; none while the table has not been read for this model.
  [[nodiscard]] std::vector<std::string> keys(std::string_view beginning, std::size_t most) const;
  /// Texts that columns may have (closed sets) or have (the table's; not of sensitive columns) and that begin
  /// so, without repetition.
  [[nodiscard]] std::vector<std::string> texts(std::string_view beginning, std::size_t most) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace strata
