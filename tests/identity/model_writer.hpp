// Writes one random model; random_model.cpp has the order and what leads to scores, model_tiers.cpp the rest.
#pragma once

#include <string>
#include <vector>

#include "expression_writer.hpp"
#include "random_model.hpp"

namespace strata::identity {

class ModelWriter {
 public:
  explicit ModelWriter(Dice& dice) : dice_(dice), known_(made_.known), write_(dice, known_) {}
  RandomModel write();

 private:
  void say(std::string declaration) { made_.declarations.push_back(std::move(declaration)); }
  void heading();
  void parameters();
  void rules();
  void rate();
  void screens();
  void definitions(int count, Stage stage);
  void dimensions();
  void scores();
  void scales();
  bool scale_by_subject(ScaleWord& scale, const std::string& heading);
  bool scale_by_matrix(ScaleWord& scale, const std::string& heading);
  void scale_by_conditions(ScaleWord& scale, const std::string& heading);
  void groups();
  void adjusts();
  void shows();
  void policies();
  void promise(const std::string& name);
  [[nodiscard]] std::string attribute_value(Sort sort);
  /// `to N places`, always where the value may have no last decimal.
  [[nodiscard]] std::string places(bool finite);
  [[nodiscard]] const ScaleWord* main_scale() const;

  Dice& dice_;
  RandomModel made_;
  Vocabulary& known_;
  ExpressionWriter write_;
  std::vector<std::string> dimensions_;
  bool any_optional_ = false; ///< a dimension is
  double least_ = 0;          ///< of all dimensions
  double greatest_ = 0;
  int names_ = 0;
};

} // namespace strata::identity
