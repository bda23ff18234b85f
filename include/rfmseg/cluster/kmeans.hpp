#pragma once

/// \file
/// Settings and result of k-means. cluster_customers() (clustering.hpp) runs it.

#include <cstdint>
#include <vector>

namespace rfmseg {

/// Settings of k-means.
struct KMeansOptions {
  int k = 4;                 ///< number of clusters, at least 1
  int starts = 20;           ///< k-means++ starts; also the effort of the local search
  int max_iterations = 300;  ///< Lloyd iterations per start
  bool local_search = true;  ///< improve the best start by moving points and centroids
  std::uint64_t seed = 42;   ///< of the random numbers; the same seed gives the same result
  unsigned threads = 1;      ///< does not affect the result
};

/// The clusters found by k-means.
struct KMeansResult {
  /// k centroids of n features each: feature f of centroid c is at c * n + f. A centroid is the
  /// mean of its points.
  std::vector<double> centroids;
  std::vector<std::int32_t> label;  ///< 0 to k-1, parallel to the points; no cluster is empty
  double inertia = 0;               ///< sum of squared distances of the points to their centroid
  int iterations = 0;               ///< Lloyd iterations of the best start
  bool converged = false;           ///< false if max_iterations was reached first
};

}  // namespace rfmseg
