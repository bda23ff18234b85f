#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>
#include <set>

#include "cluster/distinct_points.hpp"
#include "cluster/feature_matrix.hpp"
#include "cluster/feature_rows.hpp"
#include "cluster/lloyd.hpp"
#include "cluster/run_kmeans.hpp"
#include "cluster/seeding.hpp"
#include "random.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::blobs;
using test::feature_rows;
using test::on_a_line;
using test::rows_in;
using test::thrown;
using Labels = std::vector<std::int32_t>;

KMeansOptions clusters_of(int k) {
  KMeansOptions options;
  options.k = k;
  return options;
}

/// The sum of squared distances to the group means.
double inertia_of(const FeatureMatrix& points, const Labels& label, int k) {
  double sum = 0;
  for (std::size_t c = 0; c < points.columns(); ++c) {
    for (std::int32_t group = 0; group < k; ++group) {
      double count = 0;
      double total = 0;
      for (std::size_t i = 0; i < points.rows(); ++i) {
        if (label[i] != group) continue;
        ++count;
        total += points(i, c);
      }
      for (std::size_t i = 0; i < points.rows(); ++i) {
        const double difference = points(i, c) - total / count;
        if (label[i] == group) sum += difference * difference;
      }
    }
  }
  return sum;
}

/// The least inertia of all k^n ways to label the points.
double least_inertia(const FeatureMatrix& points, int k) {
  Labels label(points.rows(), 0);
  double least = std::numeric_limits<double>::infinity();
  for (;;) {
    least = std::min(least, inertia_of(points, label, k));
    std::size_t digit = 0;
    while (digit < label.size() && ++label[digit] == k) label[digit++] = 0;
    if (digit == label.size()) return least;
  }
}

/// The same of points that each count several times.
double least_inertia_of_weighted(const FeatureMatrix& points,
                                 const std::vector<std::int64_t>& weights, int k) {
  Labels label(points.rows(), 0);
  double least = std::numeric_limits<double>::infinity();
  for (;;) {
    double sum = 0;
    for (std::int32_t group = 0; group < k; ++group) {
      for (std::size_t c = 0; c < points.columns(); ++c) {
        double weight = 0;
        double total = 0;
        double squares = 0;
        for (std::size_t i = 0; i < points.rows(); ++i) {
          if (label[i] != group) continue;
          const auto w = static_cast<double>(weights[i]);
          const double x = points(i, c);
          weight += w;
          total += w * x;
          squares += w * x * x;
        }
        if (weight > 0) sum += squares - total * total / weight;
      }
    }
    least = std::min(least, sum);
    std::size_t digit = 0;
    while (digit < label.size() && ++label[digit] == k) label[digit++] = 0;
    if (digit == label.size()) return least;
  }
}

TEST(KMeans, FindsTheBestOfAllPartitions) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const FeatureMatrix points = blobs(4, 2, 2, 2, seed);
    for (const int k : {1, 2, 3}) {
      const KMeansResult result = kmeans(points, clusters_of(k));
      EXPECT_NEAR(result.inertia, least_inertia(points, k), 1e-12) << "seed " << seed << " k " << k;
      EXPECT_NEAR(result.inertia, inertia_of(points, result.label, k), 1e-12);
      EXPECT_TRUE(result.converged);
    }
  }
}

TEST(KMeans, OneClusterHasTheMeanAsCentroid) {
  const KMeansResult result = kmeans(feature_rows({{0, 0}, {2, 4}, {4, 8}}), clusters_of(1));
  EXPECT_EQ(result.centroids, (std::vector<double>{2, 4}));
  EXPECT_EQ(result.label, (Labels{0, 0, 0}));
  EXPECT_EQ(result.inertia, 40);
}

TEST(KMeans, AsManyClustersAsPointsLeaveNoInertia) {
  const KMeansResult result = kmeans(on_a_line({4, 8, 15, 16, 23, 42}), clusters_of(6));
  EXPECT_EQ(result.inertia, 0);
  EXPECT_EQ(std::set(result.label.begin(), result.label.end()).size(), 6U);
}

