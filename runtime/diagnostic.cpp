// Findings become diagnostics: each span is looked up in its source. Also what the registry of codes tells,
// and diagnostics as JSON.
#include "runtime/diagnostic.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lang/source/codes.hpp"
#include "runtime/snippet.hpp"

namespace strata {

namespace {

/// Longer lines are kept only around the place: a model of one line and ten megabytes has many messages.
constexpr std::size_t kLongLine = 4096;
constexpr std::size_t kKeptBefore = 512;

Severity severity_from(FindingSeverity severity) {
  switch (severity) {
  case FindingSeverity::Warning: return Severity::Warning;
  case FindingSeverity::Note: return Severity::Note;
  default: return Severity::Error;
  }
}

std::string_view severity_name(Severity severity) {
  switch (severity) {
  case Severity::Warning: return "warning";
  case Severity::Note: return "note";
  default: return "error";
  }
}

bool continues_character(char byte) {
  return (byte & 0xC0) == 0x80;
}

/// The part of a long line around the byte `at` of it, cut between characters.
void keep_around(Label& label, std::string_view line, std::size_t at) {
  std::size_t begin = at > kKeptBefore ? at - kKeptBefore : 0;
  while (begin > 0 && continues_character(line[begin]))
    --begin;
  std::size_t end = std::min(line.size(), begin + kLongLine);
  while (end < line.size() && continues_character(line[end]))
    ++end;
  label.source_line = line.substr(begin, end - begin);
  label.first_column = count_characters(line.substr(0, begin)) + 1;
}

/// A name may have megabytes, which no reader of a message wants, be it a program.
std::string without_long_quotes(std::string_view text) {
  return with_short_quotes(text, kLongLine);
}

} // namespace

Label resolve(const Sources& sources, Span span, std::string text) {
  const SourceText& source = sources[span.source];
  const Position begin = source.position(span.begin);
  const Position end = source.position(std::max(span.begin, span.end));
  Label label;
  label.file = source.name();
  label.line = begin.line;
  label.column = begin.column;
  label.end_line = end.line;
  label.end_column = end.column;
  label.text = std::move(text);
  const std::string_view line = source.line(begin.line);
  if (line.size() <= kLongLine) {
    label.source_line = line;
  } else {
    keep_around(label, line, std::min<std::size_t>(span.begin - source.line_begin(begin.line), line.size()));
  }
  return label;
}

Diagnostic resolve(const Sources& sources, const Finding& finding) {
  Diagnostic diagnostic;
  diagnostic.severity = severity_from(severity_of(finding.code));
  diagnostic.code = entry_of(finding.code).id;
  diagnostic.message = without_long_quotes(finding.message);
  diagnostic.labels.push_back(resolve(sources, finding.place.span, without_long_quotes(finding.place.text)));
  for (const PlaceNote& other : finding.others)
    diagnostic.labels.push_back(resolve(sources, other.span, without_long_quotes(other.text)));
  for (const std::string& note : finding.notes)
    diagnostic.notes.push_back(without_long_quotes(note));
  diagnostic.help = without_long_quotes(finding.help);
  return diagnostic;
}

std::vector<Diagnostic> resolve(const Sources& sources, const Findings& findings) {
  std::vector<Diagnostic> diagnostics;
  for (const Finding& finding : findings.all())
    diagnostics.push_back(resolve(sources, finding));
  return diagnostics;
}

Diagnostic resolve(const TableError& error) {
  Diagnostic diagnostic = plain_diagnostic(error.code, error.message, error.help);
  if (!error.file.empty()) {
    Label label;
    label.file = error.file;
    label.line = error.line;
    diagnostic.labels.push_back(std::move(label));
  }
  diagnostic.notes = error.notes;
  return diagnostic;
}

Diagnostic plain_diagnostic(Code code, std::string message, std::string help) {
  Diagnostic diagnostic;
  diagnostic.severity = severity_from(severity_of(code));
  diagnostic.code = entry_of(code).id;
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  return diagnostic;
}

std::string to_json(const Diagnostic& diagnostic) {
  using Json = nlohmann::ordered_json;
  Json labels = Json::array();
  for (const Label& label : diagnostic.labels) {
    labels.push_back({{"file", label.file},
                      {"line", label.line},
                      {"column", label.column},
                      {"end_line", label.end_line},
                      {"end_column", label.end_column},
                      {"source_line", label.source_line},
                      {"first_column", label.first_column},
                      {"text", label.text}});
  }
  const Json object = {{"severity", severity_name(diagnostic.severity)},
                       {"code", diagnostic.code},
                       {"message", diagnostic.message},
                       {"labels", labels},
                       {"notes", diagnostic.notes},
                       {"help", diagnostic.help}};
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<std::string> explain_code(std::string_view code) {
  const CodeEntry* entry = find_code(code);
  if (entry == nullptr) return std::nullopt;
  return fmt::format("{}: {}\n\n{}\n", entry->id, entry->title, entry->explanation);
}

std::vector<std::string> all_codes() {
  std::vector<std::string> codes;
  for (const CodeEntry& entry : code_registry())
    codes.emplace_back(entry.id);
  std::sort(codes.begin(), codes.end());
  return codes;
}

} // namespace strata
