#pragma once

#include "cluster/points.hpp"
#include "rfmseg/cluster/kmeans.hpp"

namespace rfmseg {

/// Betters the outcome of the starts: plain restarts rarely reach the best clusters for larger k.
/// The best so far is disturbed, repaired by lloyd() and exchange(), and kept when it is better:
/// by turns one centroid is removed and put back at a random point (random swap, Fränti 2018), or
/// every centroid is pulled towards a random point of its own (an iterated local search, which
/// leaves the small valleys next to the best one).
[[nodiscard]] KMeansResult local_search(const Points& points, KMeansResult best,
                                        const KMeansOptions& options);

}  // namespace rfmseg
