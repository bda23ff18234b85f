#pragma once

#include <limits>
#include <vector>

#include "cluster/points.hpp"
#include "rfmseg/cluster/kmeans.hpp"

namespace rfmseg {

/// When to stop a run that is unlikely to give the best result.
struct EarlyStop {
  int iterations = std::numeric_limits<int>::max();          ///< after this number of iterations,
  double inertia = std::numeric_limits<double>::infinity();  ///< if the inertia is above this
};

/// Lloyd's algorithm (1982) from the given centroids: assigns points to their nearest centroid and
/// moves centroids to the mean of their points until no label changes. An empty cluster gets the
/// point farthest from its centroid, so that no cluster of the result is empty. `centroids` must
/// not be more than there are distinct points. `threads` does not affect the result, and helps for
/// many points only.
[[nodiscard]] KMeansResult lloyd(const Points& points, std::vector<double> centroids,
                                 int max_iterations, const EarlyStop& early_stop = {},
                                 unsigned threads = 1);

/// The sum of squared distances of the points to their centroids; independent of `threads`.
[[nodiscard]] double inertia_of(const Points& points, const std::vector<double>& centroids,
                                const std::vector<std::int32_t>& labels, unsigned threads = 1);

}  // namespace rfmseg
