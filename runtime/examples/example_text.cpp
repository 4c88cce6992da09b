// Examples written from customers. What all customers have in common stands in `given`, the rest in a table;
// one customer needs no table.
#include "runtime/examples/example_text.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "lang/syntax/syntax.hpp"
#include "runtime/examples/example_customer.hpp"
#include "runtime/reference/customer_scope.hpp"

namespace strata {

namespace {

/// A name as the language reads it, in backquotes where it needs them.
std::string name_text(const std::string& name) {
  ast::Expr expression;
  expression.node = ast::NameUse{.name = {.span = {}, .text = name}, .target = {}};
  return print(expression);
}

/// A literal, or empty where the value has none.
std::string literal(const TypedModel& model, const Value& value, std::optional<int> places = {}) {
  if (const auto* number = std::get_if<Number>(&value); number != nullptr && !number->decimals())
    return places ? number->rounded(*places).to_text() : std::string();
  if (const auto* tier = std::get_if<TierValue>(&value); tier != nullptr && !tier->is_unrated())
    return name_text(written(value, model));
  return written(value, model);
}

/// A name and what it has for each customer; `empty` where nothing can be said for some.
struct Series {
  std::string name;
  std::vector<std::string> values;

  [[nodiscard]] bool constant() const {
    return std::all_of(values.begin(), values.end(), [&](const auto& v) { return v == values.front(); });
  }
  [[nodiscard]] bool complete() const {
    return std::none_of(values.begin(), values.end(), [](const auto& v) { return v.empty(); });
  }
};

/// The inputs that the customers need to be given.
std::vector<Series> inputs_of(const TypedModel& model, const std::vector<SampleCustomer>& customers) {
  std::vector<Series> inputs;
  for (std::uint32_t i = 0; i < model.columns.size(); ++i) {
    if (i == model.key || !model.columns[i].used) continue;
    Series series{.name = name_text(model.columns[i].cell.name), .values = {}};
    const Outcome left_out = empty_cell(model.columns[i], i);
    bool needed = false;
    for (const SampleCustomer& customer : customers) {
      const Value* value = value_of(customer.cells[i]);
      series.values.push_back(value == nullptr ? std::string() : literal(model, *value));
      if (value != nullptr && series.values.back().empty())
        throw std::logic_error("an example was proposed with a value that it cannot write");
      needed |= value != nullptr && (value_of(left_out) == nullptr || *value_of(left_out) != *value);
    }
    if (needed && series.complete()) inputs.push_back(std::move(series));
  }
  if (!model.uses_as_of) return inputs;
  Series day{.name = "as_of", .values = {}};
  for (const SampleCustomer& customer : customers)
    day.values.push_back(customer.settings.as_of->to_text());
  inputs.push_back(std::move(day));
  return inputs;
}

/// What a customer got, by name.
class Answers {
 public:
  Answers(const TypedModel& model, const ModelConstants& constants,
          const std::vector<SampleCustomer>& customers)
      : model_(model) {
    for (const SampleCustomer& customer : customers) {
      scopes_.push_back(std::make_unique<CustomerScope>(model, constants, customer.settings, customer.cells));
      decisions_.push_back(decide(*scopes_.back()));
    }
  }

  /// The named value that the border stands in, the scores, the tiers; in a model without these what is
  /// shown.
  [[nodiscard]] std::vector<Series> list(Span border) {
    const auto inside = [&](const auto& named) { return contains(named.declaration->span, border); };
    for (std::uint32_t i = 0; i < model_.definitions.size(); ++i)
      if (const TypedDefinition& definition = model_.definitions[i]; !definition.rule && inside(definition))
        add(
            definition.name,
            definition.type.places, [&](std::size_t k) -> auto& { return scopes_[k]->definition(i); });
    for (std::size_t i = 0; i < model_.dimensions.size(); ++i)
      if (const TypedDimension& dimension = model_.dimensions[i]; inside(dimension))
        add(
            dimension.name,
            dimension.places, [&](std::size_t k) -> auto& { return decisions_[k].dimensions[i]; });
    for (std::size_t i = 0; i < model_.scores.size(); ++i)
      add(
          model_.scores[i].name,
          model_.scores[i].places, [&](std::size_t k) -> auto& { return decisions_[k].scores[i]; });
    const bool nothing_else = model_.scores.empty() && model_.scales.empty();
    for (std::size_t i = 0; i < model_.shown.size(); ++i)
      if (const TypedShown& shown = model_.shown[i]; nothing_else || inside(shown))
        add(
            shown.name, shown.places, [&](std::size_t k) -> auto& { return decisions_[k].shown[i]; });
    for (std::uint32_t i = 0; i < model_.scales.size(); ++i)
      add_tier(i);
    for (std::size_t i = 0; i < model_.attributes.size(); ++i)
      if (stands_in_attribute(model_.attributes[i], border))
        add(
            model_.attributes[i].name, model_.attributes[i].type.places, [&](std::size_t k) -> auto& {
              return decisions_[k].attributes[i];
            });
    return std::move(answers_);
  }

