#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "cluster/cluster_quality.hpp"
#include "cluster/feature_matrix.hpp"
#include "cluster/feature_rows.hpp"
#include "cluster/features.hpp"
#include "cluster/online_retail.hpp"
#include "cluster/run_kmeans.hpp"

namespace rfmseg {
namespace {

using test::blobs;
using test::feature_rows;
using test::on_a_line;
using test::OnlineRetail;
using Labels = std::vector<std::int32_t>;

double distance(const FeatureMatrix& points, std::size_t a, std::size_t b) {
  double sum = 0;
  for (std::size_t c = 0; c < points.columns(); ++c) {
    sum += std::pow(points(a, c) - points(b, c), 2);
  }
  return std::sqrt(sum);
}

/// The definition, word for word.
double slow_silhouette(const FeatureMatrix& points, const Labels& label, int k) {
  double total = 0;
  for (std::size_t i = 0; i < points.rows(); ++i) {
    double own = 0;
    double nearest = std::numeric_limits<double>::infinity();
    bool alone = false;
    for (std::int32_t cluster = 0; cluster < k; ++cluster) {
      double sum = 0;
      double others = 0;
      for (std::size_t j = 0; j < points.rows(); ++j) {
        if (label[j] != cluster || j == i) continue;
        sum += distance(points, i, j);
        ++others;
      }
      if (cluster == label[i]) {
        alone = others == 0;
        own = sum / others;
      } else {
        nearest = std::min(nearest, sum / others);
      }
    }
    if (!alone) total += (nearest - own) / std::max(own, nearest);
  }
  return total / static_cast<double>(points.rows());
}

KMeansResult on_a_line_in_two() {
  KMeansResult clusters;
  clusters.centroids = {0.5, 10.5};
  clusters.label = {0, 0, 1, 1};
  clusters.inertia = 1;
  return clusters;
}

TEST(ClusterQuality, HandCalculated) {
  const ClusterQuality quality =
      cluster_quality(on_a_line({0, 1, 10, 11}), on_a_line_in_two(), 1, 1);
  EXPECT_EQ(quality.inertia, 1);
  // Of 0: a = 1, b = 10.5; of 1: a = 1, b = 9.5; the others mirror them.
  EXPECT_DOUBLE_EQ(quality.silhouette.value(), (9.5 / 10.5 + 8.5 / 9.5) / 2);
  // All about the mean 5.5: 30.25 + 20.25 + 20.25 + 30.25 = 101, of which 100 between.
  EXPECT_DOUBLE_EQ(quality.calinski_harabasz.value(), 100.0 / 1 / (1.0 / 2));
  EXPECT_DOUBLE_EQ(quality.davies_bouldin.value(), (0.5 + 0.5) / 10);
  EXPECT_EQ(quality.silhouette_points, 4U);
}

TEST(ClusterQuality, IsNotDefinedForOneClusterOrOneOfEachPoint) {
  const FeatureMatrix points = on_a_line({1, 5, 9});
  for (const int k : {1, 3}) {
    KMeansOptions options;
    options.k = k;
    const ClusterQuality quality = cluster_quality(points, kmeans(points, options), 1, 1);
    EXPECT_FALSE(quality.silhouette) << k;
    EXPECT_FALSE(quality.calinski_harabasz) << k;
    EXPECT_FALSE(quality.davies_bouldin) << k;
  }
}

TEST(ClusterQuality, PerfectClustersHaveNoCalinskiHarabasz) {
  const FeatureMatrix points = on_a_line({1, 1, 9, 9});
  KMeansOptions options;
  options.k = 2;
  const ClusterQuality quality = cluster_quality(points, kmeans(points, options), 1, 1);
  EXPECT_EQ(quality.silhouette, 1);
  EXPECT_FALSE(quality.calinski_harabasz);
  EXPECT_EQ(quality.davies_bouldin, 0);
}

TEST(Silhouette, EqualsItsDefinition) {
  for (const std::size_t columns : {1U, 2U, 3U, 5U}) {
    const FeatureMatrix points = blobs(4, 50, columns, 2, columns);
    Labels label;
    for (std::size_t i = 0; i < points.rows(); ++i) label.push_back(static_cast<int>(i / 50));
    const double expected = slow_silhouette(points, label, 4);
    for (const unsigned threads : {1U, 3U}) {
      EXPECT_NEAR(silhouette(points, label, threads).value(), expected, 1e-12);
    }
  }
}

TEST(Silhouette, APointAloneCountsAsZero) {
  const FeatureMatrix points = feature_rows({{0, 0}, {0, 2}, {9, 9}, {1, 1}});
  const Labels label = {0, 0, 1, 0};
  EXPECT_NEAR(silhouette(points, label, 1).value(), slow_silhouette(points, label, 2), 1e-15);
}

TEST(Silhouette, EqualPointsInDifferentClustersCountAsZero) {
  EXPECT_EQ(silhouette(on_a_line({3, 3, 3, 3}), {0, 0, 1, 1}, 1), 0);
}

TEST(ClusterQuality, SamplesTheSilhouetteOfManyPoints) {
  const FeatureMatrix points = blobs(3, 4000, 2, 0.2, 7);
  KMeansOptions options;
  options.k = 3;
  const KMeansResult clusters = kmeans(points, options);
  const ClusterQuality quality = cluster_quality(points, clusters, 42, 1);
  EXPECT_EQ(quality.silhouette_points, kSilhouettePoints);
  const double exact = silhouette(points, clusters.label, 2).value();
  EXPECT_NEAR(quality.silhouette.value(), exact, 0.01);
  EXPECT_NE(quality.silhouette.value(), exact);
  EXPECT_EQ(cluster_quality(points, clusters, 42, 3).silhouette, quality.silhouette);
  EXPECT_NE(cluster_quality(points, clusters, 43, 1).silhouette, quality.silhouette);
}

TEST(OnlineRetailQuality, EqualsTheReference) {
  if (OnlineRetail::missing()) GTEST_SKIP() << OnlineRetail::skip_message();
  const FeatureMatrix points = customer_features(OnlineRetail::customers()).matrix;
  const nlohmann::json reference = OnlineRetail::clusters();
  for (const nlohmann::json& expected : reference.at("quality")) {
    KMeansOptions options;
    options.k = expected.at("k");
    options.threads = 2;
    const ClusterQuality quality = cluster_quality(points, kmeans(points, options), 42, 2);
    // The inertia may differ by 1e-5, and then some labels do.
    EXPECT_NEAR(quality.silhouette.value(), expected.at("silhouette"), 1e-3) << options.k;
    const double calinski_harabasz = expected.at("calinski_harabasz");
    EXPECT_NEAR(quality.calinski_harabasz.value() / calinski_harabasz, 1, 2e-5) << options.k;
    EXPECT_NEAR(quality.davies_bouldin.value(), expected.at("davies_bouldin"), 2e-3) << options.k;
  }
}

}  // namespace
}  // namespace rfmseg
