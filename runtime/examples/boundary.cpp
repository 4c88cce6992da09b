// Proposed examples: for each border the customers on and beside it that no example has yet, or a comment
// where none was found.
#include <algorithm>

#include <fmt/format.h>

#include "lang/check/describe.hpp"
#include "runtime/edge.hpp"
#include "runtime/examples/customer_search.hpp"
#include "runtime/examples/example_text.hpp"
#include "runtime/examples/model_places.hpp"
#include "runtime/examples/touched_borders.hpp"
#include "runtime/explain/source_lines.hpp"
#include "runtime/interactive.hpp"

namespace strata {

namespace {

/// Customers of the examples at the model's present parameters, and the borders at which any of them stands.
class KnownCustomers final : public ExampleObserver {
 public:
  explicit KnownCustomers(const TypedModel& model) : model_(model) {}
  void decided(CustomerScope& scope, const Decision& decision, const std::vector<ArmTaken>& arms,
               const CustomerCells& cells, const RunSettings& settings) override {
    borders.add(scope, decision, arms);
    const bool has_day = settings.as_of || !model_.uses_as_of;
    if (&scope.model() == &model_ && !decision.screen && has_day) customers.push_back({cells, settings});
  }
  TouchedBorders borders;
  std::vector<SampleCustomer> customers;

 private:
  const TypedModel& model_;
};

class Proposal {
 public:
  explicit Proposal(const TypedModel& model) : model_(model), constants_(constants_of(model)), known_(model) {
    const auto outcomes = run_examples(model, &known_);
    (void)outcomes; // whether they hold is another question
  }

  /// Empty once `stop` has said so.
  [[nodiscard]] std::string text(const std::function<bool()>& stop) {
    const std::vector<Border> borders = borders_of(model_);
    CustomerSearch search(model_, borders, known_.customers, stop);
    for (const Border& border : borders) {
      propose(border, search);
      if (search.stopped()) return {};
    }
    if (unsearched_ > 0)
      text_ += fmt::format(
          "# {} not searched, from line {} on: a search has its limits. Paste what stands above\n"
          "# into the model and ask again: it goes on from there.\n",
          unsearched_ == 1 ? "1 border was" : fmt::format("{} borders were", unsearched_), first_unsearched_);
    if (proposed_ == 0)
      text_ = "# no example is proposed: at every border where a customer was found there is one\n" + text_;
    return in_one_layout();
  }

 private:
  void propose(const Border& border, CustomerSearch& search) {
    std::vector<SampleCustomer> customers;
    std::string lacking;
    for (const Border::Point& point : border.points) {
      if (known_.borders.touched(border, point.side)) continue;
      std::optional<SampleCustomer> customer;
      if (!search.exhausted()) customer = search.find(border, point);
      if (customer) {
        customers.push_back(std::move(*customer));
      } else if (search.exhausted()) {
        not_searched(border);
        break;
      } else {
        lacking += (lacking.empty() ? "" : ", ") + value_text(border, point.measure);
      }
    }
    const std::string declaration = declaration_at(model_, border.place);
    const std::string at = fmt::format("{} = {}", border.subject_text, value_text(border, border.measure));
    const std::string example =
        customers.empty() ? std::string()
                          : example_text(model_, constants_, fmt::format("border of {}: {}", declaration, at),
                                         border, customers);
    std::string where = fmt::format("# line {}, {}: ", line_of(model_, border.place), declaration);
    if (!example.empty()) {
      ++proposed_;
      text_ += fmt::format("{}the border {}\n", where, at);
      where = "# ";
    }
    if (!lacking.empty())
      text_ += fmt::format("{}no customer found for {} = {}\n", where, border.subject_text, lacking);
    if (!example.empty() || !lacking.empty()) text_ += example + "\n";
  }

  void not_searched(const Border& border) {
    if (unsearched_++ == 0) first_unsearched_ = line_of(model_, border.place);
  }

  [[nodiscard]] std::string value_text(const Border& border, const Number& measure) const {
    return written(with_measure(measure, border.subject->type.kind), model_);
  }

  [[nodiscard]] std::string in_one_layout() const {
    const Result<std::string> formatted = format({.name = "proposed examples", .text = text_});
    if (!formatted) throw InternalError("a proposed example is not written as the language wants it");
    return *formatted.value;
  }

  const TypedModel& model_;
  ModelConstants constants_;
  KnownCustomers known_;
  std::string text_;
  std::size_t proposed_ = 0;
  std::size_t unsearched_ = 0; ///< borders
  std::size_t first_unsearched_ = 0;
};

} // namespace

std::string propose_examples(const Model& model) {
  return propose_examples(model, {});
}

std::string propose_examples(const Model& model, const std::function<bool()>& stop) {
  return at_the_edge([&] { return Proposal(model.typed()).text(stop); });
}

} // namespace strata
