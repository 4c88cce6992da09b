// Signals are only noted here. Reading asks for the note and ends (streams.cpp), so that the ordinary way
// out, with its temporary files removed, is also the way out after Ctrl-C.
#include "repl/interrupt.hpp"

#include <csignal>
#include <initializer_list>

namespace strata::program {

namespace {

volatile std::sig_atomic_t noted_signal = 0;
volatile std::sig_atomic_t stop_asked = 0;
volatile std::sig_atomic_t interrupt_noted = 0;

void note_signal(int signal) {
  noted_signal = signal;
}

void note_interrupt(int) {
  interrupt_noted = 1;
}

} // namespace

void install_signal_handlers() {
  std::signal(SIGPIPE, SIG_IGN);
  struct sigaction action = {};
  action.sa_handler = note_signal;
  // Without SA_RESTART a read that waits for a terminal or a pipe returns; SA_RESETHAND lets the second
  // signal kill.
  action.sa_flags = SA_RESETHAND;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    // A signal that the caller has switched off (nohup, a job in the background) stays off.
    struct sigaction present = {};
    sigaction(signal, nullptr, &present);
    if (present.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
  }
}

void go_on_after_interrupt() {
  struct sigaction action = {};
  action.sa_handler = note_interrupt;
  sigaction(SIGINT, &action, nullptr);
}

bool take_interrupt() {
  const bool came = interrupt_noted != 0;
  interrupt_noted = 0;
  return came;
}

int interrupted_by() {
  return noted_signal;
}

void stop_reading() {
  stop_asked = 1;
}

bool reading_stopped() {
  return stop_asked != 0 || noted_signal != 0 || interrupt_noted != 0;
}

} // namespace strata::program
