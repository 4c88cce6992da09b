// Questions to a session: expressions, tiers, decisions, single customers.
#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "lang/source/codes.hpp"
#include "runtime/diagnostic.hpp"
#include "runtime/edge.hpp"
#include "runtime/explain/facts.hpp"
#include "runtime/reference/customer_scope.hpp"
#include "runtime/run/rejects.hpp"
#include "runtime/run/results.hpp"
#include "runtime/run/settings.hpp"
#include "runtime/run/value_text.hpp"
#include "runtime/session/answer.hpp"
#include "runtime/session/session_state.hpp"

namespace strata {

namespace {

using session::KeptTable;
using session::Workspace;

constexpr std::size_t kFirstRejects = 5;

/// One expression, typed beside the workspace's model, and its values.
class Question {
 public:
  Question(const Workspace& workspace, std::string_view expression)
      : checked_(session::check_text(workspace, std::string(expression))) {}

  /// False after diagnostics.
  [[nodiscard]] bool passes(std::vector<Diagnostic>& diagnostics) {
    if (!checked_.findings.has_errors()) {
      constants_ = constants_of(model());
      return true;
    }
    diagnostics = resolve(model().sources, checked_.findings);
    std::erase_if(diagnostics, [](const Diagnostic& d) { return d.severity != Severity::Error; });
    return false;
  }

  [[nodiscard]] const TypedModel& model() const { return *checked_.model; }
  [[nodiscard]] const Type& type() const { return checked_.question->type; }
  [[nodiscard]] bool is_constant() const { return checked_.question_is_constant; }

  /// What the model's own screens rule out is known to the expression as to the model's values, so a customer
  /// to whom one applies has no value where it fails.
  [[nodiscard]] Outcome worth(const RunSettings& settings, const CustomerCells& cells) const {
    CustomerScope scope(model(), constants_, settings, cells);
    Outcome outcome = scope.outcome(*checked_.question);
    if (failure_of(outcome) == nullptr || cells.empty()) return outcome;
    const Screening& screening = scope.screening();
    if (screening.excluded || screening.unrated) return Value(Missing{});
    return outcome;
  }

  /// One value as the whole answer.
  [[nodiscard]] Result<Answer> answer(const Outcome& outcome) const {
    Result<Answer> result;
    if (const Failure* failure = failure_of(outcome)) {
      Diagnostic diagnostic = plain_diagnostic(Code::ExpressionUndefined, failure->message);
      const Span place = failure->column >= 0 ? checked_.question->span : failure->place;
      diagnostic.labels.push_back(resolve(model().sources, place));
      result.diagnostics.push_back(std::move(diagnostic));
      return result;
    }
    result.value.emplace();
    result.value->type = session::type_text(type(), model());
    result.value->value = exact_text(model(), *value_of(outcome));
    return result;
  }

