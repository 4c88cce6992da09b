// What the tests of this folder read and compare: files of the project, and findings as lines of text.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include "lang/source/finding.hpp"
#include "lang/source/source.hpp"

namespace strata {

inline std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

inline std::string file_of_project(const std::string& path) {
  return file_text(std::string(STRATA_SOURCE_DIR) + "/" + path);
}

inline std::string place_text(const Sources& sources, Span span) {
  const Position begin = sources[span.source].position(span.begin);
  const Position end = sources[span.source].position(span.end);
  std::string text = std::to_string(begin.line) + ":" + std::to_string(begin.column);
  if (end == begin) return text;
  if (end.line != begin.line) return text + "-" + std::to_string(end.line) + ":" + std::to_string(end.column);
  return text + "-" + std::to_string(end.column);
}

/// One line per finding, and one more per second place and for the help.
inline std::string rendered(const Sources& sources, const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings.all()) {
    text += place_text(sources, finding.place.span) + " " + std::string(entry_of(finding.code).id) + " " +
            finding.message + "\n";
    for (const PlaceNote& other : finding.others)
      text += "    at " + place_text(sources, other.span) + ": " + other.text + "\n";
    if (!finding.help.empty()) text += "    help: " + finding.help + "\n";
  }
  return text;
}

} // namespace strata
