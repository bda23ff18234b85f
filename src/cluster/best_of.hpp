#pragma once

#include <cstddef>
#include <functional>

#include "rfmseg/cluster/kmeans.hpp"

namespace rfmseg {

/// Calls `attempt` with 0 to count - 1, on up to `threads` threads, and returns the result of least
/// inertia; of equals the one with the lowest number. `count` > 0. Throws what an attempt throws
/// (of several the one with the lowest number), and Interrupted when the user asked to stop.
[[nodiscard]] KMeansResult best_of(std::size_t count, unsigned threads,
                                   const std::function<KMeansResult(std::size_t)>& attempt);

}  // namespace rfmseg
