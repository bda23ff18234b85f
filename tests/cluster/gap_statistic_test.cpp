#include "cluster/gap_statistic.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "cluster/feature_rows.hpp"

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
  EXPECT_EQ(one_standard_error_rule({}), std::nullopt);
}

}  // namespace
}  // namespace rfmseg
