// A diagnostic as a person reads it:
//
//     error[E0201]: nothing is called `revenu`
//      --> sabc.strata:12:20
//        |
//     12 | define double = 2 * revenu
//        |                     ^^^^^^ unknown
//        |
//        = help: did you mean `revenue`?
//
// The main place is underlined with ^, second places with -.
#include <algorithm>

#include <fmt/format.h>

#include "runtime/snippet.hpp"
#include "runtime/strata.hpp"
#include "runtime/table/text_form.hpp"

namespace strata {

namespace {

constexpr std::size_t kLongQuote = 80; // characters

/// As a terminal may show it, and no longer than a person reads. Programs get it whole.
std::string shown(std::string_view sentence) {
  return visible_text(with_short_quotes(sentence, kLongQuote));
}

/// Texts with the colours of a terminal around them, or plain.
class Paint {
 public:
  explicit Paint(bool color) : color_(color) {}
  [[nodiscard]] std::string severity(Severity severity, std::string_view text) const {
    switch (severity) {
    case Severity::Warning: return with("1;33", text);
    case Severity::Note: return with("1;36", text);
    default: return with("1;31", text);
    }
  }
  [[nodiscard]] std::string strong(std::string_view text) const { return with("1", text); }
  [[nodiscard]] std::string frame(std::string_view text) const { return with("1;34", text); }

 private:
  [[nodiscard]] std::string with(std::string_view code, std::string_view text) const {
    return color_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }
  bool color_;
};

std::string_view name_of(Severity severity) {
  switch (severity) {
  case Severity::Warning: return "warning";
  case Severity::Note: return "note";
  default: return "error";
  }
}

/// The whole of one message as it is put together.
class Rendering {
 public:
  Rendering(const Diagnostic& diagnostic, bool color) : diagnostic_(diagnostic), paint_(color) {
    std::size_t greatest = 1;
    for (const Label& label : diagnostic.labels)
      greatest = std::max(greatest, label.line);
    margin_ = fmt::format("{}", greatest).size();
  }

  [[nodiscard]] std::string text() {
    heading();
    std::vector<bool> shown(diagnostic_.labels.size());
    for (std::size_t i = 0; i < diagnostic_.labels.size(); ++i) {
      if (!shown[i]) block(i, shown);
    }
    const bool framed = !diagnostic_.labels.empty() && diagnostic_.labels.front().column > 0;
    if (framed && (!diagnostic_.notes.empty() || !diagnostic_.help.empty())) bar();
    for (const std::string& note : diagnostic_.notes)
      remark("note", note);
    if (!diagnostic_.help.empty()) remark("help", diagnostic_.help);
    return std::move(out_);
  }

 private:
  void heading() {
    out_ += paint_.severity(diagnostic_.severity,
                            fmt::format("{}[{}]", name_of(diagnostic_.severity), diagnostic_.code));
    out_ += paint_.strong(": " + shown(diagnostic_.message)) + "\n";
  }

  void bar() { out_ += fmt::format("{} {}\n", blank(), paint_.frame("|")); }

  [[nodiscard]] std::string blank() const { return std::string(margin_, ' '); }

  /// The place of label `main` and every other label on the same line.
  void block(std::size_t main, std::vector<bool>& shown) {
    const Label& label = diagnostic_.labels[main];
    shown[main] = true;
    out_ +=
        fmt::format("{}{} {}", blank(), paint_.frame(main == 0 ? "-->" : ":::"), visible_text(label.file));
    if (label.line > 0) out_ += fmt::format(":{}", label.line);
    if (label.column > 0) out_ += fmt::format(":{}", label.column);
    out_ += "\n";
    if (label.column == 0) return;
    bar();
    const Snippet snippet = snippet_of(label);
    out_ += fmt::format("{} {} {}\n", paint_.frame(fmt::format("{:>{}}", label.line, margin_)),
                        paint_.frame("|"), snippet.text);
    underline(label, snippet, main == 0);
    for (std::size_t i = main + 1; i < diagnostic_.labels.size(); ++i) {
      const Label& other = diagnostic_.labels[i];
      if (shown[i] || other.file != label.file || other.line != label.line) continue;
      const Snippet beside = snippet_of(other);
      if (beside.text != snippet.text) continue; // cut elsewhere: it gets lines of its own
      underline(other, beside, false);
      shown[i] = true;
    }
    if (main + 1 < diagnostic_.labels.size() && std::find(shown.begin(), shown.end(), false) != shown.end())
      bar();
  }

  [[nodiscard]] static Snippet snippet_of(const Label& label) {
    const std::size_t begin = label.column - std::min(label.column, label.first_column);
    const std::size_t end = label.end_line > label.line
                                ? std::string::npos
                                : label.end_column - std::min(label.end_column, label.first_column);
    return make_snippet(label.source_line, begin, std::max(begin, end));
  }

  void underline(const Label& label, const Snippet& snippet, bool main) {
    std::string mark(snippet.width, main ? '^' : '-');
    if (!label.text.empty()) mark += " " + shown(label.text);
    const std::string painted = main ? paint_.severity(diagnostic_.severity, mark) : paint_.frame(mark);
    out_ +=
        fmt::format("{} {} {}{}\n", blank(), paint_.frame("|"), std::string(snippet.indent, ' '), painted);
  }

  void remark(std::string_view kind, std::string_view sentence) {
    const std::string short_sentence = with_short_quotes(sentence, kLongQuote);
    std::string_view text = short_sentence;
    std::string indented;
    const std::string indent = "\n" + std::string(margin_ + 5 + kind.size(), ' ');
    while (true) {
      const std::size_t end = text.find('\n');
      indented += visible_text(text.substr(0, end));
      if (end == std::string_view::npos) break;
      indented += indent;
      text.remove_prefix(end + 1);
    }
    out_ += fmt::format("{} {} {}: {}\n", blank(), paint_.frame("="), paint_.strong(kind), indented);
  }

  const Diagnostic& diagnostic_;
  Paint paint_;
  std::size_t margin_ = 1;
  std::string out_;
};

} // namespace

std::string to_text(const Diagnostic& diagnostic, bool color) {
  return Rendering(diagnostic, color).text();
}

} // namespace strata
