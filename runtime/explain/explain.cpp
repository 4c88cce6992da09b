// Finds one customer in a table by its key and explains how it was decided.
#include "runtime/diagnostic.hpp"
#include "runtime/edge.hpp"
#include "runtime/explain/facts.hpp"
#include "runtime/run/settings.hpp"

namespace strata {

namespace {

/// Keys that a misspelt one is compared with; more would cost time for a guess.
constexpr std::size_t kMostCandidates = 20'000;

/// Reads up to the customer; false where the table ends before.
bool find_customer(CustomerReader& reader, const std::string& key, CustomerRow& customer,
                   std::vector<std::string>& others) {
  while (true) {
    const CustomerReader::Next next = reader.next(customer);
    if (next == CustomerReader::Next::End) return false;
    if (next == CustomerReader::Next::Lost) continue;
    if (customer.key == key) return true;
    if (others.size() < kMostCandidates) others.push_back(customer.key);
  }
}

Result<Explanation> explain_customer(const TypedModel& model, const CustomerTable& customers,
                                     std::string_view key, const RunOptions& options, bool color) {
  Result<Explanation> result;
  const std::optional<RunSettings> settings = run_settings(model, options.as_of, result.diagnostics);
  if (!settings) return result;
  std::optional<CustomerReader> reader = CustomerReader::open(model, customers, result.diagnostics);
  if (!reader) return result;
  CustomerRow customer;
  std::vector<std::string> others;
  if (!find_customer(*reader, normal_key(model, key, customers.dialect), customer, others)) {
    result.diagnostics.push_back(reader->failure() ? resolve(*reader->failure())
                                                   : unknown_customer(key, customers.name, others));
    return result;
  }
  const ExplanationFacts facts = explanation_facts(model, *settings, customer, customers);
  result.value = Explanation{.text = explanation_text(facts, color),
                             .json = explanation_json(facts),
                             .failed = !customer.bad_cells.empty() || !facts.failures.empty()};
  return result;
}

} // namespace

Result<Explanation> explain(const Model& model, const CustomerTable& customers, std::string_view key,
                            const RunOptions& options, bool color) {
  return at_the_edge([&] { return explain_customer(model.typed(), customers, key, options, color); });
}

} // namespace strata
