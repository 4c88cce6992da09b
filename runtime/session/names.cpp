// What there is in a session: names, columns, parameters, keys, texts.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "runtime/edge.hpp"
#include "runtime/session/answer.hpp"
#include "runtime/session/edit.hpp"
#include "runtime/session/session_state.hpp"

namespace strata {

namespace {

using session::Workspace;

/// The model as the first header shows it; it lives as long as it is used.
Model public_model(const Workspace& workspace) {
  return Model(std::shared_ptr<const TypedModel>(workspace.checked, workspace.checked->model.get()));
}

class NameList {
 public:
  explicit NameList(const TypedModel& model) : model_(model) {}

  std::vector<DeclaredName> names() {
    for (const TypedColumn& column : model_.columns)
      add(column.cell.name, "column", column.type, column.used ? "" : "not used");
    for (const TypedParameter& parameter : model_.parameters)
      add(parameter.name, "parameter", parameter.type, written(parameter.value, model_));
    for (const TypedDefinition& definition : model_.definitions)
      definition.rule ? add_rule(definition) : add(definition.name, "definition", definition.type);
    for (const TypedDimension& dimension : model_.dimensions)
      if (!dimension.column) add(dimension.name, "dimension", dimension.type, label(dimension));
    for (const TypedScore& score : model_.scores)
      add(score.name, "score", score.type);
    for (const TypedScale& scale : model_.scales)
      add_scale(scale);
    for (const TypedGroup& group : model_.groups)
      add_group(group);
    for (const TypedShown& shown : model_.shown)
      add(shown.name, "shown value", shown.type, label(shown));
    for (const TypedAttribute& attribute : model_.attributes)
      add(attribute.name, "policy value", attribute.type);
    return std::move(names_);
  }

 private:
  void add(const std::string& name, std::string kind, const Type& type, std::string detail = {}) {
    names_.push_back({name, std::move(kind), session::type_text(type, model_), std::move(detail)});
  }
  template <class Labelled>
  static std::string label(const Labelled& entry) {
    return entry.label == entry.name ? std::string() : entry.label;
  }

  void add_rule(const TypedDefinition& rule) {
    std::string form = rule.name + "(";
    for (const ast::Name& argument : rule.declaration->arguments)
      form += (form.back() == '(' ? "" : ", ") + argument.text;
    names_.push_back({rule.name, "rule", "", form + ")"});
  }
  void add_scale(const TypedScale& scale) {
    names_.push_back({scale.name, "scale", "", fmt::format("{} tiers", scale.tiers.size())});
    for (const TypedTier& tier : scale.tiers)
      names_.push_back({tier.name, "tier", scale.main ? "" : "of " + scale.name, label(tier)});
  }
  void add_group(const TypedGroup& group) {
    std::vector<std::string> tiers;
    for (const std::uint32_t tier : group.tiers)
      tiers.push_back(model_.scales[group.scale].tiers[tier].name);
    names_.push_back({group.name, "group", "", listed(tiers)});
  }

  const TypedModel& model_;
  std::vector<DeclaredName> names_;
};

} // namespace

bool Session::has_model() const {
  return state_->present().has_customers();
}
std::string Session::model_name() const {
  return state_->present().model().name;
}
std::string Session::source() const {
  return state_->present().source.text;
}
std::optional<std::string> Session::source_of(std::string_view name) const {
  return at_the_edge([&] { return session::text_of_name(state_->present().source.text, name); });
}
const std::vector<Setting>& Session::settings() const {
  return state_->present().settings;
}
std::string Session::day() const {
  return state_->present().day;
}
std::vector<ExampleOutcome> Session::examples() const {
  return run_examples(public_model(state_->present()));
}

std::vector<ColumnInfo> Session::columns() const {
  return public_model(state_->present()).columns();
}
std::vector<ParameterInfo> Session::parameters() const {
  return public_model(state_->present()).parameters();
}
std::vector<DeclaredName> Session::names() const {
  return at_the_edge([&] { return NameList(state_->present().model()).names(); });
}
std::optional<std::string> Session::table_name() const {
  const auto& table = state_->present().table;
  return table ? std::optional(table->name) : std::nullopt;
}

std::vector<std::string> Session::keys(std::string_view beginning, std::size_t most) const {
  std::vector<std::string> found;
  const auto& kept = state_->present().kept;
  if (!kept) return found;
  for (const CustomerRow& customer : kept->customers) {
    if (found.size() == most) break;
    if (customer.key.starts_with(beginning)) found.push_back(customer.key);
  }
  return found;
}

std::vector<std::string> Session::texts(std::string_view beginning, std::size_t most) const {
  const TypedModel& model = state_->present().model();
  const auto& kept = state_->present().kept;
  std::set<std::string> found;
  const auto note = [&](const std::string& text) {
    if (text.starts_with(beginning)) found.insert(text);
  };
  for (std::uint32_t i = 0; i < model.columns.size() && found.size() < most; ++i) {
    const ColumnType& column = model.columns[i].cell;
    if (column.kind != Kind::Text || column.sensitive || i == model.key) continue;
    for (const std::string& choice : column.choices)
      note(choice);
    if (!column.choices.empty() || !kept) continue;
    for (const CustomerRow& customer : kept->customers) {
      if (found.size() >= most) break;
      const Value* value = value_of(customer.cells[i]);
      if (value != nullptr && !is_missing(*value)) note(std::get<std::string>(*value));
    }
  }
  return {found.begin(), found.end()};
}

} // namespace strata