TEST(KMeans, DuplicatesShareACluster) {
  const KMeansResult result = kmeans(on_a_line({1, 1, 1, 1, 5, 5, 9, 1}), clusters_of(3));
  EXPECT_EQ(result.inertia, 0);
  const Labels& label = result.label;
  EXPECT_EQ(label, (Labels{label[0], label[0], label[0], label[0], label[4], label[4], label[6],
                           label[0]}));
}

TEST(KMeans, AConstantFeatureIsNoObstacle) {
  const KMeansResult result =
      kmeans(feature_rows({{7, 0}, {7, 1}, {7, 10}, {7, 11}}), clusters_of(2));
  EXPECT_EQ(result.inertia, 1);
}

TEST(KMeans, ThreadsDoNotChangeTheResult) {
  const FeatureMatrix points = blobs(7, 50, 3, 1.5, 3);
  KMeansOptions options = clusters_of(6);
  const KMeansResult one = kmeans(points, options);
  for (const unsigned threads : {0U, 2U, 3U, 16U}) {
    options.threads = threads;
    const KMeansResult many = kmeans(points, options);
    EXPECT_EQ(many.centroids, one.centroids);
    EXPECT_EQ(many.label, one.label);
    EXPECT_EQ(many.inertia, one.inertia);
    EXPECT_EQ(many.iterations, one.iterations);
    EXPECT_EQ(many.converged, one.converged);
  }
}

/// The centroids as a set, so that their numbers do not count.
std::set<std::vector<double>> centroid_set(const KMeansResult& result, std::size_t columns) {
  std::set<std::vector<double>> centroids;
  for (auto row = result.centroids.begin(); row != result.centroids.end();) {
    const auto next = row + static_cast<std::ptrdiff_t>(columns);
    centroids.insert({row, next});
    row = next;
  }
  return centroids;
}

TEST(KMeans, TheOrderOfThePointsDoesNotChangeTheCentroids) {
  const FeatureMatrix points = blobs(5, 60, 3, 0.4, 11);
  const KMeansResult straight = kmeans(points, clusters_of(5));
  std::vector<std::size_t> order(points.rows());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937_64 engine(5);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(order.begin(), order.end(), engine);
    std::vector<std::vector<double>> shuffled(points.rows());
    for (std::size_t i = 0; i < points.rows(); ++i) {
      for (std::size_t c = 0; c < points.columns(); ++c) {
        shuffled[i].push_back(points(order[i], c));
      }
    }
    // To the last bit: the sums do not round.
    EXPECT_EQ(centroid_set(kmeans(feature_rows(shuffled), clusters_of(5)), 3),
              centroid_set(straight, 3));
  }
}

TEST(KMeans, TheSearchReachesWhatOneStartMisses) {
  const FeatureMatrix points = blobs(12, 30, 2, 0.3, 8);
  KMeansOptions patient = clusters_of(12);
  patient.starts = 200;
  const double best = kmeans(points, patient).inertia;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    KMeansOptions options = clusters_of(12);
    options.seed = seed;
    EXPECT_NEAR(kmeans(points, options).inertia, best, 1e-9 * best);
  }
}

TEST(KMeans, MakesAsManyStartsAsItIsTold) {
  const FeatureMatrix matrix = blobs(12, 30, 2, 0.3, 8);
  const DistinctPoints distinct = merge_equal_points(matrix, {}, matrix.rows()).value();
  const Points points(distinct.points, distinct.weights);
  KMeansOptions options = clusters_of(12);
  options.local_search = false;
  double least = std::numeric_limits<double>::infinity();
  int bettered = 0;
  for (options.starts = 1; options.starts <= 10; ++options.starts) {
    Random random(options.seed, static_cast<std::uint64_t>(options.starts) - 1);
    std::vector<double> centroids;
    for (const std::size_t i : kmeans_plus_plus(points, 12, seeding_candidates(12), random)) {
      centroids.insert(centroids.end(), {distinct.points(i, 0), distinct.points(i, 1)});
    }
    const double inertia = lloyd(points, centroids, options.max_iterations).inertia;
    if (inertia < least) ++bettered;
    least = std::min(least, inertia);
    EXPECT_EQ(kmeans(matrix, options).inertia, least) << options.starts;
  }
  EXPECT_GT(bettered, 1) << "no start after the first was of use";
}

