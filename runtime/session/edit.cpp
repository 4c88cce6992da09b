// Edits of a model's text, by the places of its declarations.
#include "runtime/session/edit.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "lang/syntax/syntax.hpp"
#include "runtime/diagnostic.hpp"

namespace strata::session {

namespace {

/// What a declaration is called, and when two of them cannot stand side by side.
struct Identity {
  std::string title; ///< "define revenue"
  std::string key;   ///< two declarations with the same key are the same one, in two versions
  std::string name;  ///< empty where it declares none
};

Identity named(std::string_view word, const std::string& name) {
  return {fmt::format("{} {}", word, name), "name " + name, name};
}
Identity titled(std::string title) {
  return {title, title, {}};
}

std::string joined(const std::vector<ast::Name>& names) {
  std::string text;
  for (const ast::Name& name : names)
    text += (text.empty() ? "" : ", ") + name.text;
  return text;
}

Identity of_adjust(const ast::AdjustDecl& said) {
  using Form = ast::AdjustDecl::Form;
  const std::string_view word = said.form == Form::Cap       ? "cap"
                                : said.form == Form::HardCap ? "hard cap"
                                : said.form == Form::Floor   ? "floor"
                                                             : "lower";
  if (!said.tier) return titled(fmt::format("{} \"{}\"", word, said.reason.value));
  return titled(fmt::format("{} at {} \"{}\"", word, said.tier->text, said.reason.value));
}

Identity identity_of(const ast::Declaration& declaration) {
  return std::visit(
      overloaded{
          [](const ast::ModelDecl&) { return titled("model"); },
          [](const ast::VersionDecl&) { return titled("version"); },
          [](const ast::EffectiveDecl&) { return titled("effective"); },
          [](const ast::CurrencyDecl&) { return titled("currency"); },
          [](const ast::ReasonsDecl&) { return titled("reasons"); },
          [](const ast::CustomerDecl&) { return titled("customer"); },
          [](const ast::RateDecl& said) { return titled("rate " + said.code.text); },
          [](const ast::ParameterDecl& said) { return named("parameter", said.name.text); },
          [](const ast::DefineDecl& said) { return named("define", said.name.text); },
          [](const ast::DimensionDecl& said) { return named("dimension", said.name.text); },
          [](const ast::ScoreDecl& said) { return named("score", said.name.text); },
          [](const ast::ShowDecl& said) { return named("show", said.name.text); },
          [](const ast::GroupDecl& said) { return named("group", said.name.text); },
          [](const ast::TiersDecl& said) {
            return said.name ? named("tiers", said.name->text) : titled("tiers");
          },
          [](const ast::AdjustDecl& said) { return of_adjust(said); },
          [](const ast::ScreenDecl& said) {
            const bool exclude = said.form == ast::ScreenDecl::Form::Exclude;
            return titled(fmt::format("{} \"{}\"", exclude ? "exclude" : "unrated", said.reason.value));
          },
          [](const ast::PolicyDecl& said) { return titled("policy " + joined(said.targets)); },
          [](const ast::BetterDecl& said) { return titled("better " + said.name.text); },
          [](const ast::ExampleDecl& said) { return titled(fmt::format("example \"{}\"", said.name.value)); },
          [](const auto&) { return titled("declaration"); },
      },
      declaration);
}

Span span_of(const ast::Declaration& declaration) {
  return std::visit([](const auto& said) { return said.span; }, declaration);
}

std::size_t line_end(std::string_view text, std::size_t at) {
  return std::min(text.find('\n', at), text.size());
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin));
}

bool on_one_line(std::string_view text) {
  return text.find('\n') == std::string_view::npos;
}

/// A text that is known to be readable, as a tree.
struct Parsed {
  explicit Parsed(const std::string& text) {
    const SourceId source = sources.add("", text);
    tree = parse(sources, source, findings);
  }
  Sources sources;
  Findings findings;
  ast::Model tree;
};

struct Piece {
  Identity identity;
  std::size_t kind = 0; ///< of the variant
  std::string text;     ///< with the comments before it
};

