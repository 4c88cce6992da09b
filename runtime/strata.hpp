// Strata's C++ interface: load a model, run it over a table of customers, explain a decision, test its
// examples.
//
//     auto loaded = strata::Model::load({.name = "sabc.strata", .text = text});
//     for (const strata::Diagnostic& d : loaded.diagnostics) std::cerr << strata::to_text(d);
//     if (!loaded.value) return 3;
//     std::ifstream customers("customers.csv");
//     auto report = strata::run(*loaded.value, {.name = "customers.csv", .stream = &customers}, {},
//     std::cout);
//
// One header, standard types only. Nothing here prints, logs, exits or keeps global state; functions may be
// called from any thread, and one `Model` may be used by many at once. Mistakes in a model or a table are
// `Diagnostic` values; a mistake in Strata itself is the exception `InternalError`, which names no customer's
// data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

struct TypedModel;

/// A bug in Strata: please report it with the model.
class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

// ---- diagnostics
// --------------------------------------------------------------------------------------------

enum class Severity : std::uint8_t { Error, Warning, Note };

/// A place in a model (or a table) and what is to be said of it.
struct Label {
  std::string file = {};
  std::size_t line = 0;     ///< from 1; 0 where the place is a whole file
  std::size_t column = 0;   ///< from 1, in characters
  std::size_t end_line = 0; ///< where the place ends, exclusive
  std::size_t end_column = 0;
  std::string source_line = {}; ///< the text of `line`; of a very long one the part around the place
  std::size_t first_column = 1; ///< the column at which `source_line` begins
  std::string text = {};        ///< may be empty
};

/// One message: a code, a sentence, the place, second places, what to do.
struct Diagnostic {
  Severity severity = Severity::Error;
  std::string code = {}; ///< "E0203"
  std::string message = {};
  std::vector<Label> labels = {}; ///< the first is the main place; empty where there is none
  std::vector<std::string> notes = {};
  std::string help = {}; ///< may be empty
};

/// The message as a person reads it, with its source line, ending in a line break.
[[nodiscard]] std::string to_text(const Diagnostic& diagnostic, bool color = false);
/// One JSON object on one line, without a line break at its end.
[[nodiscard]] std::string to_json(const Diagnostic& diagnostic);

/// What the registry says of a code ("E0203"), as text; empty for an unknown code.
[[nodiscard]] std::optional<std::string> explain_code(std::string_view code);
/// All codes, in order.
[[nodiscard]] std::vector<std::string> all_codes();

/// A value, unless there were errors; diagnostics in either case.
template <class T>
struct Result {
  std::optional<T> value;
  std::vector<Diagnostic> diagnostics;
  [[nodiscard]] explicit operator bool() const { return value.has_value(); }
};

// ---- models
// -------------------------------------------------------------------------------------------------

/// A model's text and the name that messages show for it.
struct ModelSource {
  std::string name = {};
  std::string text = {};
};

/// `NAME=VALUE`: a parameter's value for this load, written as in a model.
struct Setting {
  std::string name = {};
  std::string value = {};
};

/// A parameter as an application may show it.
struct ParameterInfo {
  std::string name = {};
  std::string value = {}; ///< present value, as the language writes it
  std::string range = {}; ///< "66 .. 95 step 1", or empty
  std::string note = {};
};
/// A column that a customer table must (or may) have.
struct ColumnInfo {
  std::string name = {};
  std::string header = {};  ///< the header that is looked for
  std::string accepts = {}; ///< "a whole number in 0 .. 3650 or an empty cell"
  bool used = false;        ///< the model reads it
  bool key = false;
};

/// A checked model: cheap to copy, never changes.
class Model {
 public:
  /// Parses and checks. Without errors `value` is set; warnings may stand in `diagnostics` all the same.
  [[nodiscard]] static Result<Model> load(const ModelSource& source,
                                          const std::vector<Setting>& settings = {});

