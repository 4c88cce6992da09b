// A table of customers. The first four bytes say how it is read (the characters from `0` on count: `0` is the
// first choice); the rest is the table. It runs through a model with a column of each kind, into every form
// of output, and through `schema`, whose proposal must be a model that rejects nothing more than its proposal
// said.
#include <algorithm>
#include <array>
#include <map>
#include <sstream>

#include <nlohmann/json.hpp>

#include "tests/fuzz/target.hpp"
#include "tests/unit/table/slow_stream.hpp"

namespace strata::fuzz {

namespace {

constexpr std::string_view kEncodings[] = {"",          "utf-8",  "gb18030", "gbk",          "utf-16",
                                           "utf-16be",  "utf-32", "big5",    "windows-1252", "utf-7",
                                           "shift_jis", "klingon"};
constexpr std::string_view kSeparators[] = {"", ",", ";", "tab", "spaces", "|", "xy", "5"};
constexpr std::string_view kHidden = "(hidden)";

/// A kind of column each; the first is the key unless the rows are counted.
struct Column {
  std::string_view name, type;
};
constexpr Column kColumns[] = {{"name", "text"},
                               {"amount", "number optional"},
                               {"count", "whole in 0 .. 10k optional missing as \"-\", -999"},
                               {"price", "money to 2 places default 0"},
                               {"class", "one of \"a\", \"b\", \"中\" optional"},
                               {"news", "boolean as \"yes\"/\"no\" optional"},
                               {"since", "date optional"},
                               {"seen", "date as \"D.M.YYYY\" optional"},
                               {"lag", "duration optional"},
                               {"phone", "text sensitive optional"},
                               {"ratio", "number in -5 .. 5 sensitive optional"},
                               {"fee", "money USD optional missing as \"N/A\""},
                               {"open", "boolean default false"},
                               {"day", "date as \"YYMMDD\" in 1990-01-01 .. optional missing as \"0\""},
                               {"place", "text protected optional"}};

/// The model with the first columns only, so that tables of any width get to the cells.
const Model& model_of(std::size_t columns, bool counted) {
  static std::map<std::pair<std::size_t, bool>, Model> models;
  const auto known = models.find({columns, counted});
  if (known != models.end()) return known->second;
  std::string block, shown;
  for (std::size_t i = 0; i < columns; ++i) {
    const std::string name(kColumns[i].name), type(kColumns[i].type);
    block += "  " + name + " : " + type + (i == 0 && !counted ? " key\n" : "\n");
    const bool hidden = type.find("sensitive") != std::string::npos;
    shown += "show shown_" + name + " = " + name + (hidden ? " is not missing\n" : "\n");
  }
  const std::string text =
      "currency CNY\ncustomer {\n" + std::string(counted ? "  row : row number key\n" : "") + block +
      "}\nscore points = length(name)\n" + shown + "tiers by points { A : >= 5; B : otherwise }\n";
  const Result<Model> loaded = Model::load({.name = "model.strata", .text = text});
  require(loaded.value.has_value(), "the model of the target passes its checks:\n" +
                                        (loaded.diagnostics.empty() ? text : to_text(loaded.diagnostics[0])));
  return models.emplace(std::pair(columns, counted), *loaded.value).first->second;
}

/// Keeps rejects, and looks that none shows what is sensitive.
class Rejects : public RejectSink {
 public:
  void reject(const Reject& reject) override {
    csv_->reject(reject);
    if (reject.column == "phone" || reject.column == "ratio")
      require(reject.text == kHidden || reject.text.empty(), "a reject hides a sensitive cell");
  }
  [[nodiscard]] std::string text() const { return stream_.str(); }

 private:
  std::ostringstream stream_;
  std::unique_ptr<RejectSink> csv_ = csv_rejects(stream_);
};

struct Outcome {
  Result<RunReport> report;
  std::string output, rejects;
};

/// What the first bytes say, and the table.
class Input {
 public:
  explicit Input(std::string_view bytes) {
    std::array<unsigned char, 4> choice{};
    for (std::size_t i = 0; i < choice.size() && i < bytes.size(); ++i)
      choice[i] = static_cast<unsigned char>(bytes[i] - '0');
    text_ = bytes.substr(std::min(bytes.size(), choice.size()));
    dialect_.encoding = kEncodings[choice[0] % std::size(kEncodings)];
    dialect_.separator = kSeparators[choice[1] % std::size(kSeparators)];
    dialect_.decimal_comma = (choice[2] & 1) != 0;
    dialect_.thousands = (choice[2] & 2) != 0;
    const bool named = (choice[2] & 4) != 0;
    counted_ = (choice[2] & 8) != 0;
    options_.with_input = (choice[2] & 16) != 0;
    options_.detail = options_.labels = options_.distance = dialect_.verbose = (choice[2] & 32) != 0;
    mapped_ = (choice[2] & 64) != 0 && !named;
    columns_ = 1 + choice[3] % std::size(kColumns);
    step_ = 1 + choice[3] / std::size(kColumns);
    if (!named) return;
    dialect_.columns.emplace();
    for (std::size_t i = 0; i < columns_; ++i)
      dialect_.columns->emplace_back(kColumns[i].name);
  }

