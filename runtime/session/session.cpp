// The steps of a session: each change makes a new workspace from the present one, and is one only when all of
// it has gone well. Undoing lets the last one go.
#include <algorithm>
#include <array>
#include <istream>

#include <fmt/format.h>

#include "lang/evaluate/builtins.hpp"
#include "lang/source/codes.hpp"
#include "lang/syntax/grammar/scan.hpp"
#include "lang/syntax/syntax.hpp"
#include "runtime/diagnostic.hpp"
#include "runtime/edge.hpp"
#include "runtime/run/settings.hpp"
#include "runtime/session/edit.hpp"
#include "runtime/session/session_state.hpp"

namespace strata {

namespace {

using session::Workspace;

constexpr std::size_t kMostSteps = 200;

/// The whole of a stream; empty where it could not be read to its end.
std::optional<std::string> read_all(std::istream& stream) {
  std::string text;
  std::array<char, 1 << 16> block{};
  while (stream) {
    stream.read(block.data(), block.size());
    text.append(block.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) return std::nullopt;
  return text;
}

std::string listed(const std::vector<std::string>& titles) {
  return fmt::format("{}", fmt::join(titles, "; "));
}

} // namespace

EntryKind entry_kind(std::string_view text) {
  return at_the_edge([&] {
    switch (fragment_of(text)) {
    case Fragment::Empty: return EntryKind::Empty;
    case Fragment::Declarations: return EntryKind::Declarations;
    case Fragment::Unfinished: return EntryKind::Unfinished;
    case Fragment::Expression: break;
    }
    return EntryKind::Expression;
  });
}

std::vector<LanguageWord> function_words() {
  std::vector<LanguageWord> words;
  for (const BuiltinEntry& entry : builtins())
    words.push_back({std::string(entry.name), std::string(entry.signature)});
  return words;
}

std::vector<std::string> declaration_words() {
  return syntax::declaration_words();
}

Session::Session(std::function<bool()> stop) : state_(std::make_unique<State>()) {
  state_->stop = std::move(stop);
  Workspace empty;
  std::vector<Diagnostic> none;
  if (!session::check_workspace(empty, none)) throw InternalError("an empty session does not pass its check");
  state_->steps.push_back(std::move(empty));
}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

/// Makes `next` the present workspace, once its model passes; warnings are kept where they are asked for.
Result<Change> Session::State::step(Workspace next, bool with_warnings) {
  Result<Change> result;
  if (!session::check_workspace(next, result.diagnostics)) return result;
  if (!with_warnings) result.diagnostics.clear();
  Change change;
  change.what = next.what;
  if (!session::compare(present(), next, stop, change)) return result;
  steps.push_back(std::move(next));
  if (steps.size() > kMostSteps) steps.erase(steps.begin());
  result.value = std::move(change);
  return result;
}

Result<Change> Session::load(const ModelSource& source, const std::vector<Setting>& settings) {
  return at_the_edge([&] {
    Workspace next = state_->present();
    next.what = "load " + source.name;
    next.source = source;
    next.loaded = true;
    next.settings = settings;
    return state_->step(std::move(next), true);
  });
}

Result<Change> Session::read(const CustomerTable& customers) {
  return at_the_edge([&] {
    Result<Change> result;
    auto text = read_all(*customers.stream);
    if (!text) {
      if (!state_->stop || !state_->stop())
        result.diagnostics.push_back(
            plain_diagnostic(Code::TableUnreadable, customers.name + " cannot be read to its end"));
      return result;
    }
    Workspace next = state_->present();
    next.what = "data " + customers.name;
    next.kept.reset();
    next.table = std::make_shared<session::TableText>(
        session::TableText{customers.name, std::move(*text), customers.headers, customers.dialect});
    if (next.has_customers() && !session::customers_of(next, state_->stop, result.diagnostics)) return result;
    result = state_->step(std::move(next));
    const auto& kept = state_->present().kept;
    if (result && kept)
      result.diagnostics.insert(result.diagnostics.end(), kept->notes.begin(), kept->notes.end());
    return result;
  });
}

Result<Change> Session::set(const Setting& setting) {
  return at_the_edge([&] {
    Workspace next = state_->present();
    next.what = fmt::format("set {} = {}", setting.name, setting.value);
    std::erase_if(next.settings, [&](const Setting& other) { return other.name == setting.name; });
    next.settings.push_back(setting);
    return state_->step(std::move(next));
  });
}

Result<Change> Session::set_day(const std::string& day) {
  return at_the_edge([&] {
    Workspace next = state_->present();
    next.what = day.empty() ? std::string("no day") : "as-of " + day;
    next.day = day;
    Result<Change> result;
    if (!day.empty() && !run_settings(next.model(), day, result.diagnostics)) return result;
    return state_->step(std::move(next));
  });
}

Result<Change> Session::declare(std::string_view declarations) {
  return at_the_edge([&] {
    Result<Change> result;
    Workspace next = state_->present();
    auto edit = session::add_declarations(next.source.text, declarations, result.diagnostics);
    if (!edit) return result;
    next.what = listed(edit->added);
    next.source.text = std::move(edit->text);
    std::erase_if(next.settings, [&](const Setting& setting) {
      return std::find(edit->names.begin(), edit->names.end(), setting.name) != edit->names.end();
    });
    result = state_->step(std::move(next));
    if (result.value) result.value->replaced = std::move(edit->replaced);
    return result;
  });
}

std::optional<std::string> Session::undo() {
  if (state_->steps.size() < 2) return std::nullopt;
  std::string what = std::move(state_->present().what);
  state_->steps.pop_back();
  return what;
}

void Session::settle() {
  state_->steps.erase(state_->steps.begin(), state_->steps.end() - 1);
}

std::vector<Diagnostic> Session::check() const {
  return at_the_edge([&] {
    const CheckedModel& checked = *state_->present().checked;
    return resolve(checked.model->sources, checked.findings);
  });
}

} // namespace strata
