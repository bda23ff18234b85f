#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rfmseg/cluster/features.hpp"

namespace rfmseg {

struct KMeansOptions {
  int k = 4;
  int starts = 20;           ///< k-means++ starts; the one with the least inertia wins
  int max_iterations = 300;  ///< Lloyd iterations of one start
  std::uint64_t seed = 42;
  unsigned threads = 1;  ///< does not change the result
};

struct KMeansResult {
  /// k centroids, row by row: centroid c has its features at c * columns.
  std::vector<double> centroids;
  std::vector<std::int32_t> label;  ///< 0 to k-1, parallel to the points
  double inertia = 0;               ///< sum of squared distances to the own centroid
  int iterations = 0;               ///< Lloyd iterations of the winning start
  bool converged = false;           ///< labels stopped changing before max_iterations
};

/// The number of distinct rows of `points`, counted up to `limit`.
[[nodiscard]] std::size_t distinct_points(const FeatureMatrix& points, std::size_t limit);

/// Lloyd's k-means from k-means++ starts (Arthur and Vassilvitskii 2007), the best of
/// options.starts. The result depends on the points and the options alone, except `threads`.
/// Throws UsageError when k < 1 or k exceeds the number of distinct points.
[[nodiscard]] KMeansResult kmeans(const FeatureMatrix& points, const KMeansOptions& options);

}  // namespace rfmseg
