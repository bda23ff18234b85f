#pragma once

#include <cstddef>
#include <functional>

#include "rfmseg/cluster/kmeans.hpp"

namespace rfmseg {

/// Calls `attempt` with 0 to count - 1, `count` > 0, on up to `threads` threads, and returns the
/// result with the least inertia; the first of equal ones. Throws as in_parallel() does.
[[nodiscard]] KMeansResult best_of(std::size_t count, unsigned threads,
                                   const std::function<KMeansResult(std::size_t)>& attempt);

}  // namespace rfmseg
