// Takes: a checked model, customers that are known, a point at a border.
// Returns: a customer that stands there, if one is found.
// Guarantees: what is returned was decided and does stand there, and an example can write it; the same model
// gives the same customer; the work for a point is limited, and so is that for all of them.
// Does not: prove that there is none.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime/examples/column_values.hpp"

namespace strata {

class CustomerSearch {
 public:
  CustomerSearch(const TypedModel& model, const std::vector<Border>& borders,
                 const std::vector<SampleCustomer>& known, std::function<bool()> stop);

  [[nodiscard]] std::optional<SampleCustomer> find(const Border& border, const Border::Point& point);
  /// Nothing is found any more, because `stop` said so …
  [[nodiscard]] bool stopped() const { return stopped_; }
  /// … or because all the work has been done that a search may do.
  [[nodiscard]] bool exhausted() const { return work_left_ < cost_; }

 private:
  /// What to change in a start so that the subject moves by about so much; one choice per column read.
  using Mixes = std::map<Number, std::vector<std::size_t>>;
  using Found = std::optional<SampleCustomer>;

  void add_start(SampleCustomer customer);
  void add_plain_starts();
  [[nodiscard]] Value plain_value(std::uint32_t column, std::size_t of_three) const;

  [[nodiscard]] std::optional<Number> subject(const SampleCustomer& customer);
  [[nodiscard]] std::optional<Number> subject_with(SampleCustomer customer, std::uint32_t column,
                                                   const Value& value);
  [[nodiscard]] bool stands_there(const SampleCustomer& customer);
  [[nodiscard]] Found take(SampleCustomer customer, std::uint32_t column, const Value& value);

  /// Whether one more evaluation may be made; it counts then.
  [[nodiscard]] bool spend();
  void allow_evaluations();

  [[nodiscard]] Found directly();
  [[nodiscard]] Found on_another_day();
  [[nodiscard]] Found along_columns(const SampleCustomer& start);
  [[nodiscard]] Found along(const SampleCustomer& start, std::uint32_t column);
  [[nodiscard]] Found between(const SampleCustomer& start, std::uint32_t column, Number low, Number high,
                              Number at_low, Number at_high);
  [[nodiscard]] Found at_plainest(const SampleCustomer& start, std::uint32_t column, const Number& value);
  [[nodiscard]] Found by_mixing(std::size_t start);
  [[nodiscard]] std::vector<SampleCustomer> nearest_mixes(std::size_t start);
  [[nodiscard]] const Mixes& mixes_of(std::size_t start);

  const TypedModel& model_;
  ModelConstants constants_;
  std::vector<std::vector<Value>> values_;
  std::vector<SampleCustomer> starts_;
  std::function<bool()> stop_;
  bool stopped_ = false;
  std::uint64_t cost_ = 1; ///< of one evaluation: the size of the model
  std::uint64_t work_left_ = 0;

  // Of the point that is looked for.
  const Border* border_ = nullptr;
  const Border::Point* point_ = nullptr;
  std::vector<std::uint32_t> columns_; ///< those that the subject reads
  std::vector<SampleCustomer> near_;   ///< customers that came near to it along one column
  int budget_ = 0;
  std::map<std::pair<std::string, std::size_t>, Mixes> mixes_; ///< by subject and start
};

} // namespace strata
