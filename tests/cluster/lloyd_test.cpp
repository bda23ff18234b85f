#include "cluster/lloyd.hpp"

#include <gtest/gtest.h>

#include "cluster/feature_matrix.hpp"
#include "cluster/feature_rows.hpp"
#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::blobs;
using test::feature_rows;
using test::on_a_line;
using Labels = std::vector<std::int32_t>;
using Centroids = std::vector<double>;

constexpr int kEnough = 300;

TEST(Lloyd, HandCalculated) {
  const FeatureMatrix matrix = on_a_line({0, 1, 5, 6, 7});
  const Points points(matrix);
  const KMeansResult result = lloyd(points, {0, 1}, kEnough);
  // {0} | {1 5 6 7}: means 0, 4.75; {0 1} | {5 6 7}: means 0.5, 6; then nothing changes.
  EXPECT_EQ(result.label, (Labels{0, 0, 1, 1, 1}));
  EXPECT_EQ(result.centroids, (Centroids{0.5, 6}));
  EXPECT_EQ(result.inertia, 2.5);
  EXPECT_EQ(result.iterations, 2);
  EXPECT_TRUE(result.converged);
}

TEST(Lloyd, ATieGoesToTheLowerCentroid) {
  const FeatureMatrix matrix = on_a_line({0, 1, 2});
  const Points points(matrix);
  EXPECT_EQ(lloyd(points, {0, 2}, kEnough).label, (Labels{0, 0, 1}));
  EXPECT_EQ(lloyd(points, {2, 0}, kEnough).label, (Labels{1, 0, 0}));
}

TEST(Lloyd, FillsEmptyClustersWithTheFarthestPoints) {
  const FeatureMatrix matrix = on_a_line({0, 1, 10, 11});
  const Points points(matrix);
  const KMeansResult result = lloyd(points, {0.5, 100, 200}, kEnough);
  EXPECT_EQ(result.label, (Labels{0, 0, 2, 1}));
  EXPECT_EQ(result.centroids, (Centroids{0.5, 11, 10}));
  EXPECT_TRUE(result.converged);
}

TEST(Lloyd, FillingDoesNotEmptyAnotherCluster) {
  // The farthest point, 1000, is alone in its cluster and has to stay.
  const FeatureMatrix matrix = on_a_line({0, 1, 3, 1000});
  const Points points(matrix);
  const KMeansResult result = lloyd(points, {1, 500, -2000}, kEnough);
  EXPECT_EQ(result.label, (Labels{0, 0, 2, 1}));
}

TEST(Lloyd, StopsAfterSoManyIterationsWithMeansAsCentroids) {
  const FeatureMatrix matrix = on_a_line({0, 1, 5, 6, 7});
  const Points points(matrix);
  const KMeansResult result = lloyd(points, {0, 1}, 1);
  EXPECT_FALSE(result.converged);
  EXPECT_EQ(result.iterations, 1);
  EXPECT_EQ(result.label, (Labels{0, 0, 1, 1, 1}));
  EXPECT_EQ(result.centroids, (Centroids{0.5, 6}));
  EXPECT_EQ(result.inertia, 2.5);
}

TEST(Lloyd, GivesUpWhenTheInertiaStaysTooHigh) {
  const FeatureMatrix matrix = on_a_line({0, 1, 5, 6, 7});
  const Points points(matrix);
  EXPECT_TRUE(lloyd(points, {0, 1}, kEnough, {1, 1000}).converged);
  const KMeansResult result = lloyd(points, {0, 1}, kEnough, {1, 1});
  EXPECT_FALSE(result.converged);
  EXPECT_EQ(result.iterations, 1);
}

/// The algorithm as the textbook has it.
KMeansResult plain_lloyd(const Points& points, Centroids centroids) {
  const std::size_t columns = points.columns();
  const std::size_t k = centroids.size() / columns;
  KMeansResult result;
  result.label.assign(points.rows(), -1);
  for (;;) {
    bool changed = false;
    Centroids sum(centroids.size());
    std::vector<double> scratch(columns);
    std::vector<double> size(k);
    for (std::size_t i = 0; i < points.rows(); ++i) {
      const double* row = points.row(i, scratch.data());
      const auto nearest = nearest_centroid(row, centroids, columns).centroid;
      changed |= result.label[i] != static_cast<std::int32_t>(nearest);
      result.label[i] = static_cast<std::int32_t>(nearest);
      ++size[nearest];
      for (std::size_t c = 0; c < columns; ++c) sum[nearest * columns + c] += row[c];
    }
    if (!changed) break;
    ++result.iterations;
    for (std::size_t c = 0; c < sum.size(); ++c) centroids[c] = sum[c] / size[c / columns];
  }
  result.centroids = centroids;
  return result;
}

TEST(Lloyd, BoundsLeaveTheLabelsOfThePlainAlgorithm) {
  for (const std::size_t columns : {1U, 2U, 3U, 5U}) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
      const FeatureMatrix matrix = blobs(6, 80, columns, 1.5, seed);
      const Points points(matrix);
      Centroids start(7 * columns);
      for (std::size_t c = 0; c < 7; ++c) matrix.read_row(c * 61, &start[c * columns]);
      const KMeansResult plain = plain_lloyd(points, start);
      const KMeansResult result = lloyd(points, start, kEnough);
      EXPECT_EQ(result.label, plain.label) << columns << " columns, seed " << seed;
      EXPECT_EQ(result.iterations, plain.iterations);
      ASSERT_EQ(result.centroids.size(), plain.centroids.size());
      for (std::size_t c = 0; c < plain.centroids.size(); ++c) {
        EXPECT_NEAR(result.centroids[c], plain.centroids[c], 1e-13);
      }
    }
  }
}

TEST(Lloyd, PointsThatAreTooManyToCopyGetTheSameLabels) {
  std::vector<double> few_values;
  std::vector<double> many_values;
  for (std::size_t i = 0; i < 120'000; ++i) {
    few_values.push_back(static_cast<double>(i % 7));
    many_values.push_back(std::sin(static_cast<double>(i)));
  }
  const FeatureMatrix matrix({FeatureColumn::compact(few_values), FeatureColumn(many_values)});
  const Points points(matrix);
  const Centroids start = {0, 0, 3, 0.5, 6, -0.5};
  const KMeansResult plain = plain_lloyd(points, start);
  const KMeansResult result = lloyd(points, start, kEnough, {}, 2);
  EXPECT_EQ(result.label, plain.label);
  EXPECT_EQ(result.iterations, plain.iterations);
}

TEST(Lloyd, MeansAreExactAtAnyScale) {
  for (const double scale : {0x1p-1000, 0x1p-30, 1.0, 0x1p30, 0x1p300}) {
    const FeatureMatrix matrix = feature_rows({{scale, 0}, {2 * scale, 0}, {-3 * scale, scale}});
    const Points points(matrix);
    const KMeansResult result = lloyd(points, {0, 0}, kEnough);
    EXPECT_EQ(result.centroids, (Centroids{0, scale / 3})) << scale;
  }
}

TEST(Points, WhatIsNoNumberIsAnError) {
  const auto error = [](double x) {
    return test::thrown<DataError>([&] {
      const FeatureMatrix matrix = on_a_line({1, x});
      const Points points(matrix);
    });
  };
  EXPECT_EQ(error(std::numeric_limits<double>::quiet_NaN()),
            "a clustering feature is not a finite number");
  EXPECT_EQ(error(std::numeric_limits<double>::infinity()),
            "a clustering feature is not a finite number");
}

}  // namespace
}  // namespace rfmseg
