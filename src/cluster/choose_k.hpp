#pragma once

#include "cluster/feature_matrix.hpp"
#include "rfmseg/cluster/k_choice.hpp"
#include "rfmseg/cluster/kmeans.hpp"

namespace rfmseg {

/// Clusters the points for every k of the search, whatever options.k is, and chooses one. `best`
/// becomes the clusters of the one chosen. Throws UsageError when `search` is no range from at
/// least 1, or there are fewer distinct points than its least k; otherwise as kmeans().
[[nodiscard]] KChoice choose_k(const FeatureMatrix& points, const KSearch& search,
                               const KMeansOptions& options, KMeansResult& best);

}  // namespace rfmseg
