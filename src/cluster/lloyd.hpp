#pragma once

#include <limits>
#include <vector>

#include "cluster/points.hpp"
#include "rfmseg/cluster/kmeans.hpp"

namespace rfmseg {

/// When to give up a run that will not get anywhere.
struct EarlyStop {
  int iterations = std::numeric_limits<int>::max();          ///< after so many iterations,
  double inertia = std::numeric_limits<double>::infinity();  ///< if the inertia is above this
};

/// Lloyd's algorithm (1982) from the given centroids: points go to their nearest centroid,
/// centroids to the mean of their points, until no label changes. A cluster left without points
/// gets the point farthest from its centroid. Every cluster of the result has members, and its
/// centroid is their mean. `centroids` are at most as many as there are distinct points. `threads`
/// do not change the result, and are of use for many points only.
[[nodiscard]] KMeansResult lloyd(const Points& points, std::vector<double> centroids,
                                 int max_iterations, const EarlyStop& early_stop = {},
                                 unsigned threads = 1);

/// The sum of squared distances of the points to their centroids. `threads` do not change it.
[[nodiscard]] double inertia_of(const Points& points, const std::vector<double>& centroids,
                                const std::vector<std::int32_t>& labels, unsigned threads = 1);

}  // namespace rfmseg
