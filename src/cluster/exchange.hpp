#pragma once

#include "cluster/points.hpp"
#include "rfmseg/cluster/kmeans.hpp"

namespace rfmseg {

/// Moves single points to another cluster while this lowers the inertia, including the effect on
/// both means (Hartigan 1975; Telgarsky and Vattani 2010). Leaves plateaus on which Lloyd's
/// algorithm stops; the converse does not occur. `clusters` are the result of lloyd(). Sets
/// `converged`, which is false after `max_rounds` over all points.
void exchange(const Points& points, KMeansResult& clusters, int max_rounds);

}  // namespace rfmseg
