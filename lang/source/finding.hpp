// Takes: what a stage found wrong (or worth saying) about a model, with spans.
// Returns: findings as values, each with a registered code.
// Guarantees: a finding has one code, one sentence and one main place; nothing is printed here.
// Does not: render (runtime's `Diagnostic` is the finding with its lines looked up).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/source/source.hpp"

namespace strata {

/// Every message that Strata can give has a code; the enumerators are in codes.hpp, which only those include
/// that raise findings (adding a code should not rebuild the grammar).
enum class Code : std::uint16_t;

/// What the registry knows of a code.
struct CodeEntry {
  Code code;
  std::string_view id;          ///< "E0203": stable, quoted by users; E is an error, W a warning, N a note
  std::string_view title;       ///< a short headline
  std::string_view explanation; ///< paragraphs with an example, for `strata explain`
};

[[nodiscard]] std::span<const CodeEntry> code_registry();
[[nodiscard]] const CodeEntry& entry_of(Code code);
/// The entry of an id such as "E0203" (case does not matter), or null.
[[nodiscard]] const CodeEntry* find_code(std::string_view id);

enum class FindingSeverity : std::uint8_t { Error, Warning, Note };
[[nodiscard]] FindingSeverity severity_of(Code code);

/// A place and what is to be said of it; the text may be empty.
struct PlaceNote {
  Span span;
  std::string text;
};

/// One message about a model: the sentence, the narrowest place, where the other half of it came from, the
/// fix.
struct Finding {
  Code code;
  std::string message;           ///< one plain sentence without a full stop at its end
  PlaceNote place;               ///< underlined; its text stands behind the underline
  std::vector<PlaceNote> others; ///< second places
  std::vector<std::string> notes;
  std::string help; ///< what to do; empty where nothing better than the message is known
};

/// Collects findings in the order of discovery.
class Findings {
 public:
  /// Adds a finding and returns it, so that places, notes and help can be attached.
  Finding& add(Code code, Span span, std::string message, std::string label = {});

  [[nodiscard]] bool has_errors() const;
  [[nodiscard]] const std::vector<Finding>& all() const { return list_; }
  [[nodiscard]] std::vector<Finding> take() { return std::move(list_); }
  /// Orders by place (stable), so that output does not depend on the order of checks.
  void sort_by_place();

 private:
  std::vector<Finding> list_;
};

/// The candidate nearest to a misspelt name, or empty where none is near (a third of its characters may
/// differ).
[[nodiscard]] std::string nearest_name(std::string_view wanted, std::span<const std::string> candidates);

} // namespace strata
