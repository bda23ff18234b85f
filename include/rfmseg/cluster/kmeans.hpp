#pragma once

#include <cstdint>
#include <vector>

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

}  // namespace rfmseg
