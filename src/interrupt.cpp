#include "rfmseg/interrupt.hpp"

#include <atomic>

#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

// The only global variable: a signal handler cannot access anything else.
std::atomic<bool> interrupt_requested = false;
static_assert(std::atomic<bool>::is_always_lock_free);

}  // namespace

void request_interrupt() noexcept {
  interrupt_requested.store(true);
}

void clear_interrupt() noexcept {
  interrupt_requested.store(false);
}

void check_interrupt() {
  if (interrupt_requested.load(std::memory_order_relaxed)) throw Interrupted();
}

}  // namespace rfmseg
