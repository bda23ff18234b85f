#pragma once

#include "cluster/points.hpp"
#include "rfmseg/cluster/kmeans.hpp"

namespace rfmseg {

/// Moves single points to another cluster for as long as that lowers the inertia, the change of
/// both means taken into account (Hartigan 1975; Telgarsky and Vattani 2010). Lloyd's algorithm
/// stops on plateaus that this leaves; where this stops, Lloyd's would not move a point either.
/// `clusters` are the result of lloyd(); sets `converged`, false after `max_rounds` over all
/// points.
void exchange(const Points& points, KMeansResult& clusters, int max_rounds);

}  // namespace rfmseg
