#pragma once

#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace rfmseg {

/// Threads that run `work` with 1 to `count`; fewer where the system allows no more.
[[nodiscard]] std::vector<std::jthread> start_threads(std::size_t count,
                                                      const std::function<void(std::size_t)>& work);

/// Calls `task` with 0 to count - 1 on up to `threads` threads. After a task has thrown, no more
/// are started; rethrows the exception of the task with the lowest number. Throws Interrupted after
/// request_interrupt().
void in_parallel(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& task);

}  // namespace rfmseg