TEST(KMeans, ManyPointsAreSearchedOnSamplesAndClusteredInFull) {
  constexpr std::size_t kEach = kSearchPoints / 4 + 100;
  const FeatureMatrix points = blobs(4, kEach, 2, 0.05, 1);
  for (const unsigned threads : {1U, 3U}) {
    KMeansOptions options = clusters_of(4);
    options.starts = 4;
    options.threads = threads;
    const KMeansResult result = kmeans(points, options);
    ASSERT_EQ(result.label.size(), 4 * kEach);
    std::set<std::int32_t> labels;
    for (std::size_t group = 0; group < 4; ++group) {
      const auto first = result.label.begin() + static_cast<std::ptrdiff_t>(group * kEach);
      labels.insert(*first);
      EXPECT_EQ(std::count(first, first + kEach, *first), kEach);
    }
    EXPECT_EQ(labels.size(), 4U);
    EXPECT_NEAR(result.inertia / inertia_of(points, result.label, 4), 1, 1e-12);
    EXPECT_TRUE(result.converged);
  }
}

TEST(KMeans, FewDistinctPointsAmongManyAreAllSearched) {
  std::vector<double> values(2 * kSearchPoints, 1.0);
  values.front() = 5;
  values[1] = 9;
  const FeatureMatrix points = on_a_line(values);
  const KMeansResult result = kmeans(points, clusters_of(3));
  EXPECT_EQ(result.inertia, 0);
}

TEST(KMeans, KBeyondTheDistinctPointsIsAnError) {
  const FeatureMatrix points = on_a_line({1, 2, 2, 3, 3, 3});
  EXPECT_EQ(thrown<UsageError>([&] { (void)kmeans(points, clusters_of(4)); }),
            "k 4 exceeds the number of distinct points, 3 (hint: k 3 or less)");
  EXPECT_NO_THROW((void)kmeans(points, clusters_of(3)));
}

TEST(KMeans, OptionsBelowOneAreErrors) {
  const FeatureMatrix points = on_a_line({1, 2, 3});
  EXPECT_EQ(thrown<UsageError>([&] { (void)kmeans(points, clusters_of(0)); }),
            "k 0 is less than 1");
  KMeansOptions options = clusters_of(2);
  options.starts = 0;
  EXPECT_EQ(thrown<UsageError>([&] { (void)kmeans(points, options); }), "starts 0 is less than 1");
  options.starts = 1;
  options.max_iterations = 0;
  EXPECT_EQ(thrown<UsageError>([&] { (void)kmeans(points, options); }),
            "0 iterations are less than 1");
}

TEST(KMeans, StopsWhenTheUserAsksTo) {
  request_interrupt();
  KMeansOptions options = clusters_of(2);
  options.threads = 4;
  EXPECT_THROW((void)kmeans(on_a_line({1, 2, 3}), options), Interrupted);
  clear_interrupt();
}

TEST(KMeans, VeryNearPointsAreStillTwoPoints) {
  // Their squared distance is zero in floating point.
  const KMeansResult result = kmeans(on_a_line({0, 1e-200, 1}), clusters_of(3));
  EXPECT_EQ(std::set(result.label.begin(), result.label.end()).size(), 3U);
}

