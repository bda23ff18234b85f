#pragma once

#include <cstddef>
#include <vector>

#include "cluster/points.hpp"
#include "cluster/random.hpp"

namespace rfmseg {

/// The points k-means++ starts from (Arthur and Vassilvitskii 2007): the first is drawn evenly,
/// each next one with a probability proportional to its squared distance to the nearest chosen
/// one; points count by their weights. Greedy: of `candidates` draws the one is taken that leaves
/// the least inertia (ibid., section 7). 1 <= k <= distinct points.
[[nodiscard]] std::vector<std::size_t> kmeans_plus_plus(const Points& points, std::size_t k,
                                                        int candidates, Random& random);

/// 2 + floor(ln k): how many candidates scikit-learn draws.
[[nodiscard]] int seeding_candidates(std::size_t k);

}  // namespace rfmseg
