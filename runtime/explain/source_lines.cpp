// Lines of the model in explanations.
#include "runtime/explain/source_lines.hpp"

#include "lang/syntax/walk.hpp"

namespace strata {

namespace {

void add_arms(const TypedModel& model, const ast::Expr& expression, const std::vector<ArmTaken>& arms,
              std::vector<ExplainedLine>& lines) {
  for (const ArmTaken& taken : arms) {
    if (taken.match == &expression) lines.push_back(explained_line(model, arm_span(expression, taken.arm)));
  }
  each_part(expression, [&](const ast::Expr& part) { add_arms(model, part, arms, lines); });
}

/// The text with runs of blanks and line breaks made one blank, without comments.
std::string on_one_line(std::string_view text) {
  std::string line;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char byte = text[i];
    if (quoted && byte == '\\' && i + 1 < text.size()) {
      line += byte;
      line += text[++i];
      continue;
    }
    if (byte == '"') quoted = !quoted;
    if (byte == '#' && !quoted) {
      while (i + 1 < text.size() && text[i + 1] != '\n')
        ++i;
      continue;
    }
    const bool blank = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
    if (!blank || quoted) {
      line += byte;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (line.ends_with(' '))
    line.pop_back();
  return line;
}

} // namespace

std::size_t arms_of(const ast::Expr& expression) {
  if (const auto* match = std::get_if<ast::Match>(&expression.node)) return match->arms.size();
  if (const auto* conditions = std::get_if<ast::MatchConditions>(&expression.node))
    return conditions->arms.size();
  const auto* tally = std::get_if<ast::Tally>(&expression.node);
  return tally == nullptr ? 0 : tally->arms.size();
}

Span arm_span(const ast::Expr& match, std::size_t arm) {
  if (const auto* with_subjects = std::get_if<ast::Match>(&match.node)) return with_subjects->arms[arm].span;
  if (const auto* conditions = std::get_if<ast::MatchConditions>(&match.node))
    return conditions->arms[arm].span;
  return std::get<ast::Tally>(match.node).arms[arm].span;
}

std::size_t line_of(const TypedModel& model, Span span) {
  return model.sources[span.source].position(span.begin).line;
}

ExplainedLine explained_line(const TypedModel& model, Span span) {
  return {.line = line_of(model, span), .text = on_one_line(model.sources.text(span))};
}

std::vector<ExplainedLine> arms_inside(const TypedModel& model, const ast::Expr& expression,
                                       const std::vector<ArmTaken>& arms) {
  std::vector<ExplainedLine> lines;
  add_arms(model, expression, arms, lines);
  return lines;
}

} // namespace strata
