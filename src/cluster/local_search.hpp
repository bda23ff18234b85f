#pragma once

#include "cluster/points.hpp"
#include "rfmseg/cluster/kmeans.hpp"

namespace rfmseg {

/// Improves the best result of the starts; restarts alone rarely find the best clusters for larger
/// k. Repeatedly modifies the best clusters, runs lloyd() and exchange(), and keeps the result if
/// it is better. Modifications alternate: one centroid moves to a random point (random swap, Fränti
/// 2018), or every centroid moves towards a random point of its cluster (iterated local search).
[[nodiscard]] KMeansResult local_search(const Points& points, KMeansResult best,
                                        const KMeansOptions& options);

}  // namespace rfmseg