  [[nodiscard]] std::string_view name() const;
  [[nodiscard]] std::string_view title() const;
  [[nodiscard]] std::string_view version() const;
  /// True when a run needs the day of the decision.
  [[nodiscard]] bool needs_as_of() const;
  [[nodiscard]] std::vector<ParameterInfo> parameters() const;
  [[nodiscard]] std::vector<ColumnInfo> columns() const;
  /// Headers of the decision table, in order; `detail` adds dimensions, `labels` the tiers' labels.
  [[nodiscard]] std::vector<std::string> result_columns(bool detail = false, bool labels = false) const;

  [[nodiscard]] const TypedModel& typed() const { return *model_; } ///< for Strata's own files
  explicit Model(std::shared_ptr<const TypedModel> model) : model_(std::move(model)) {}

 private:
  std::shared_ptr<const TypedModel> model_;
};

/// What a customer is decided by, a step per line, then the results: for people who wonder what a run does.
[[nodiscard]] std::string plan_text(const Model& model);
/// The model in the one layout; no value when it does not parse.
[[nodiscard]] Result<std::string> format(const ModelSource& source);

// ---- examples
// -----------------------------------------------------------------------------------------------

/// One `example` block (or one row of its table) that was run.
struct ExampleOutcome {
  std::string example = {}; ///< its name
  std::size_t number = 0;   ///< of the example in the model, from 0: two may have one name
  std::size_t row = 0;      ///< of its table, from 1; 0 where it has none
  std::size_t line = 0;     ///< where it stands
  bool passed = false;
  std::vector<Diagnostic> failures = {}; ///< what was expected and what came, each at its place
};
/// Runs every example of a model, in order.
[[nodiscard]] std::vector<ExampleOutcome> run_examples(const Model& model);

/// A line of a model that examples may come through.
struct CoveredLine {
  std::string kind = {}; ///< "arm", "tier", "cell", "screen", "cap" (a floor or `lower` too), "policy"
  std::string of = {};   ///< where it stands: "dimension size", "tiers"
  std::string text = {}; ///< ">= 50M : 100"; of a screen or cap its condition, of a policy nothing
  std::size_t line = 0;
  bool touched = false; ///< some example's customer took it
};
/// A value of a border's subject: the border itself, or the nearest one beside it.
struct BorderPoint {
  std::string side = {};  ///< "below", "at", "above"
  std::string value = {}; ///< as the model writes it
  bool touched = false;   ///< some example's customer stands there
};
/// A constant at which an arm, a tier or a condition begins or ends.
struct CoveredBorder {
  std::string of = {};      ///< "dimension size"
  std::string subject = {}; ///< "revenue"
  std::string value = {};   ///< "50000000"
  std::size_t line = 0;
  std::vector<BorderPoint> points = {}; ///< those that the declared columns allow
};
/// What of a model its examples touch.
struct Coverage {
  std::vector<CoveredLine> lines = {};
  std::vector<CoveredBorder> borders = {};
};
[[nodiscard]] Coverage coverage(const Model& model);
/// Totals, and what no example touches, by line.
[[nodiscard]] std::string to_text(const Coverage& coverage);

/// Examples for the points at borders that no example touches: text to be pasted behind the model, in the
/// one layout, which expects what the model answers now. Comments say which border each is for, and for which
/// no customer was found.
[[nodiscard]] std::string propose_examples(const Model& model);

/// What was found out about one model by testing it.
struct TestReport {
  std::string model = {};                    ///< the name that messages show for it
  std::vector<Diagnostic> diagnostics = {};  ///< of loading it; with an error there is nothing else
  std::vector<ExampleOutcome> examples = {}; ///< one per row
  std::optional<Coverage> coverage = std::nullopt;
};
/// One JSON object, without a line break at its end: model, passed, diagnostics, examples, and where there is
/// one, coverage.
[[nodiscard]] std::string to_json(const TestReport& report);
/// JUnit XML: a `testsuite` for each model, a `testcase` for each example (each row of its table).
[[nodiscard]] std::string to_junit(std::span<const TestReport> reports);

// ---- runs
// ---------------------------------------------------------------------------------------------------

