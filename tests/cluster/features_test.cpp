#include "rfmseg/cluster/features.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cluster/customers.hpp"
#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::customers;

TEST(Features, AreLogarithmsInStandardDeviations) {
  const Features features =
      customer_features(customers({{0, 1, "9"}, {9, 3, "99"}, {99, 1, "999"}}));
  ASSERT_EQ(features.scales.size(), 3U);
  EXPECT_EQ(features.scales[2].feature, Feature::monetary);
  // log1p of monetary is ln 10 times 1, 2, 3: mean 2, population deviation sqrt(2/3).
  const double z = std::sqrt(1.5);
  const auto monetary = features.matrix.column(2);
  EXPECT_NEAR(monetary[0], -z, 1e-14);
  EXPECT_NEAR(monetary[1], 0, 1e-14);
  EXPECT_NEAR(monetary[2], z, 1e-14);
  EXPECT_NEAR(features.scales[2].centre, 2 * std::log(10), 1e-14);
  EXPECT_NEAR(features.scales[2].spread, std::log(10) / z, 1e-14);
  // Two of ln 2 and one of ln 4: mean 4/3 ln 2, deviation sqrt(2)/3 ln 2.
  const auto frequency = features.matrix.column(1);
  EXPECT_NEAR(frequency[0], -1 / std::sqrt(2), 1e-14);
  EXPECT_NEAR(frequency[1], std::sqrt(2), 1e-14);
  EXPECT_EQ(features.matrix.column(0)[0], -features.matrix.column(0)[2]);
}

TEST(Features, AConstantFeatureIsExactlyZero) {
  std::vector<test::Row> rows(7, {3, 1, "0.1"});
  rows.front().recency = 5;
  const Features features = customer_features(customers(rows));
  for (const double z : features.matrix.column(1)) EXPECT_EQ(z, 0);
  for (const double z : features.matrix.column(2)) EXPECT_EQ(z, 0);
  EXPECT_EQ(features.scales[1].spread, 1);
  EXPECT_EQ(features.scales[2].centre, std::log1p(0.1));
}

TEST(Features, WhatHasNoLogarithmIsAnErrorThatNamesTheCustomer) {
  EXPECT_EQ(
      test::thrown<DataError>([] {
        (void)customer_features(customers({{1, 1, "5"}, {1, 1, "-2.5"}}));
      }),
      "customer '2': monetary -2.5 has no log1p, which clusters are made by (hint: --transform "
      "none, or cluster only customers whose metrics are above -1)");
  EXPECT_THROW((void)customer_features(customers({{-1, 1, "5"}})), DataError);
  EXPECT_NO_THROW((void)customer_features(customers({{0, 0, "-0.99"}})));
}

/// The only feature of customers who spent so much.
Features spend(const std::vector<std::string_view>& amounts, Transform transform, Scaling scaling,
               double winsorize = 0) {
  std::vector<test::Row> rows;
  for (const std::string_view one : amounts) rows.push_back({1, 1, one});
  return customer_features(customers(rows), {{Feature::monetary}, transform, scaling, winsorize});
}
std::vector<double> values(const Features& features) {
  return features.matrix.values;
}

TEST(Features, AreOnlyThoseAskedFor) {
  const CustomerTable table = customers({{1, 2, "3", "40"}, {5, 6, "7", "80"}});
  const Features features = customer_features(
      table, {{Feature::items, Feature::recency}, Transform::none, Scaling::none});
  EXPECT_EQ(values(features), (std::vector<double>{40, 80, 1, 5}));
  EXPECT_EQ(features.matrix.columns, 2U);
}

TEST(Features, ScalingsHandCalculated) {
  const std::vector<std::string_view> amounts = {"1", "2", "3", "4", "10"};
  EXPECT_EQ(values(spend(amounts, Transform::none, Scaling::min_max)),
            (std::vector<double>{0, 1.0 / 9, 2.0 / 9, 3.0 / 9, 1}));
  EXPECT_EQ(values(spend(amounts, Transform::none, Scaling::robust)),
            (std::vector<double>{-1, -0.5, 0, 0.5, 3.5}));  // median 3, quartiles 2 and 4
  const Features z = spend(amounts, Transform::none, Scaling::z_score);
  EXPECT_EQ(z.scales[0].centre, 4);
  EXPECT_DOUBLE_EQ(z.scales[0].spread, std::sqrt(10));
  for (const Scaling scaling : {Scaling::z_score, Scaling::min_max, Scaling::robust}) {
    EXPECT_EQ(values(spend({"5", "5"}, Transform::none, scaling)), (std::vector<double>{0, 0}));
  }
}

TEST(Features, EqualValuesShareTheirMeanRank) {
  EXPECT_EQ(values(spend({"7", "1", "7", "3", "7"}, Transform::rank, Scaling::none)),
            (std::vector<double>{4, 1, 4, 2, 4}));
}

TEST(Features, BoxCoxTakesTheLambdaOfMaximumLikelihood) {
  // scipy.stats.boxcox(1 + numpy.array([1, 2, 4, 8, 16, 32, 64, 5.5, 0.25])) of SciPy 1.17.1.
  const Features features = spend({"1", "2", "4", "8", "16", "32", "64", "5.5", "0.25"},
                                  Transform::box_cox, Scaling::none);
  EXPECT_NEAR(features.scales[0].lambda, -0.13098122888, 1e-6);
  EXPECT_NEAR(values(features)[6], 3.21558695025, 1e-5);
  EXPECT_NEAR(values(features)[8], 0.21991411364, 1e-6);
}

TEST(Features, WinsorizingBringsTheTailsToTheirPercentiles) {
  // Of 1 to 5 the type-7 quantile at 10% is 1.4 and at 90% 4.6.
  const Features features = spend({"5", "4", "3", "2", "1"}, Transform::none, Scaling::none, 10);
  EXPECT_EQ(features.scales[0].least, 1.4);
  EXPECT_EQ(features.scales[0].most, 4.6);
  EXPECT_EQ(values(features), (std::vector<double>{4.6, 4, 3, 2, 1.4}));
}

TEST(Features, OptionsThatMakeNoSenseAreErrors) {
  CustomerTable table = customers({{1, 2, "3", "40"}});
  const auto message = [&](const FeatureOptions& options) {
    return test::thrown<UsageError>([&] { (void)customer_features(table, options); });
  };
  EXPECT_EQ(message({{Feature::recency, Feature::recency}}), "--features: recency is named twice");
  EXPECT_EQ(message({{}}), "--features: none is given");
  EXPECT_EQ(message({{Feature::recency}, Transform::none, Scaling::none, 50}),
            "--winsorize: 50 is no percentage below 50");
  EXPECT_EQ(test::thrown<UsageError>([] { (void)parse_transform("--transform", "sqrt"); }),
            "--transform: 'sqrt' is none of log1p, none, box-cox, rank");
  table.has_items = false;
  EXPECT_EQ(test::thrown<DataError>([&] { (void)customer_features(table, {{Feature::items}}); }),
            "there are no items to cluster by (hint: leave items out of --features)");
}

TEST(Features, NoCustomersAreAnError) {
  EXPECT_EQ(test::thrown<DataError>([] { (void)customer_features({}); }),
            "there are no customers to cluster");
}

}  // namespace
}  // namespace rfmseg
