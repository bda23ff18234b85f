#pragma once

/// \file
/// Stops long calls of the library from a signal handler or another thread. They then throw
/// Interrupted at the next safe point; output files and stores are left as they were.
///
///     std::signal(SIGINT, [](int) { rfmseg::request_interrupt(); });
///     try {
///       customers = rfmseg::load_customers(files, options);
///     } catch (const rfmseg::Interrupted&) {
///       rfmseg::clear_interrupt();  // ready for the next call
///     }

namespace rfmseg {

/// Requests that all calls of the library, running and later ones, stop at their next safe point.
/// Safe to call from a signal handler.
void request_interrupt() noexcept;

/// Clears the request, so that the library can be used again.
void clear_interrupt() noexcept;

/// Throws Interrupted if a stop was requested. Long loops call this regularly.
void check_interrupt();

}  // namespace rfmseg