/// How a table is written, where that cannot be found out from it or should not be.
struct TableDialect {
  /// "gb18030", "utf-16", "windows-1252", …; empty: a byte order mark says it, else it is UTF-8, else it is
  /// guessed, which a note tells.
  std::string encoding = {};
  /// One character, "tab", or "spaces" (any number of them); empty: found out from the first lines.
  std::string separator = {};
  bool decimal_comma = false; ///< 1,5
  bool thousands = false;     ///< 1,234.5 (with a decimal comma 1.234,5), 1 234.5, 1'234.5
  /// There is no header line, and these are the columns; an empty name is a column that is not read.
  std::optional<std::vector<std::string>> columns = std::nullopt;
  bool verbose = false; ///< a note tells how the table is read
};

/// A table of customers: CSV on a stream, and the name that messages show for it.
struct CustomerTable {
  std::string name = {};
  std::istream* stream = nullptr;
  std::map<std::string, std::string> headers = {}; ///< model column -> header, where they differ
  TableDialect dialect = {};
};

enum class OutputFormat : std::uint8_t { Csv, Json, NdJson, Markdown, Table };

/// Many customers at a time, or one after the other by the plain evaluator that is the meaning of the
/// language: both decide the same, bit for bit.
enum class EvaluatorChoice : std::uint8_t { Columnar, Reference };

struct RunOptions {
  std::string as_of = {}; ///< "2025-01-01"; needed when the model needs it
  OutputFormat format = OutputFormat::Csv;
  std::vector<std::string> columns = {}; ///< exactly these, in this order; empty: the model's own
  bool detail = false;                   ///< dimensions too
  bool labels = false;                   ///< tier labels too, in a column behind each tier
  bool with_input = false;               ///< the input's columns first
  bool distance = false;                 ///< what would lift the tier: columns next_tier, distance
  EvaluatorChoice evaluator = EvaluatorChoice::Columnar;
  unsigned threads = 0;    ///< 0: as many as the machine has; the results are the same for any number
  bool trust_keys = false; ///< do not look for keys that stand twice
  /// Is told now and then, on the calling thread, the rows written and the bytes read; false stops the run.
  std::function<bool(std::size_t rows, std::size_t bytes)> progress = nullptr;
};

/// A row (or a value of it) that could not be read or decided.
struct Reject {
  std::string file = {};
  std::size_t line = 0;
  std::string key = {};    ///< the customer, where known
  std::string column = {}; ///< the header, or the result that failed
  std::string text = {};   ///< the cell's text; "(hidden)" for a sensitive column
  std::string reason = {};
  bool row_lost = false;  ///< the customer is not in the decision table at all
  bool of_result = false; ///< a result could not be worked out; else a cell, or the whole row, is of no use
};

/// How many cells or results are among the rejects, and of how many rows they are.
struct RejectCount {
  std::size_t entries = 0;
  std::size_t rows = 0;
};

/// How many customers a tier has.
struct TierCount {
  std::string tier = {}; ///< "unrated" and "excluded" too, where there are any
  std::string label = {};
  std::size_t customers = 0;
};

/// What a run did.
struct RunReport {
  std::size_t rows = 0;                        ///< records read
  std::size_t decided = 0;                     ///< rows of the decision table
  std::size_t rows_lost = 0;                   ///< rows in the rejects only
  std::size_t rejects = 0;                     ///< entries of the rejects
  RejectCount bad_cells = {};                  ///< cells of decided customers that are of no use
  RejectCount failed_results = {};             ///< results that could not be worked out for another cause
  std::vector<TierCount> tiers = {};           ///< of the main scale, best first, then unrated, excluded
  std::vector<std::string> first_rejects = {}; ///< the first few, as sentences
};

/// Receives every reject, in input order.
class RejectSink {
 public:
  virtual ~RejectSink() = default;
  virtual void reject(const Reject& reject) = 0;
};
/// Writes rejects as CSV, each as it comes: file, line, key, column, text, reason.
[[nodiscard]] std::unique_ptr<RejectSink> csv_rejects(std::ostream& output);

/// Decides every customer and writes the decision table. No value (and nothing useful written) where the
/// table or an option cannot be used, or reading stopped half way. Write errors show in the state of
/// `output`.
[[nodiscard]] Result<RunReport> run(const Model& model, const CustomerTable& customers,
                                    const RunOptions& options, std::ostream& output,
                                    RejectSink* rejects = nullptr);

// ---- explanations
// -------------------------------------------------------------------------------------------

