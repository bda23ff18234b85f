#pragma once

#include "cluster/feature_matrix.hpp"
#include "rfmseg/cluster/k_choice.hpp"
#include "rfmseg/cluster/kmeans.hpp"

namespace rfmseg {

/// Clusters the points for every k of the search and chooses one; options.k is not used. Sets
/// `best` to the clusters for the chosen k. Throws UsageError if the search is empty or begins
/// below 1, or if there are fewer distinct points than its least k; otherwise as kmeans() does.
[[nodiscard]] KChoice choose_k(const FeatureMatrix& points, const KSearch& search,
                               const KMeansOptions& options, KMeansResult& best);

}  // namespace rfmseg
