#include "cluster/cluster_quality.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "cluster/feature_matrix.hpp"
#include "cluster/points.hpp"
#include "cluster/sample.hpp"
#include "random.hpp"

namespace rfmseg {
namespace {

/// The sum of squared distances of the points to their mean.
double total_inertia(const FeatureMatrix& points) {
  double total = 0;
  for (std::size_t c = 0; c < points.columns(); ++c) {
    const FeatureColumn& column = points.column(c);
    double sum = 0;
    for (const double value : column) sum += value;
    const double mean = sum / static_cast<double>(points.rows());
    for (const double value : column) total += (value - mean) * (value - mean);
  }
  return total;
}

/// The Calinski-Harabasz index: the variance between clusters divided by the variance within, each
/// per degree of freedom (A dendrite method for cluster analysis, Comm. Statist. 3, 1974).
std::optional<double> calinski_harabasz(const FeatureMatrix& points, std::size_t k,
                                        double inertia) {
  if (inertia <= 0) return std::nullopt;
  const double between = total_inertia(points) - inertia;
  return between / static_cast<double>(k - 1) / (inertia / static_cast<double>(points.rows() - k));
}

/// The Davies-Bouldin index: the mean over clusters of the largest ratio of the spread of two
/// clusters (the sum of their mean distances to the centroid) to the distance of their centroids (A
/// cluster separation measure, IEEE PAMI 1, 1979).
std::optional<double> davies_bouldin(const FeatureMatrix& points, const KMeansResult& clusters,
                                     std::size_t k) {
  const std::size_t columns = points.columns();
  const auto distance = [&](const double* a, const double* b) {
    return std::sqrt(squared_distance(a, b, columns));
  };
  std::vector<double> spread(k);
  std::vector<double> size(k);
  std::vector<double> row(columns);
  for (std::size_t i = 0; i < points.rows(); ++i) {
    const auto own = static_cast<std::size_t>(clusters.label[i]);
    points.read_row(i, row.data());
    spread[own] += distance(row.data(), &clusters.centroids[own * columns]);
    ++size[own];
  }
  for (std::size_t i = 0; i < k; ++i) spread[i] /= size[i];
  double sum = 0;
  for (std::size_t i = 0; i < k; ++i) {
    double worst = 0;
    for (std::size_t j = 0; j < k; ++j) {
      if (i == j) continue;
      const double apart =
          distance(&clusters.centroids[i * columns], &clusters.centroids[j * columns]);
      if (apart <= 0) return std::nullopt;
      worst = std::max(worst, (spread[i] + spread[j]) / apart);
    }
    sum += worst;
  }
  return sum / static_cast<double>(k);
}

}  // namespace

ClusterQuality cluster_quality(const FeatureMatrix& points, const KMeansResult& clusters,
                               std::uint64_t seed, unsigned threads) {
  ClusterQuality quality;
  quality.inertia = clusters.inertia;
  const std::size_t k = clusters.centroids.size() / points.columns();
  if (k < 2 || k >= points.rows()) return quality;
  quality.calinski_harabasz = calinski_harabasz(points, k, clusters.inertia);
  quality.davies_bouldin = davies_bouldin(points, clusters, k);
  quality.silhouette_points = std::min(points.rows(), kSilhouettePoints);
  if (points.rows() <= kSilhouettePoints) {
    quality.silhouette = silhouette(points, clusters.label, threads);
    return quality;
  }
  Random random(seed, kSilhouetteStream);
  const std::vector<std::size_t> chosen = sample(points.rows(), kSilhouettePoints, random);
  std::vector<std::int32_t> label;
  for (const std::size_t i : chosen) label.push_back(clusters.label[i]);
  quality.silhouette = silhouette(rows_of(points, chosen), label, threads);
  return quality;
}

}  // namespace rfmseg