/// Why one customer got what it got, as text (for a terminal) and as JSON (one document).
///
/// The document's keys, always all and in this order: model {name, title, version}, as_of, customer {key,
/// file, line}, tier, label, excluded, screens, inputs, definitions, dimensions, points, scores, scales,
/// steps, next_up, held_by, next_down, line_above, shown, policy, reasons, failures, notes. What does not
/// exist is null or an empty list. A value is a text as the model writes it, so that it is exact ("12.5",
/// "1/3",
/// "\"telecom\"", "missing"); `shown` beside it is what a result's cell holds. `line` is a line of the model,
/// except in customer. An input has name, value, header; the other values have name, label, value, failure,
/// line, source (the expression), arms [{line, text}] (those of its `match`es that were taken), parts and
/// points [{name, value, weight, points, lost}]. A scale has name, tier (the base tier), label, subjects,
/// taken {line, text}, reason (why unrated). A step has what ("cap at B"), reason, line, before, after,
/// changed, decided_by (which of several caps, or floors, moved the tier, where this one did not). next_up
/// and next_down have tier, subject, comparison, border, distance, direction, at_border (the border itself is
/// enough), because (the floors, `lower`s and caps that lead from the border's tier to this one). held_by has
/// the caps and `lower`s that keep every better tier away. line_above, in a matrix, has tier, line and needs
/// (what the subjects lack for that line).
struct Explanation {
  std::string text = {};
  std::string json = {};
  bool failed = false; ///< a cell of the customer is of no use, or a result could not be worked out
};
/// Finds the customer by key in the table and explains its decision.
[[nodiscard]] Result<Explanation> explain(const Model& model, const CustomerTable& customers,
                                          std::string_view key, const RunOptions& options,
                                          bool color = false);

// ---- proposals
// ----------------------------------------------------------------------------------------------

struct SchemaOptions {
  std::size_t most_choices = 12; ///< a column with at most so many texts is proposed as `one of …`
};
/// A model for a table: a `customer` block with a type, flags and a comment for each column.
struct Schema {
  std::string text = {};                       ///< passes its checks, and reads the table without a reject
  std::size_t rows = 0;                        ///< records read
  std::size_t rejects = 0;                     ///< records that no model can read (a quote left open, say)
  std::vector<std::string> first_rejects = {}; ///< the first few, as sentences
};
/// Reads the whole table once and proposes how to declare it.
[[nodiscard]] Result<Schema> propose_schema(const CustomerTable& table, const SchemaOptions& options = {});

// ---- the library
// --------------------------------------------------------------------------------------------

/// A prebuilt model, run as `std/NAME`.
struct LibraryModel {
  std::string_view name;
  std::string_view text;
};
[[nodiscard]] const std::vector<LibraryModel>& library();
/// The first comment of a model's text, without the comment signs: its manual.
[[nodiscard]] std::string manual(std::string_view model_text);

// ---- files
// --------------------------------------------------------------------------------------------------

/// A file that is the old one or the whole new one, whatever happens: written beside its target, which it
/// replaces at `commit`. A symbolic link is followed; a device, a pipe or /dev/stdout has nothing to replace
/// and is written straight.
class OutputFile {
 public:
  [[nodiscard]] static Result<OutputFile> open(const std::string& path);
  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) noexcept;
  ~OutputFile(); ///< without a commit, the target stays as it was

  [[nodiscard]] std::ostream& stream();
  /// Makes what was written the file. Otherwise why it could not be written (a full disk, say), and the old
  /// file stays.
  [[nodiscard]] std::optional<Diagnostic> commit();
  /// Writing failed because the reader of the pipe has gone away, which is no mistake worth a message.
  [[nodiscard]] bool reader_gone() const;

 private:
  struct State;
  explicit OutputFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// ---- for applications that talk to people
// --------------------------------------------------------------------

/// The candidate nearest to a misspelt name, or empty where none is near.
[[nodiscard]] std::string nearest_name(std::string_view wanted, std::span<const std::string> candidates);
/// Columns that a text takes on a terminal: wide (Chinese) characters take two, combining ones none.
[[nodiscard]] std::size_t display_width(std::string_view text);

} // namespace strata
