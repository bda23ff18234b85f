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

/// k-means of points, of which each stands for as many as its weight says, or for one where there
/// are no weights; equal points are taken together first. The best of options.starts runs of
/// Lloyd's algorithm from k-means++ starts (Arthur and Vassilvitskii 2007), bettered by a local
/// search of about starts x (k - 2) trials: single points change cluster where that helps (Hartigan
/// 1975), centroids are swapped (Fränti 2018) or shaken. Of more than kSearchPoints distinct points
/// starts and search see kSearchSamples even samples of so many, among which the starts are shared;
/// what they find is led on over all points, for a while by Lloyd's algorithm, and the best then to
/// its end, and by moves of single points. The result depends on the points and the options alone,
/// except `threads`. Throws UsageError when k, starts, max_iterations or a weight is less than 1, k
/// exceeds the number of distinct points or weights are not as many as points, DataError when a
/// feature is no finite number.
[[nodiscard]] KMeansResult kmeans(const FeatureMatrix& points, const KMeansOptions& options,
                                  std::span<const std::int64_t> weights = {});

}  // namespace rfmseg
