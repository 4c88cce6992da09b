// An explanation for programs. The keys are said in strata.hpp; every number of the
// model's world is a text, so that it stays exact, and line numbers are JSON numbers.
#include <nlohmann/json.hpp>

#include "runtime/explain/facts.hpp"

namespace strata {

namespace {

using Json = nlohmann::ordered_json;

/// An empty text as null: there is no such thing for this customer.
Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

/// The exact text alone: a program that wants decimals can divide.
Json json_of(const ExactText& text) {
  return text_or_null(text.exact);
}

Json json_of(const ExplainedLine& line) {
  return {{"line", line.line}, {"text", line.text}};
}

Json json_of(const ExplainedPart& part) {
  return {{"name", part.name},
          {"value", json_of(part.value)},
          {"weight", json_of(part.weight)},
          {"points", json_of(part.points)},
          {"lost", json_of(part.lost)}};
}

Json json_of(const ExplainedValue& value);
Json json_of(const ExplainedScale& scale);
Json json_of(const ExplainedStep& step);
Json json_of(const ExplainedFailure& failure);

template <class List>
Json list_of(const List& list) {
  Json result = Json::array();
  for (const auto& item : list)
    result.push_back(json_of(item));
  return result;
}

Json json_of(const ExplainedValue& value) {
  Json json = {{"name", value.name}};
  if (!value.label.empty()) json["label"] = value.label;
  json["value"] = json_of(value.value);
  if (!value.shown.empty()) json["shown"] = value.shown; // what a result's cell holds
  if (!value.failure.empty()) json["failure"] = value.failure;
  if (value.line > 0) json["line"] = value.line;
  if (!value.arms.empty()) json["arms"] = list_of(value.arms);
  if (!value.parts.empty()) json["parts"] = list_of(value.parts);
  return json;
}

Json json_of_input(const ExplainedValue& value) {
  Json json = json_of(value);
  json["header"] = text_or_null(value.source);
  return json;
}

/// An input's source is its header; of everything else it is the expression.
template <class List>
Json list_with_sources(const List& list) {
  Json result = Json::array();
  for (const ExplainedValue& value : list) {
    result.push_back(json_of(value));
    result.back()["source"] = text_or_null(value.source);
  }
  return result;
}

Json json_of(const ExplainedScale& scale) {
  return {{"name", scale.name},
          {"tier", scale.tier},
          {"label", text_or_null(scale.label)},
          {"subjects", list_of(scale.subjects)},
          {"taken", scale.taken ? json_of(*scale.taken) : Json(nullptr)},
          {"reason", text_or_null(scale.reason)}};
}

Json json_of(const ExplainedStep& step) {
  Json json = {{"what", step.what}, {"reason", step.reason}, {"line", step.line}};
  if (step.before.empty()) return json; // a screen
  json["before"] = step.before;
  json["after"] = step.after;
  json["changed"] = step.before != step.after;
  json["decided_by"] = text_or_null(step.decided_by);
  return json;
}

Json json_of(const std::optional<ExplainedDistance>& distance) {
  if (!distance) return nullptr;
  return {{"tier", distance->tier},
          {"subject", distance->subject},
          {"comparison", distance->comparison},
          {"border", json_of(distance->border)},
          {"distance", json_of(distance->distance)},
          {"direction", distance->more ? "more" : "less"},
          {"at_border", distance->at_border},
          {"because", distance->because}};
}

Json json_of(const std::optional<ExplainedLineAbove>& above) {
  if (!above) return nullptr;
  return {{"tier", above->tier}, {"line", above->line}, {"needs", above->needs}};
}

Json json_of(const ExplainedFailure& failure) {
  return {{"result", failure.result}, {"message", failure.message}, {"line", failure.line}};
}

} // namespace

std::string explanation_json(const ExplanationFacts& facts) {
  Json inputs = Json::array();
  for (const ExplainedValue& input : facts.inputs)
    inputs.push_back(json_of_input(input));
  const Json document = {
      {"model", {{"name", facts.model}, {"title", facts.title}, {"version", facts.version}}},
      {"as_of", text_or_null(facts.as_of)},
      {"customer", {{"key", facts.key}, {"file", facts.file}, {"line", facts.line}}},
      {"tier", text_or_null(facts.tier)},
      {"label", text_or_null(facts.label)},
      {"excluded", facts.excluded ? Json(*facts.excluded) : Json(nullptr)},
      {"screens", list_of(facts.screens)},
      {"inputs", inputs},
      {"definitions", list_with_sources(facts.definitions)},
      {"dimensions", list_with_sources(facts.dimensions)},
      {"points", list_of(facts.points)},
      {"scores", list_with_sources(facts.scores)},
      {"scales", list_of(facts.scales)},
      {"steps", list_of(facts.steps)},
      {"next_up", json_of(facts.up)},
      {"held_by", facts.held_by},
      {"next_down", json_of(facts.down)},
      {"line_above", json_of(facts.line_above)},
      {"shown", list_with_sources(facts.shown)},
      {"policy", list_with_sources(facts.policy)},
      {"reasons", facts.reasons},
      {"failures", list_of(facts.failures)},
      {"notes", facts.notes},
  };
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace strata