 private:
  CheckedModel checked_;
  ModelConstants constants_;
};

Result<Answer> evaluate_question(Workspace& workspace, const session::Stop& stop, std::string_view expression,
                                 const std::optional<std::string>& key) {
  Result<Answer> result;
  Question question(workspace, expression);
  if (!question.passes(result.diagnostics)) return result;
  if (question.is_constant())
    return question.answer(question.worth({.as_of = Date::parse(workspace.day)},
                                          CustomerCells(workspace.model().columns.size(), Value(Missing{}))));

  const auto customers = session::customers_of(workspace, stop, result.diagnostics);
  if (!customers) return result;
  const auto settings = run_settings(workspace.model(), workspace.day, result.diagnostics);
  if (!settings) return result;
  if (key) {
    const CustomerRow* customer = session::find_customer(workspace, *customers, *key, result.diagnostics);
    if (customer == nullptr) return result;
    return question.answer(question.worth(*settings, customer->cells));
  }
  session::AnswerCollector collector(question.model(), question.type());
  for (const CustomerRow& customer : customers->customers) {
    if (stop && stop()) return result;
    collector.add(customer.key, question.worth(*settings, customer.cells));
  }
  result.value = std::move(collector).answer();
  return result;
}

Result<std::size_t> write_decisions(Workspace& workspace, const session::Stop& stop,
                                    const RunOptions& options, std::size_t most, std::ostream& output) {
  Result<std::size_t> result;
  const auto customers = session::customers_of(workspace, stop, result.diagnostics);
  if (!customers) return result;
  const TypedModel& model = workspace.model();
  const auto settings = run_settings(model, workspace.day, result.diagnostics);
  if (!settings) return result;
  const std::vector<ResultColumn> columns =
      result_columns(model, workspace.table->customer_table(), {}, options, result.diagnostics);
  if (!result.diagnostics.empty()) return result;

  std::vector<OutputColumn> headers;
  for (const ResultColumn& column : columns)
    headers.push_back({column.name, column.kind});
  const auto writer = TableWriter::make(table_format(options.format), output, headers);
  const ModelConstants constants = constants_of(model);
  std::vector<std::string> cells(columns.size());
  for (std::size_t n = 0; n < std::min(most, customers->customers.size()); ++n) {
    if (stop && stop()) return result;
    const CustomerRow& customer = customers->customers[n];
    CustomerScope scope(model, constants, *settings, customer.cells);
    const Decision decision = decide(scope);
    TierDistances distances;
    if (options.distance && !decision.excluded) distances = tier_distances(scope);
    const ResultRow row{.customer = &customer, .decision = &decision, .distances = &distances};
    for (std::size_t i = 0; i < columns.size(); ++i)
      cells[i] = result_cell(model, columns[i], row);
    writer->write(cells);
  }
  writer->finish();
  result.value = customers->customers.size();
  return result;
}

/// The facts of one customer; empty after diagnostics.
std::optional<ExplanationFacts> facts_of(Workspace& workspace, const session::Stop& stop,
                                         std::string_view key, std::vector<Diagnostic>& diagnostics) {
  const auto customers = session::customers_of(workspace, stop, diagnostics);
  if (!customers) return std::nullopt;
  const auto settings = run_settings(workspace.model(), workspace.day, diagnostics);
  if (!settings) return std::nullopt;
  const CustomerRow* customer = session::find_customer(workspace, *customers, key, diagnostics);
  if (customer == nullptr) return std::nullopt;
  return explanation_facts(workspace.model(), *settings, *customer, workspace.table->customer_table());
}

std::string value_of(const ExplainedValue& value) {
  if (!value.failure.empty()) return "undefined: " + value.failure;
  std::string text = value.value.exact;
  if (!value.value.about.empty()) text += " ≈ " + value.value.about;
  if (value.rounded) text += fmt::format(", shown as {}", value.shown);
  return text;
}

void add_section(CustomerView& view, std::string title, const std::vector<ExplainedValue>& values) {
  CustomerView::Section section{.title = std::move(title), .lines = {}};
  for (const ExplainedValue& value : values)
    section.lines.push_back({value.name, value_of(value)});
  if (!section.lines.empty()) view.sections.push_back(std::move(section));
}

CustomerView view_of(const ExplanationFacts& facts) {
  CustomerView view{.key = facts.key, .tier = facts.tier, .sections = {}};
  add_section(view, "inputs", facts.inputs);
  add_section(view, "definitions", facts.definitions);
  add_section(view, "dimensions", facts.dimensions);
  add_section(view, "scores", facts.scores);
  CustomerView::Section tiers{.title = "tiers", .lines = {}};
  if (!facts.tier.empty()) tiers.lines.push_back({"tier", facts.tier});
  for (const ExplainedScale& scale : facts.scales)
    if (scale.name != "tier") tiers.lines.push_back({scale.name, scale.tier});
  for (const std::string& reason : facts.reasons)
    tiers.lines.push_back({"reason", reason});
  if (!tiers.lines.empty()) view.sections.push_back(std::move(tiers));
  add_section(view, "shown", facts.shown);
  add_section(view, "policy", facts.policy);
  return view;
}

} // namespace

Result<Answer> Session::evaluate(std::string_view expression, const std::optional<std::string>& key) {
  return at_the_edge([&] { return evaluate_question(state_->present(), state_->stop, expression, key); });
}

Result<std::vector<TierCount>> Session::tiers() {
  return at_the_edge([&] {
    Result<std::vector<TierCount>> result;
    const auto tiers = session::tiers_of(state_->present(), state_->stop, result.diagnostics);
    if (tiers) result.value = tiers->counts;
    return result;
  });
}

Result<std::size_t> Session::decisions(const RunOptions& options, std::size_t most, std::ostream& output) {
  return at_the_edge([&] { return write_decisions(state_->present(), state_->stop, options, most, output); });
}

Result<CustomerView> Session::show(std::string_view key) {
  return at_the_edge([&] {
    Result<CustomerView> result;
    const auto facts = facts_of(state_->present(), state_->stop, key, result.diagnostics);
    if (facts) result.value = view_of(*facts);
    return result;
  });
}

Result<Explanation> Session::explain(std::string_view key, bool color) {
  return at_the_edge([&] {
    Result<Explanation> result;
    const auto facts = facts_of(state_->present(), state_->stop, key, result.diagnostics);
    if (facts)
      result.value = Explanation{.text = explanation_text(*facts, color), .json = explanation_json(*facts)};
    return result;
  });
}

Result<TableInfo> Session::table() {
  return at_the_edge([&] {
    Result<TableInfo> result;
    const auto customers = session::customers_of(state_->present(), state_->stop, result.diagnostics);
    if (!customers) return result;
    TableInfo info;
    info.name = state_->present().table->name;
    info.customers = customers->customers.size();
    info.rows_lost = customers->rows_lost;
    info.bad_cells = customers->rejects.size() - customers->rows_lost;
    for (std::size_t i = 0; i < std::min(kFirstRejects, customers->rejects.size()); ++i)
      info.first_rejects.push_back(sentence_of(customers->rejects[i]));
    result.value = std::move(info);
    return result;
  });
}

} // namespace strata
