// Lines typed at a terminal: the only file that includes readline. It is run by its callbacks, so that the
// waiting is ours and Ctrl-C, a new size of the window or an end that is asked for are seen at once.
#include <array>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "repl/console.hpp"
#include "repl/interrupt.hpp"
#include "repl/session/line_source.hpp"

namespace strata::program {

namespace {

constexpr int kLongestHistory = 2000;
// In a command only blanks and `=` part words, because keys and names of files have nearly every sign.
constexpr const char* kBreaksInCommand = " \t=";
constexpr const char* kBreaksInExpression = " \t\n=<>+-*/(){}[],;:!%";

/// Signals that may come only while we wait, so that none is lost between looking and waiting.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGWINCH})
      sigaddset(&held, signal);
    sigprocmask(SIG_BLOCK, &held, &before_);
  }
  ~SignalsHeld() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

  /// Waits for a key; false when a signal came first.
  [[nodiscard]] bool wait_for_key() const {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return ppoll(&input, 1, nullptr, &before_) > 0;
  }

 private:
  sigset_t before_{};
};

/// Widths and word borders need a locale of UTF-8, which a bare environment does not name. readline looks
/// into the environment by itself.
void use_utf8() {
  std::setlocale(LC_CTYPE, "");
  if (std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return;
  ::setenv("LC_ALL", "C.UTF-8", 1);
  std::setlocale(LC_CTYPE, "");
}

class Terminal : public LineSource {
 public:
  Terminal(Completer completer, const std::string& history)
      : completer_(std::move(completer)), history_(history) {
    present_ = this;
    use_utf8();
    rl_readline_name = "strata";
    rl_catch_signals = 0;
    rl_attempted_completion_function = &Terminal::complete;
    rl_completion_word_break_hook = &Terminal::word_breaks;
    rl_completer_quote_characters = "\"";
    using_history();
    stifle_history(kLongestHistory);
    // With times in it, the history's file tells an entry of several lines from several entries.
    history_comment_char = '#';
    history_write_timestamps = 1;
    open_history();
  }
  ~Terminal() override {
    if (!history_.empty()) history_truncate_file(history_.c_str(), kLongestHistory);
    present_ = nullptr;
  }

  Line next(const std::string& prompt) override {
    line_ = {};
    finished_ = false;
    const SignalsHeld signals;
    rl_callback_handler_install(prompt.c_str(), &Terminal::take);
    while (!finished_) {
      if (signals.wait_for_key()) {
        rl_callback_read_char();
      } else if (take_interrupt()) {
        abandon();
      } else if (interrupted_by() != 0) {
        leave({});
      } else {
        rl_resize_terminal();
      }
    }
    return std::move(line_);
  }

  void remember(const std::string& entry) override {
    const HIST_ENTRY* last = history_length > 0 ? history_get(history_base + history_length - 1) : nullptr;
    if (last != nullptr && entry == last->line) return;
    add_history(entry.c_str());
    if (!history_.empty()) append_history(1, history_.c_str());
  }

 private:
  void open_history() {
    if (history_.empty()) return;
    std::error_code error;
    const std::filesystem::path file(history_);
    std::filesystem::create_directories(file.parent_path(), error);
    const int descriptor = ::open(history_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) {
      say("the history cannot be kept in " + history_ + ": " + std::strerror(errno));
      history_.clear();
      return;
    }
    ::close(descriptor);
    read_history(history_.c_str());
  }

  void leave(Line line) {
    line_ = std::move(line);
    finished_ = true;
    rl_callback_handler_remove();
  }

  void abandon() {
    rl_callback_sigcleanup();
    rl_free_line_state();
    std::fputs("^C\n", rl_outstream);
    std::fflush(rl_outstream);
    leave({Line::Kind::Interrupted, {}});
  }

  static void take(char* text) {
    if (text == nullptr) {
      std::fputs("\n", rl_outstream);
      std::fflush(rl_outstream);
      present_->leave({});
      return;
    }
    present_->leave({Line::Kind::Text, text});
    std::free(text);
  }

  static char* word_breaks() {
    const bool command = rl_line_buffer[0] == ':';
    rl_filename_quote_characters = command ? " " : nullptr;
    return const_cast<char*>(command ? kBreaksInCommand : kBreaksInExpression);
  }

  /// The candidates as readline wants them: what they have in common, then each.
  static char** complete(const char* word, int start, int) {
    rl_attempted_completion_over = 1;
    const bool quoted = rl_completion_quote_character == '"';
    const std::string before(rl_line_buffer, static_cast<std::size_t>(start));
    present_->found_ = present_->completer_(before, word, quoted);
    char** matches = rl_completion_matches(word, &Terminal::next_candidate);
    // After `clamp(`, `cut=` and `std/` the line goes on without a blank.
    if (matches != nullptr && matches[1] == nullptr) {
      const char last = matches[0][std::strlen(matches[0]) - 1];
      rl_completion_suppress_append = last == '(' || last == '=' || last == '/' ? 1 : 0;
    }
    return matches;
  }

  static char* next_candidate(const char* word, int state) {
    static std::size_t next = 0;
    static int file = 0;
    if (state == 0) next = static_cast<std::size_t>(file = 0);
    const Completion& found = present_->found_;
    if (next < found.words.size()) return ::strdup(found.words[next++].c_str());
    if (!found.files) return nullptr;
    rl_filename_completion_desired = found.words.empty() ? 1 : 0;
    return rl_filename_completion_function(word, file++);
  }

  static inline Terminal* present_ = nullptr; // readline's callbacks carry nothing

  Completer completer_;
  std::string history_;
  Completion found_;
  Line line_;
  bool finished_ = false;
};

} // namespace

std::unique_ptr<LineSource> open_terminal(Completer completer, const std::string& history) {
  return std::make_unique<Terminal>(std::move(completer), history);
}

} // namespace strata::program
