#include <gtest/gtest.h>

#include "cluster/cluster_stability.hpp"
#include "cluster/feature_matrix.hpp"
#include "cluster/feature_rows.hpp"
#include "cluster/run_kmeans.hpp"

namespace rfmseg {
namespace {

using test::on_a_line;

/// Points on a line around each of `centres`, `each` of them, a hundredth apart.
std::vector<double> around(const std::vector<double>& centres, std::size_t each) {
  std::vector<double> values;
  for (const double centre : centres) {
    for (std::size_t i = 0; i < each; ++i) {
      values.push_back(centre + 0.01 * static_cast<double>(i));
    }
  }
  return values;
}

Stability stability(const FeatureMatrix& points, int k, unsigned threads = 1) {
  KMeansOptions options;
  options.k = k;
  options.threads = threads;
  return cluster_stability(points, kmeans(points, options), options, 40);
}

TEST(Stability, ClustersFarApartAreFoundAgainEveryTime) {
  const Stability three = stability(on_a_line(around({0, 10, 30}, 20)), 3);
  EXPECT_EQ(three.resamples, 40);
  EXPECT_EQ(three.points, 60U);
  EXPECT_DOUBLE_EQ(three.mean_adjusted_rand, 1);
  for (const Stability::Cluster& cluster : three.clusters) {
    EXPECT_DOUBLE_EQ(cluster.mean_jaccard, 1);
    EXPECT_EQ(cluster.dissolutions, 0);
    EXPECT_FALSE(cluster.dissolves());
  }
}

TEST(Stability, AClusterOfAnOutlierDissolvesAsOftenAsResamplesMissIt) {
  // One point is missing from a resample of 101 with probability (100/101)^101 = 0.366; then the
  // third cluster is a part of others, so that at most half of what either has is shared.
  std::vector<double> values = around({0, 10}, 50);
  values.push_back(1000);
  const Stability three = stability(on_a_line(values), 3);
  std::vector<int> dissolutions;
  for (const Stability::Cluster& cluster : three.clusters) {
    dissolutions.push_back(cluster.dissolutions);
  }
  std::ranges::sort(dissolutions);
  EXPECT_EQ(dissolutions[0], 0);
  EXPECT_NEAR(dissolutions[2], 40 * 0.366, 9);  // three standard deviations
  EXPECT_LT(three.mean_adjusted_rand, 1);
}

TEST(Stability, ClustersThatAreNoneDissolve) {
  // Ten clusters of points that are spread evenly could begin anywhere.
  const Stability ten = stability(on_a_line(around({0}, 40)), 10);
  EXPECT_LT(ten.mean_adjusted_rand, 0.8);
  int dissolutions = 0;
  for (const Stability::Cluster& cluster : ten.clusters) dissolutions += cluster.dissolutions;
  EXPECT_GT(dissolutions, 40);
}

TEST(Stability, ThreadsDoNotChangeIt) {
  const FeatureMatrix points = on_a_line(around({0}, 40));
  const Stability one = stability(points, 5, 1);
  const Stability three = stability(points, 5, 3);
  EXPECT_EQ(one.mean_adjusted_rand, three.mean_adjusted_rand);
  for (std::size_t c = 0; c < 5; ++c) {
    EXPECT_EQ(one.clusters[c].mean_jaccard, three.clusters[c].mean_jaccard);
  }
}

}  // namespace
}  // namespace rfmseg
