#include "cluster/exchange.hpp"

#include <gtest/gtest.h>

#include "cluster/feature_matrix.hpp"
#include "cluster/feature_rows.hpp"
#include "cluster/lloyd.hpp"

namespace rfmseg {
namespace {

using test::blobs;
using test::on_a_line;
using Labels = std::vector<std::int32_t>;

TEST(Exchange, LeavesWhereLloydIsStuck) {
  const FeatureMatrix matrix = on_a_line({0, 3, 5});
  const Points points(matrix);
  KMeansResult clusters = lloyd(points, {1.5, 5}, 300);
  ASSERT_EQ(clusters.label, (Labels{0, 0, 1}));  // 3 is nearer to 1.5 than to 5
  ASSERT_EQ(clusters.inertia, 4.5);
  exchange(points, clusters, 300);
  EXPECT_EQ(clusters.label, (Labels{0, 1, 1}));
  EXPECT_EQ(clusters.centroids, (std::vector<double>{0, 4}));
  EXPECT_EQ(clusters.inertia, 2);
  EXPECT_TRUE(clusters.converged);
}

TEST(Exchange, KeepsTheLastPointOfACluster) {
  const FeatureMatrix matrix = on_a_line({0, 1, 1, 1});
  const Points points(matrix);
  KMeansResult clusters = lloyd(points, {0, 1}, 300);
  exchange(points, clusters, 300);
  EXPECT_EQ(clusters.label, (Labels{0, 1, 1, 1}));
}

TEST(Exchange, SaysWhenItWasCutShort) {
  const FeatureMatrix matrix = on_a_line({0, 3, 5});
  const Points points(matrix);
  KMeansResult clusters = lloyd(points, {1.5, 5}, 300);
  exchange(points, clusters, 1);
  EXPECT_FALSE(clusters.converged);
}

TEST(Exchange, LloydHasNothingToAdd) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const FeatureMatrix matrix = blobs(5, 60, 3, 2, seed);
    const Points points(matrix);
    std::vector<double> start(6 * 3);
    for (std::size_t c = 0; c < 6; ++c) matrix.read_row(c * 37, &start[c * 3]);
    KMeansResult clusters = lloyd(points, start, 300);
    const double before = clusters.inertia;
    exchange(points, clusters, 300);
    EXPECT_LE(clusters.inertia, before);
    const KMeansResult again = lloyd(points, clusters.centroids, 300);
    EXPECT_EQ(again.label, clusters.label);
    EXPECT_EQ(again.centroids, clusters.centroids);
    EXPECT_EQ(again.inertia, clusters.inertia);
  }
}

}  // namespace
}  // namespace rfmseg