TEST(KMeans, APointOfWeightCountsAsSoManyPoints) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const FeatureMatrix points = blobs(4, 2, 2, 2, seed);
    std::vector<std::int64_t> weights;
    std::vector<std::vector<double>> copies;
    for (std::size_t i = 0; i < points.rows(); ++i) {
      weights.push_back(1 + static_cast<std::int64_t>((i * 7 + seed) % 3));
      copies.insert(copies.end(), static_cast<std::size_t>(weights.back()), rows_in(points)[i]);
    }
    const FeatureMatrix repeated = feature_rows(copies);
    for (const int k : {1, 2, 3}) {
      KMeansOptions options = clusters_of(k);
      options.starts = 200;  // so few points have deep valleys
      const KMeansResult result = kmeans(points, options, weights);
      Labels label_of_copies;
      for (std::size_t i = 0; i < points.rows(); ++i) {
        label_of_copies.insert(label_of_copies.end(), static_cast<std::size_t>(weights[i]),
                               result.label[i]);
      }
      EXPECT_NEAR(result.inertia, inertia_of(repeated, label_of_copies, k), 1e-12);
      EXPECT_NEAR(result.inertia, least_inertia_of_weighted(points, weights, k), 1e-12)
          << "seed " << seed << " k " << k;
      EXPECT_EQ(kmeans(repeated, options).label, label_of_copies);
    }
  }
}

TEST(KMeans, WeightsHaveToFitThePoints) {
  const FeatureMatrix points = on_a_line({1, 2, 3});
  EXPECT_EQ(thrown<UsageError>([&] {
              (void)kmeans(points, clusters_of(2), std::vector<std::int64_t>{1, 2});
            }),
            "3 points have 2 weights");
  EXPECT_EQ(thrown<UsageError>([&] {
              (void)kmeans(points, clusters_of(2), std::vector<std::int64_t>{1, 0, 1});
            }),
            "a point's weight is less than 1");
}

TEST(KMeans, ManyPointsOfFewKindsAreFewWeightedPoints) {
  // More than are searched as they are, at three places only.
  std::vector<double> values;
  for (std::size_t i = 0; i < 3 * kSearchPoints; ++i) {
    values.push_back(i % 10 == 0 ? 100 : static_cast<double>(i % 2));
  }
  const KMeansResult result = kmeans(on_a_line(values), clusters_of(2));
  EXPECT_EQ(std::ranges::count(result.label, result.label[0]), 3 * kSearchPoints / 10);
  // Of every ten points four are 0 and five are 1.
  EXPECT_DOUBLE_EQ(result.inertia, 3 * kSearchPoints / 10 * (4 * 5 / 9.0));
}

TEST(DistinctPoints, AreTakenTogetherInTheOrderInWhichTheyComeFirst) {
  const FeatureMatrix points = feature_rows({{2, 1}, {1, 0}, {2, 1}, {-0.0, 3}, {0.0, 3}});
  const auto merged = merge_equal_points(points, {}, 3);
  ASSERT_TRUE(merged);
  EXPECT_EQ(merged->points.rows(), 3U);
  EXPECT_EQ(rows_in(merged->points), (std::vector<std::vector<double>>{{2, 1}, {1, 0}, {0, 3}}));
  EXPECT_EQ(merged->weights, (std::vector<std::int64_t>{2, 1, 2}));
  EXPECT_EQ(merged->of_row, (std::vector<std::uint32_t>{0, 1, 0, 2, 2}));
  const auto weighted = merge_equal_points(points, std::vector<std::int64_t>{5, 1, 2, 3, 4}, 9);
  EXPECT_EQ(weighted->weights, (std::vector<std::int64_t>{7, 1, 7}));
  EXPECT_FALSE(merge_equal_points(points, {}, 2));
}

TEST(DistinctPoints, CountsUpToTheLimit) {
  const FeatureMatrix points = feature_rows({{0, 1}, {1, 0}, {0, 1}, {1, 1}, {0.0, 1}, {-0.0, 1}});
  EXPECT_EQ(distinct_points(points, 100), 3U);
  EXPECT_EQ(distinct_points(points, 3), 3U);
  EXPECT_EQ(distinct_points(points, 2), 2U);
  EXPECT_EQ(distinct_points(points, 0), 0U);
}

}  // namespace
}  // namespace rfmseg
