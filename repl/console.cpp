// What the program tells the person at the terminal. All of it goes to standard error, so that standard
// output holds nothing but the result.
#include "repl/console.hpp"

#include <cstdlib>

#include <fmt/format.h>
#include <unistd.h>

namespace strata::program {

namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

bool color_on(int descriptor) {
  if (!environment("NO_COLOR").empty()) return false;
  const std::string_view forced = environment("CLICOLOR_FORCE");
  if (!forced.empty() && forced != "0") return true;
  return ::isatty(descriptor) == 1 && environment("TERM") != "dumb";
}

void write_all(std::string_view text) {
  // Where even messages cannot be written there is nobody left to tell.
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

} // namespace

bool color_on_output() {
  return color_on(STDOUT_FILENO);
}
bool color_on_messages() {
  return color_on(STDERR_FILENO);
}

void say(std::string_view message, std::string_view help) {
  const bool color = color_on_messages();
  std::string text =
      fmt::format("{}strata:{} {}\n", color ? "\x1b[1;31m" : "", color ? "\x1b[0m" : "", message);
  if (!help.empty()) text += fmt::format("  help: {}\n", help);
  write_all(text);
}

ExitCode refuse(std::string_view message, std::string_view help) {
  say(message, help);
  return ExitCode::CommandLine;
}

void say_text(std::string_view text) {
  write_all(text);
}

void show(const std::vector<Diagnostic>& diagnostics) {
  const bool color = color_on_messages();
  for (const Diagnostic& diagnostic : diagnostics)
    write_all(to_text(diagnostic, color));
}

std::string grouped(std::size_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3; at -= 3)
    digits.insert(at - 3, ",");
  return digits;
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(count), noun, count == 1 ? "" : "s");
}

std::string input_name(const std::string& path) {
  return path == "-" ? "standard input" : path;
}

} // namespace strata::program
