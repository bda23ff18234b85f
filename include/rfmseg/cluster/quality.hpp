#pragma once

/// \file
/// Measures of the quality of clusters. docs/definitions.md has the formulas.

#include <cstddef>
#include <optional>
#include <vector>

namespace rfmseg {

/// How compact and how well separated clusters are. A measure is empty where it is not defined: for
/// one cluster, or if every cluster has one point.
struct ClusterQuality {
  double inertia = 0;  ///< sum of squared distances to the centroids
  /// Mean silhouette width, -1 to 1; higher is better (Rousseeuw 1987).
  std::optional<double> silhouette;
  std::optional<double> calinski_harabasz;  ///< higher is better
  std::optional<double> davies_bouldin;     ///< lower is better
  std::size_t silhouette_points = 0;  ///< number of points of the silhouette: all, or a sample
};

/// How well clusters are found again in bootstrap resamples (Hennig, Cluster-wise assessment of
/// cluster stability, Comput. Stat. Data Anal. 52, 2007).
struct Stability {
  /// The stability of one cluster.
  struct Cluster {
    /// The mean over the resamples of the Jaccard coefficient (points in both / points in either)
    /// with the most similar cluster of the resample; 0 to 1.
    double mean_jaccard = 0;
    int dissolutions = 0;  ///< number of resamples with a coefficient of at most 0.5
    /// Whether the mean coefficient is at most 0.5: the cluster is not a stable group.
    [[nodiscard]] bool dissolves() const { return mean_jaccard <= 0.5; }
  };
  int resamples = 0;              ///< number of resamples
  std::size_t points = 0;         ///< points per resample: as many as there are, at most 10,000
  double mean_adjusted_rand = 0;  ///< mean adjusted Rand index of the clusters and a resample's
  std::vector<Cluster> clusters;  ///< parallel to the centroids
};

}  // namespace rfmseg
