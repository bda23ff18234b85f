#pragma once

#include <cstddef>
#include <vector>

#include "rfmseg/cluster/features.hpp"
#include "rfmseg/cluster/kmeans.hpp"

namespace rfmseg {

/// How well clusters are found again in bootstrap resamples of the points.
struct Stability {
  /// A cluster and how it fares.
  struct Cluster {
    /// With the most similar cluster of a resample, over all resamples: the share of the points in
    /// either that are in both.
    double mean_jaccard = 0;
    int dissolutions = 0;  ///< resamples in which that is at most one half
    /// Whether it is so on average: such a cluster is none (Hennig 2007).
    [[nodiscard]] bool dissolves() const { return mean_jaccard <= 0.5; }
  };
  int resamples = 0;
  std::size_t points = 0;         ///< each resample has: all, or kStabilityPoints
  double mean_adjusted_rand = 0;  ///< of the clusters and a resample's, over all resamples
  std::vector<Cluster> clusters;  ///< parallel to the centroids
};

inline constexpr std::size_t kStabilityPoints = 10'000;

/// Clusters `resamples` draws with replacement from the points as `options` say, with a few starts,
/// puts all points to the nearest centroid of each, and compares (Hennig, Cluster-wise assessment
/// of cluster stability, Comput. Stat. Data Anal. 52, 2007).
[[nodiscard]] Stability cluster_stability(const FeatureMatrix& points, const KMeansResult& clusters,
                                          const KMeansOptions& options, int resamples);

}  // namespace rfmseg