  [[nodiscard]] const Model& model() const { return model_of(columns_, counted_); }
  [[nodiscard]] Outcome decided(const Model& model, OutputFormat format, bool slow = false) const {
    SlowStream stream(text_, slow ? step_ : text_.size() + 1);
    std::ostringstream output;
    Rejects rejects;
    RunOptions options = options_;
    options.format = format;
    CustomerTable customers = table(stream);
    if (&model == &this->model()) customers.headers = mapping();
    Outcome outcome{.report = run(model, customers, options, output, &rejects), .output = {}, .rejects = {}};
    show(outcome.report.diagnostics);
    outcome.output = output.str();
    outcome.rejects = rejects.text();
    return outcome;
  }
  /// Whether the decision table can be asked for a key: the input's columns may bear any name.
  [[nodiscard]] bool has_its_own_columns_only() const { return !options_.with_input; }
  [[nodiscard]] Result<Explanation> explained(std::string_view key) const {
    SlowStream stream(text_, step_);
    CustomerTable customers = table(stream);
    customers.headers = mapping();
    return explain(model(), customers, key, options_);
  }
  [[nodiscard]] Result<Schema> proposal() const {
    SlowStream stream(text_, step_);
    return propose_schema(table(stream));
  }

 private:
  /// Headers that many tables of the goldens have.
  [[nodiscard]] std::map<std::string, std::string> mapping() const {
    if (!mapped_) return {};
    if (columns_ == 1) return {{"name", "id"}};
    return {{"name", "id"}, {"amount", "revenue"}};
  }
  [[nodiscard]] CustomerTable table(std::istream& stream) const {
    return {.name = "customers.csv", .stream = &stream, .dialect = dialect_};
  }

  std::string text_;
  TableDialect dialect_;
  RunOptions options_;
  bool counted_ = false, mapped_ = false;
  std::size_t columns_ = 1, step_ = 1;
};

/// Null where the reader gives up: an exact number may be longer than its own numbers.
nlohmann::json parsed(const std::string& text) {
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::out_of_range&) {
    return nullptr;
  }
}

void check_forms(const Input& input, const Outcome& csv) {
  const Outcome slow = input.decided(input.model(), OutputFormat::Csv, true);
  require(slow.output == csv.output && slow.rejects == csv.rejects,
          "blocks of any size give the same result");
  for (const OutputFormat form :
       {OutputFormat::Json, OutputFormat::NdJson, OutputFormat::Markdown, OutputFormat::Table}) {
    const Outcome other = input.decided(input.model(), form);
    require(other.report.value.has_value() == csv.report.value.has_value(),
            "a table runs into every form or into none");
    require(other.rejects == csv.rejects, "rejects do not depend on the form of the output");
    if (!other.report) continue;
    require(other.report.value->decided == csv.report.value->decided, "every form has all customers");
    if (form != OutputFormat::Json) continue;
    const nlohmann::json rows = parsed(other.output);
    if (rows.is_null()) continue;
    require(rows.size() == csv.report.value->decided, "the JSON has a row per customer");
    if (rows.empty() || !input.has_its_own_columns_only()) continue;
    const nlohmann::json& key = rows[0].contains("row") ? rows[0]["row"] : rows[0]["name"];
    const Result<Explanation> why = input.explained(key.is_string() ? key.get<std::string>() : key.dump());
    show(why.diagnostics);
    require(why.value.has_value(), "a customer that is decided is explained");
    (void)parsed(why.value->json); // JSON it must be
  }
}

void check_proposal(const Input& input) {
  const Result<Schema> schema = input.proposal();
  show(schema.diagnostics);
  if (!schema) return;
  const Result<Model> model = Model::load({.name = "schema.strata", .text = schema.value->text});
  require(model.value.has_value(), "a proposed model passes its checks:\n" + schema.value->text);
  const Outcome outcome = input.decided(*model.value, OutputFormat::Csv);
  require(outcome.report.value.has_value(), "a proposed model runs on its table");
  require(outcome.report.value->rejects == schema.value->rejects,
          "a proposed model rejects what no model can read, and no more:\n" + schema.value->text +
              outcome.rejects);
}

} // namespace

void try_input(std::string_view bytes) {
  const Input input(bytes);
  const Outcome csv = input.decided(input.model(), OutputFormat::Csv);
  if (csv.report) {
    const RunReport& report = *csv.report.value;
    require(report.rows == report.decided + report.rows_lost, "every row is decided or lost");
  }
  check_forms(input, csv);
  check_proposal(input);
}

} // namespace strata::fuzz
