#pragma once

#include <cstddef>
#include <functional>

namespace rfmseg {

/// Calls `task` with 0 to count - 1, on up to `threads` threads. Once a task throws no further one
/// begins; throws what it threw (of several the one with the lowest number), and Interrupted when
/// the user asked to stop.
void in_parallel(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& task);

}  // namespace rfmseg
