#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace rfmseg {

/// How tight clusters are, and how far apart. Nothing where a figure is not defined: for one
/// cluster, or clusters of one point each.
struct ClusterQuality {
  double inertia = 0;
  std::optional<double> silhouette;         ///< mean over the points, -1 to 1: higher is better
  std::optional<double> calinski_harabasz;  ///< higher is better
  std::optional<double> davies_bouldin;     ///< lower is better
  std::size_t silhouette_points = 0;        ///< those the silhouette was taken of: all or a sample
};

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

}  // namespace rfmseg
