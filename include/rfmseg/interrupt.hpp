#pragma once

namespace rfmseg {

/// Asks everything that runs to stop at its next safe point. Callable from a signal handler.
void request_interrupt() noexcept;

/// Takes the request back, for a program that goes on after it has stopped.
void clear_interrupt() noexcept;

/// Throws Interrupted when a stop was asked for. Long work calls it now and then.
void check_interrupt();

}  // namespace rfmseg