/// The declarations that were typed in, in the one layout.
std::vector<Piece> pieces_of(const std::string& text) {
  const Parsed parsed(text);
  std::vector<Piece> pieces;
  std::size_t begin = 0;
  for (const ast::Declaration& declaration : parsed.tree.declarations) {
    const std::size_t end = line_end(text, span_of(declaration).end);
    pieces.push_back({identity_of(declaration), declaration.index(),
                      trimmed(std::string_view(text).substr(begin, end - begin))});
    begin = end;
  }
  return pieces;
}

void append(std::string& text, const std::string& piece) {
  while (text.ends_with('\n'))
    text.pop_back();
  text += (text.empty() ? "" : "\n\n") + piece + "\n";
}

/// Puts one declaration into the text; true where it took the place of another.
bool put(std::string& text, const Piece& piece) {
  const Parsed parsed(text);
  const ast::Declaration* last = nullptr;
  for (const ast::Declaration& declaration : parsed.tree.declarations) {
    if (identity_of(declaration).key == piece.identity.key) {
      const Span span = span_of(declaration);
      text.replace(span.begin, span.end - span.begin, piece.text);
      return true;
    }
    if (declaration.index() == piece.kind) last = &declaration;
  }
  if (last == nullptr) {
    append(text, piece.text);
    return false;
  }
  const Span span = span_of(*last);
  const bool close = on_one_line(parsed.sources.text(span)) && on_one_line(piece.text);
  text.insert(line_end(text, span.end), (close ? "\n" : "\n\n") + piece.text);
  return false;
}

} // namespace

std::optional<Edit> add_declarations(const std::string& model_text, std::string_view declarations,
                                     std::vector<Diagnostic>& diagnostics) {
  Sources sources;
  const SourceId source = sources.add("input", std::string(declarations));
  Findings findings;
  const ast::Model tree = parse(sources, source, findings);
  if (findings.has_errors()) {
    diagnostics = resolve(sources, findings);
    return std::nullopt;
  }
  Edit edit{.text = model_text, .added = {}, .replaced = {}, .names = {}};
  for (const Piece& piece : pieces_of(print(sources, source, tree))) {
    if (put(edit.text, piece)) edit.replaced.push_back(piece.identity.title);
    edit.added.push_back(piece.identity.title);
    if (!piece.identity.name.empty()) edit.names.push_back(piece.identity.name);
  }
  return edit;
}

namespace {

bool has_name(const std::vector<ast::AttributeDecl>& attributes, std::string_view name) {
  return std::any_of(attributes.begin(), attributes.end(),
                     [&](const ast::AttributeDecl& attribute) { return attribute.name.text == name; });
}

/// What of a declaration is asked for with a name: all of it, a column's line, or nothing.
std::optional<Span> asked_for(const ast::Declaration& declaration, std::string_view name) {
  const Identity identity = identity_of(declaration);
  const std::string_view title = identity.title;
  if (identity.name == name || title == name || title.substr(0, title.find(' ')) == name)
    return span_of(declaration);
  if (const auto* customer = std::get_if<ast::CustomerDecl>(&declaration)) {
    for (const ast::ColumnDecl& column : customer->columns)
      if (column.name.text == name) return column.span;
  } else if (const auto* tiers = std::get_if<ast::TiersDecl>(&declaration)) {
    if (name == "tier" && !tiers->name) return tiers->span;
    for (const ast::TierArm& arm : tiers->arms)
      if (arm.tier.text == name) return tiers->span;
  } else if (const auto* policy = std::get_if<ast::PolicyDecl>(&declaration)) {
    if (has_name(policy->attributes, name)) return policy->span;
  }
  return std::nullopt;
}

} // namespace

std::optional<std::string> text_of_name(const std::string& model_text, std::string_view name) {
  const Parsed parsed(model_text);
  std::string text;
  for (const ast::Declaration& declaration : parsed.tree.declarations)
    if (const auto span = asked_for(declaration, name))
      text += fmt::format("{}\n", parsed.sources.text(*span));
  if (text.empty()) return std::nullopt;
  return text;
}

} // namespace strata::session
