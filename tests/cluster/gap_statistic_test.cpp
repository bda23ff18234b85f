#include "cluster/gap_statistic.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "cluster/feature_matrix.hpp"
#include "cluster/feature_rows.hpp"
#include "cluster/run_kmeans.hpp"
#include "random.hpp"

namespace rfmseg {
namespace {

using test::blobs;
using test::on_a_line;
using Gaps = std::vector<std::optional<Gap>>;

TEST(GapStatistic, IsTheLogarithmOfWhatEvenlySpreadPointsWouldLeave) {
  // n points spread evenly over a length L, cut into k equal parts: each has variance
  // (L / k)^2 / 12, and so the inertia is n L^2 / (12 k^2).
  std::vector<double> values;
  std::mt19937_64 engine(5);
  for (int i = 0; i < 3000; ++i) {
    const double x = static_cast<double>(engine() >> 11) * 0x1p-53;
    values.push_back(i % 2 == 0 ? x : 9 + x);
  }
  const FeatureMatrix points = on_a_line(values);
  const GapStatistic statistic = gap_statistic(points, 1, 4, {});
  ASSERT_EQ(statistic.gaps.size(), 4U);
  EXPECT_EQ(statistic.points, 3000U);
  for (int k = 1; k <= 4; ++k) {
    KMeansOptions options;
    options.k = k;
    const double even = 3000.0 * 10 * 10 / (12.0 * k * k);
    const Gap gap = statistic.gaps[static_cast<std::size_t>(k - 1)].value();
    EXPECT_NEAR(gap.gap, std::log(even / kmeans(points, options).inertia), 0.03) << k;
    EXPECT_GT(gap.error, 0);
    EXPECT_LT(gap.error, 0.05);
  }
  EXPECT_EQ(one_standard_error_rule(statistic.gaps), 1U);  // k = 2
}

/// How far the log of `points`' own inertia lies below the mean of logs of the references' inertias
/// as one cluster, and the standard error of that mean with the simulation's own, as Tibshirani,
/// Walther and Hastie (2001) have it. References lie evenly on a segment of `length`; `skipped`
/// coordinates are drawn before the one along it.
Gap gap_on_a_segment(std::size_t points, double length, double inertia, std::size_t skipped) {
  constexpr int kReferences = 10;
  std::vector<double> logs;
  for (int reference = 1; reference <= kReferences; ++reference) {
    Random random(KMeansOptions{}.seed, kGapStream + static_cast<std::uint64_t>(reference));
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < points; ++i) {
      for (std::size_t s = 0; s < skipped; ++s) (void)random.unit();
      const double x = length * random.unit();
      sum += x;
      squares += x * x;
    }
    logs.push_back(std::log(squares - sum * sum / static_cast<double>(points)));
  }
  double mean = 0;
  for (const double one : logs) mean += one / kReferences;
  double variance = 0;
  for (const double one : logs) variance += (one - mean) * (one - mean) / kReferences;
  return {mean - std::log(inertia), std::sqrt(variance * (1 + 1.0 / kReferences))};
}

// The mean of 0, 1, 2, 7 and 10 is 4; their squared distances to it sum to 74.
TEST(GapStatistic, OfOneClusterOnALineByItsDefinition) {
  const Gap gap = gap_statistic(on_a_line({0, 1, 2, 7, 10}), 1, 1, {}).gaps[0].value();
  const Gap expected = gap_on_a_segment(5, 10, 74, 0);
  EXPECT_NEAR(gap.gap, expected.gap, 1e-9);
  EXPECT_NEAR(gap.error, expected.error, 1e-9);
}

// On a diagonal the box along the principal components is a segment, and not a square. The longest
// component comes last.
TEST(GapStatistic, ReferencesFillTheBoxAlongThePrincipalComponents) {
  const FeatureMatrix diagonal = test::feature_rows({{0, 0}, {1, 1}, {2, 2}, {7, 7}, {10, 10}});
  const Gap gap = gap_statistic(diagonal, 1, 1, {}).gaps[0].value();
  EXPECT_NEAR(gap.gap, gap_on_a_segment(5, 10 * std::sqrt(2), 2 * 74, 1).gap, 1e-9);
}

TEST(GapStatistic, DoesNotDependOnThreads) {
  const FeatureMatrix points = blobs(3, 40, 3, 1, 3);
  KMeansOptions options;
  const GapStatistic one = gap_statistic(points, 2, 5, options);
  options.threads = 3;
  const GapStatistic three = gap_statistic(points, 2, 5, options);
  for (std::size_t i = 0; i < one.gaps.size(); ++i) {
    EXPECT_EQ(one.gaps[i].value().gap, three.gaps[i].value().gap);
    EXPECT_EQ(one.gaps[i].value().error, three.gaps[i].value().error);
  }
}

TEST(GapStatistic, PointsWithoutInertiaLeftHaveNone) {
  const GapStatistic statistic = gap_statistic(on_a_line({1, 1, 2, 2, 5}), 2, 3, {});
  EXPECT_TRUE(statistic.gaps[0]);
  EXPECT_FALSE(statistic.gaps[1]);
}

TEST(OneStandardErrorRule, TakesTheFirstThatIsNotBeatenByMoreThanTheError) {
  EXPECT_EQ(one_standard_error_rule(Gaps{{{0.1, 0.01}}, {{0.5, 0.01}}, {{0.505, 0.01}}}), 1U);
  EXPECT_EQ(one_standard_error_rule(Gaps{{{0.1, 0.01}}, {{0.2, 0.01}}, {{0.3, 0.01}}}),
            std::nullopt);
  EXPECT_EQ(one_standard_error_rule(Gaps{std::nullopt, {{0.2, 0.01}}, {{0.1, 0.01}}}), 1U);
  // It is the error of the next one that counts.
  EXPECT_EQ(one_standard_error_rule(Gaps{{{0.4, 0.2}}, {{0.5, 0.01}}, {{0.4, 0.3}}}), 1U);
  EXPECT_EQ(one_standard_error_rule({}), std::nullopt);
}

}  // namespace
}  // namespace rfmseg
