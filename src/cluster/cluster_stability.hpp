#pragma once

#include <cstddef>

#include "cluster/feature_matrix.hpp"
#include "rfmseg/cluster/kmeans.hpp"
#include "rfmseg/cluster/quality.hpp"

namespace rfmseg {

inline constexpr std::size_t kStabilityPoints = 10'000;

/// Clusters `resamples` bootstrap resamples with `options`, but few starts, assigns all points to
/// the nearest centroid of each, and compares (Hennig, Cluster-wise assessment of cluster
/// stability, Comput. Stat. Data Anal. 52, 2007).
[[nodiscard]] Stability cluster_stability(const FeatureMatrix& points, const KMeansResult& clusters,
                                          const KMeansOptions& options, int resamples);

}  // namespace rfmseg
