#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "cluster/feature_matrix.hpp"
#include "rfmseg/cluster/kmeans.hpp"

namespace rfmseg {

inline constexpr std::size_t kSearchPoints = 50'000;
inline constexpr int kSearchSamples = 4;

/// The number of distinct rows of `points`, counted up to `limit`.
[[nodiscard]] std::size_t distinct_points(const FeatureMatrix& points, std::size_t limit);

/// Weighted k-means; without `weights` each point has weight 1. Equal points are merged first. Runs
/// Lloyd's algorithm from options.starts k-means++ starts (Arthur and Vassilvitskii 2007) and
/// improves the best result by a local search of about starts x (k - 2) trials, in which points
/// change cluster (Hartigan 1975) and centroids are swapped (Fränti 2018) or perturbed. If there
/// are more than kSearchPoints distinct points, starts and search use kSearchSamples uniform
/// samples of this size, which share the starts; Lloyd's algorithm continues over all points, for a
/// few iterations from each result and then to the end from the best, followed by moves of single
/// points. The result does not depend on `threads`. Throws UsageError if k, starts, max_iterations
/// or a weight is less than 1, if k exceeds the number of distinct points, or if the number of
/// weights differs from that of points; DataError if a feature is not finite.
[[nodiscard]] KMeansResult kmeans(const FeatureMatrix& points, const KMeansOptions& options,
                                  std::span<const std::int64_t> weights = {});

}  // namespace rfmseg
