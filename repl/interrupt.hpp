// Takes: the signals with which a person or a script stops the program.
// Returns: whether to go on.
// Guarantees: after the first signal the program ends by itself and leaves no half-written file; a second one
// ends
//   it at once.
// Does not: end the program.
#pragma once

namespace strata::program {

/// Installs the handlers; a closed pipe becomes an error of the write instead of a signal.
void install_signal_handlers();

/// The signal that asked the program to stop, or 0.
[[nodiscard]] int interrupted_by();

/// From now on Ctrl-C does not end the program: it stops what is being done, and `take_interrupt` tells once
/// that it came.
void go_on_after_interrupt();
[[nodiscard]] bool take_interrupt();

/// Ends reading early, as a signal does: writing has failed, so there is nothing to read on for.
void stop_reading();
[[nodiscard]] bool reading_stopped();

} // namespace strata::program
