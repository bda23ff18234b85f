#pragma once

#include <cstddef>
#include <vector>

#include "cluster/points.hpp"
#include "random.hpp"

namespace rfmseg {

/// The initial centroids of k-means++ (Arthur and Vassilvitskii 2007): the first is drawn
/// uniformly, each next one with a probability proportional to its squared distance to the nearest
/// chosen one, both by weight. Of `candidates` draws the one with the least inertia is used (ibid.,
/// section 7). 1 <= k <= distinct points.
[[nodiscard]] std::vector<std::size_t> kmeans_plus_plus(const Points& points, std::size_t k,
                                                        int candidates, Random& random);

/// 2 + floor(ln k): the number of candidates in scikit-learn.
[[nodiscard]] int seeding_candidates(std::size_t k);

}  // namespace rfmseg