 private:
  [[nodiscard]] static bool contains(Span whole, Span part) {
    return part.begin >= whole.begin && part.end <= whole.end;
  }
  [[nodiscard]] static bool stands_in_attribute(const TypedAttribute& attribute, Span border) {
    const auto has = [&](const ast::Expr* value) {
      return value != nullptr && contains(value->span, border);
    };
    return std::any_of(attribute.by_tier.begin(), attribute.by_tier.end(), has) || has(attribute.unrated);
  }

  /// `ask`: the outcome of the customer of that number.
  template <class Ask>
  void add(const std::string& name, std::optional<int> places, Ask ask) {
    Series series{.name = name_text(name), .values = {}};
    for (std::size_t customer = 0; customer < decisions_.size(); ++customer) {
      const Value* value = value_of(ask(customer));
      series.values.push_back(value == nullptr ? std::string() : literal(model_, *value, places));
    }
    if (series.complete()) answers_.push_back(std::move(series));
  }

  void add_tier(std::uint32_t index) {
    const TypedScale& scale = model_.scales[index];
    Series series{.name = name_text(scale.main ? "tier" : scale.name), .values = {}};
    for (const Decision& decision : decisions_) {
      const std::uint32_t tier = scale.main ? decision.tier : decision.scales[index].tier;
      series.values.push_back(literal(model_, TierValue{.scale = index, .tier = tier}));
    }
    answers_.push_back(std::move(series));
  }

  const TypedModel& model_;
  std::vector<std::unique_ptr<CustomerScope>> scopes_;
  std::vector<Decision> decisions_;
  std::vector<Series> answers_;
};

/// `NAME = VALUE, …` of one customer.
std::string equations(const std::vector<Series>& list) {
  std::string text;
  for (const Series& series : list)
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", series.name, series.values.front());
  return text;
}

std::string names_in_brackets(const std::vector<Series>& list) {
  std::string text;
  for (const Series& series : list)
    text += (text.empty() ? "" : ", ") + series.name;
  return "(" + text + ")";
}

std::string row(const std::vector<Series>& list, std::size_t customer) {
  std::string text;
  for (const Series& series : list)
    text += (text.empty() ? "" : ", ") + series.values[customer];
  return text;
}

} // namespace

std::string example_text(const TypedModel& model, const ModelConstants& constants, const std::string& name,
                         const Border& border, const std::vector<SampleCustomer>& customers) {
  std::vector<Series> shared, varying;
  for (Series& series : inputs_of(model, customers))
    (customers.size() == 1 || series.constant() ? shared : varying).push_back(std::move(series));
  const std::vector<Series> answers = Answers(model, constants, customers).list(border.place);
  if (answers.empty()) return {};
  std::string text = fmt::format("example {} {{\n", written(name, model));
  if (!shared.empty()) text += fmt::format("given {}\n", equations(shared));
  if (varying.empty()) return text + fmt::format("expect {}\n}}\n", equations(answers));
  text += fmt::format("customers {} : {} {{\n", names_in_brackets(varying), names_in_brackets(answers));
  for (std::size_t i = 0; i < customers.size(); ++i)
    text += fmt::format("{} : {}\n", row(varying, i), row(answers, i));
  return text + "}\n}\n";
}

} // namespace strata
