#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "rfmseg/cluster/feature_matrix.hpp"

namespace rfmseg {

struct KMeansOptions {
  int k = 4;
  int starts = 20;           ///< k-means++ starts; the search that follows grows with it too
  int max_iterations = 300;  ///< Lloyd iterations of one start
  bool local_search = true;  ///< whether the best of the starts is bettered
  std::uint64_t seed = 42;
  unsigned threads = 1;  ///< does not change the result
};

struct KMeansResult {
  /// k centroids, row by row: centroid c has its features at c * columns. Each is the mean of its
  /// points.
  std::vector<double> centroids;
  std::vector<std::int32_t> label;  ///< 0 to k-1, parallel to the points; every cluster has points
  double inertia = 0;               ///< sum of squared distances to the own centroid
  int iterations = 0;               ///< Lloyd iterations of the best start
  bool converged = false;           ///< false when max_iterations ended it before its time
};

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
