// Reports of tests for programs: JSON for editors and scripts, JUnit's XML for build servers.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "runtime/edge.hpp"
#include "runtime/examples/coverage.hpp"

namespace strata {

namespace {

using Json = nlohmann::ordered_json;

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
}

std::size_t failures_of(const TestReport& report) {
  return static_cast<std::size_t>(
      std::count_if(report.examples.begin(), report.examples.end(),
                    [](const ExampleOutcome& example) { return !example.passed; }));
}

Json json_of(const std::vector<Diagnostic>& diagnostics) {
  Json list = Json::array();
  for (const Diagnostic& diagnostic : diagnostics)
    list.push_back(Json::parse(to_json(diagnostic)));
  return list;
}

Json json_of(const ExampleOutcome& example) {
  return {{"name", example.example},
          {"row", example.row},
          {"line", example.line},
          {"passed", example.passed},
          {"failures", json_of(example.failures)}};
}

Json json_of(const CoveredBorder& border) {
  Json points = Json::array();
  for (const BorderPoint& point : border.points)
    points.push_back({{"side", point.side}, {"value", point.value}, {"touched", point.touched}});
  return {{"of", border.of},
          {"subject", border.subject},
          {"value", border.value},
          {"line", border.line},
          {"points", std::move(points)}};
}

Json json_of(const Coverage& coverage) {
  Json totals = Json::object();
  for (const CoverageTotal& total : totals_of(coverage))
    totals[std::string(total.name)] = {{"touched", total.touched}, {"all", total.all}};
  Json lines = Json::array();
  for (const CoveredLine& line : coverage.lines)
    lines.push_back({{"kind", line.kind},
                     {"of", line.of},
                     {"text", line.text},
                     {"line", line.line},
                     {"touched", line.touched}});
  Json borders = Json::array();
  for (const CoveredBorder& border : coverage.borders)
    borders.push_back(json_of(border));
  return {{"totals", std::move(totals)}, {"lines", std::move(lines)}, {"borders", std::move(borders)}};
}

// ---- JUnit
// --------------------------------------------------------------------------------------------------------

/// The bytes of the character at the start of a text that is not empty; 0 where it is no UTF-8.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t length = byte(0) < 0x80   ? 1
                             : byte(0) < 0xC2 ? 0
                             : byte(0) < 0xE0 ? 2
                             : byte(0) < 0xF0 ? 3
                             : byte(0) < 0xF5 ? 4
                                              : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  // Overlong forms, surrogates and what lies above the last character are none either.
  const unsigned char second = length > 1 ? byte(1) : 0;
  if ((byte(0) == 0xE0 && second < 0xA0) || (byte(0) == 0xED && second >= 0xA0)) return 0;
  if ((byte(0) == 0xF0 && second < 0x90) || (byte(0) == 0xF4 && second >= 0x90)) return 0;
  return length;
}

enum class Within : std::uint8_t { Attribute, Element };

/// A text inside of XML. What XML 1.0 cannot hold, not even escaped, is shown as the language writes it.
std::string xml(std::string_view text, Within within = Within::Attribute) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    const std::string_view character = text.substr(0, std::max<std::size_t>(length, 1));
    const char first = character.front();
    if (length == 0 || character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF") {
      out += "\xEF\xBF\xBD";
    } else if (first == '&') {
      out += "&amp;";
    } else if (first == '<') {
      out += "&lt;";
    } else if (first == '>') {
      out += "&gt;";
    } else if (first == '"') {
      out += "&quot;";
    } else if (first == '\r' || (within == Within::Attribute && (first == '\n' || first == '\t'))) {
      out += fmt::format("&#{};", static_cast<int>(first)); // as such, a reader would take it for a blank
    } else if (length == 1 && static_cast<unsigned char>(first) < 0x20 && first != '\n' && first != '\t') {
      out += fmt::format("\\u{{{:x}}}", static_cast<int>(first));
    } else {
      out += character;
    }
    text.remove_prefix(character.size());
  }
  return out;
}

/// `failure` or `error`: the first sentence for lists, every message in full inside.
std::string problem_xml(std::string_view element, const std::vector<Diagnostic>& diagnostics) {
  const auto first = std::find_if(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::Error;
  });
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics)
    all += to_text(diagnostic);
  return fmt::format("      <{0} type=\"{1}\" message=\"{2}\">{3}</{0}>\n", element, xml(first->code),
                     xml(first->message), xml(all, Within::Element));
}

std::string case_xml(const TestReport& report, std::string_view name, std::size_t line,
                     std::string_view problem) {
  const std::string head =
      fmt::format("    <testcase classname=\"{0}\" name=\"{1}\" file=\"{0}\"{2}", xml(report.model),
                  xml(name), line > 0 ? fmt::format(" line=\"{}\"", line) : "");
  return problem.empty() ? head + "/>\n" : fmt::format("{}>\n{}    </testcase>\n", head, problem);
}

std::string suite_xml(const TestReport& report) {
  const bool broken = has_errors(report.diagnostics);
  std::string out =
      fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n", xml(report.model),
                  broken ? 1 : report.examples.size(), failures_of(report), broken ? 1 : 0);
  // A model that cannot be tested is a failure of its own, or a build server would see nothing at all.
  if (broken) out += case_xml(report, "the model's checks", 0, problem_xml("error", report.diagnostics));
  for (const ExampleOutcome& example : report.examples) {
    const std::string name =
        example.row == 0 ? example.example : fmt::format("{}, row {}", example.example, example.row);
    out += case_xml(report, name, example.line,
                    example.passed ? std::string() : problem_xml("failure", example.failures));
  }
  return out + "  </testsuite>\n";
}

} // namespace

std::string to_json(const TestReport& report) {
  return at_the_edge([&] {
    Json object = {{"model", report.model},
                   {"passed", !has_errors(report.diagnostics) && failures_of(report) == 0},
                   {"diagnostics", json_of(report.diagnostics)}};
    Json examples = Json::array();
    for (const ExampleOutcome& example : report.examples)
      examples.push_back(json_of(example));
    object["examples"] = std::move(examples);
    if (report.coverage) object["coverage"] = json_of(*report.coverage);
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
  });
}

std::string to_junit(std::span<const TestReport> reports) {
  return at_the_edge([&] {
    std::size_t tests = 0, failures = 0, errors = 0;
    std::string suites;
    for (const TestReport& report : reports) {
      const bool broken = has_errors(report.diagnostics);
      tests += broken ? 1 : report.examples.size();
      failures += failures_of(report);
      errors += broken ? 1 : 0;
      suites += suite_xml(report);
    }
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<testsuites tests=\"{}\" failures=\"{}\" errors=\"{}\">\n{}</testsuites>\n",
                       tests, failures, errors, suites);
  });
}

} // namespace strata
