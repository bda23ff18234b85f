#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "cluster/feature_matrix.hpp"
#include "rfmseg/cluster/kmeans.hpp"
#include "rfmseg/cluster/quality.hpp"

namespace rfmseg {

/// The maximum number of points of a silhouette, whose time is quadratic; of more points a uniform
/// sample of this size is used.
inline constexpr std::size_t kSilhouettePoints = 10'000;

/// The quality of `clusters` of `points`. `seed` selects the sample for the silhouette. `threads`
/// does not affect the result.
[[nodiscard]] ClusterQuality cluster_quality(const FeatureMatrix& points,
                                             const KMeansResult& clusters, std::uint64_t seed,
                                             unsigned threads);

/// The mean silhouette width (Rousseeuw, Silhouettes, J. Comput. Appl. Math. 20, 1987): for each
/// point (b - a) / max(a, b), where a is the mean distance to the other points of its cluster and b
/// the mean distance to the points of the nearest other cluster; 0 for a point alone in its
/// cluster. `label` is parallel to the points, from 0. Nothing unless there are at least two
/// clusters, and fewer than points.
[[nodiscard]] std::optional<double> silhouette(const FeatureMatrix& points,
                                               const std::vector<std::int32_t>& label,
                                               unsigned threads);

}  // namespace rfmseg
