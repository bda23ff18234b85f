#include "cluster/features.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cluster/customers.hpp"
#include "cluster/feature_matrix.hpp"
#include "cluster/feature_rows.hpp"
#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::customers;
using test::rows_in;

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
  EXPECT_EQ(test::thrown<DataError>([] {
              (void)customer_features(customers({{1, 1, "5"}, {1, 1, "-2.5"}}));
            }),
            "customer '2': monetary -2.5 has no log1p, which is required for clustering (hint: "
            "transform none, or cluster only customers whose metrics are above -1)");
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
/// One feature after another.
std::vector<double> values(const FeatureMatrix& matrix) {
  std::vector<double> values;
  for (std::size_t f = 0; f < matrix.columns(); ++f) {
    for (const double value : matrix.column(f)) values.push_back(value);
  }
  return values;
}
std::vector<double> values(const Features& features) {
  return values(features.matrix);
}

TEST(Features, StandCustomerByCustomer) {
  const Features features = customer_features(
      customers({{1, 2, "3"}, {5, 6, "7"}}),
      {{Feature::recency, Feature::frequency, Feature::monetary}, Transform::none, Scaling::none});
  EXPECT_EQ(rows_in(features.matrix), (std::vector<std::vector<double>>{{1, 2, 3}, {5, 6, 7}}));
  EXPECT_EQ(features.matrix(1, 2), 7);
}

TEST(Features, AreOnlyThoseAskedFor) {
  const CustomerTable table = customers({{1, 2, "3", "40"}, {5, 6, "7", "80"}});
  const Features features = customer_features(
      table, {{Feature::items, Feature::recency}, Transform::none, Scaling::none});
  EXPECT_EQ(values(features), (std::vector<double>{40, 80, 1, 5}));
  EXPECT_EQ(features.matrix.columns(), 2U);
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

/// Two customers with dates: one order 10 days before the as-of date, and three from 40.5 days to
/// half a day before it.
CustomerTable with_dates() {
  using std::chrono::days;
  using std::chrono::hours;
  CustomerTable table = customers({{10, 1, "5"}, {0, 3, "60"}});
  table.as_of = Timestamp(days(15'000));
  table.first_purchase = {*table.as_of - days(10), *table.as_of - days(40) - hours(12)};
  table.last_purchase = {*table.as_of - days(10), *table.as_of - hours(12)};
  return table;
}

std::vector<double> plain(const CustomerTable& table, Feature feature) {
  return values(customer_features(table, {{feature}, Transform::none, Scaling::none}));
}

TEST(Features, OfTimeAndOrdersHandCalculated) {
  CustomerTable table = with_dates();
  EXPECT_EQ(plain(table, Feature::tenure), (std::vector<double>{10, 40}));
  EXPECT_EQ(plain(table, Feature::mean_order_value), (std::vector<double>{5, 20}));
  // 40 days hold two spells from an order to the next; of one order it is the days since.
  EXPECT_EQ(plain(table, Feature::days_between_orders), (std::vector<double>{10, 20}));

  // Where frequency counts something else and monetary is a mean, orders and revenue still count.
  table.order_counts = {1, 5};
  table.revenues = {test::amount("6"), test::amount("70")};
  EXPECT_EQ(plain(table, Feature::mean_order_value), (std::vector<double>{6, 14}));
  EXPECT_EQ(plain(table, Feature::days_between_orders), (std::vector<double>{10, 10}));
}

TEST(Features, ProductsAreThoseCounted) {
  CustomerTable table = customers({{1, 1, "5"}, {2, 1, "5"}});
  table.product_counts = {4, 0};
  EXPECT_EQ(plain(table, Feature::products), (std::vector<double>{4, 0}));
  table.product_counts = {0, 0};
  EXPECT_EQ(test::thrown<DataError>([&] { (void)plain(table, Feature::products); }),
            "products require stock codes, but no row has one (hint: columns stock_code=NAME, or "
            "remove products from features)");
}

TEST(Features, WhatTheTableLacksIsAnError) {
  CustomerTable table = with_dates();
  const auto message = [&](Feature feature) {
    return test::thrown<DataError>([&] { (void)plain(table, feature); });
  };
  EXPECT_EQ(message(Feature::products),
            "products require transactions, not a customer table (hint: use the transactions as "
            "input, or remove products from features)");
  table.as_of.reset();
  EXPECT_EQ(message(Feature::tenure),
            "recency and last purchase of the customers imply different as-of dates, so tenure is "
            "unknown (hint: remove tenure from features)");
  table.first_purchase.clear();
  table.last_purchase.clear();
  EXPECT_EQ(message(Feature::tenure),
            "no purchase dates to cluster by (hint: remove tenure from features)");
  EXPECT_EQ(message(Feature::days_between_orders),
            "no purchase dates to cluster by (hint: remove days-between-orders from features)");
  table.frequency.set(1, 0);
  EXPECT_EQ(message(Feature::mean_order_value),
            "customer '2' has no orders, so mean-order-value is undefined (hint: remove it from "
            "features)");
}

TEST(Features, ScoresTakeThePlaceOfValues) {
  Scores scores;
  scores.recency.score = {5, 1};
  scores.frequency.score = {2, 3};
  scores.monetary.score = {4, 4};
  const CustomerTable table = customers({{1, 1, "5"}, {2, 1, "5"}});
  const FeatureOptions options{
      {Feature::monetary, Feature::recency}, Transform::score, Scaling::none};
  EXPECT_EQ(values(customer_features(table, options, &scores)), (std::vector<double>{4, 4, 5, 1}));
  EXPECT_EQ(test::thrown<UsageError>([&] { (void)customer_features(table, options); }),
            "transform score: the customers have no scores");
  EXPECT_EQ(test::thrown<UsageError>([] {
              check_features({{Feature::items}, Transform::score, Scaling::none});
            }),
            "transform score: items has no scores");
}

TEST(Features, OfOtherCustomersAreScaledAlike) {
  const CustomerTable table = customers({{1, 1, "5"}, {20, 3, "50"}, {300, 9, "500"}});
  for (const Transform transform : {Transform::log1p, Transform::none, Transform::box_cox}) {
    const FeatureOptions options{
        {Feature::recency, Feature::monetary}, transform, Scaling::robust, 10};
    const Features all = customer_features(table, options);
    EXPECT_EQ(values(scaled_features(table, options, all.scales)), values(all));
    const FeatureMatrix one = scaled_features(customers({{20, 1, "50"}}), options, all.scales);
    EXPECT_EQ(values(one), (std::vector<double>{values(all)[1], values(all)[4]}));
  }
}

TEST(Features, OptionsThatMakeNoSenseAreErrors) {
  CustomerTable table = customers({{1, 2, "3", "40"}});
  const auto message = [&](const FeatureOptions& options) {
    return test::thrown<UsageError>([&] { (void)customer_features(table, options); });
  };
  EXPECT_EQ(message({{Feature::recency, Feature::recency}}), "features: recency is listed twice");
  EXPECT_EQ(message({{}}), "features: no feature given");
  EXPECT_EQ(message({{Feature::recency}, Transform::none, Scaling::none, 50}),
            "winsorize: 50 is not a percentage from 0 to below 50");
  EXPECT_EQ(test::thrown<UsageError>([] { (void)parse_transform("--transform", "sqrt"); }),
            "--transform: 'sqrt' is not one of log1p, none, box-cox, rank, score");
  table.items.clear();
  EXPECT_EQ(test::thrown<DataError>([&] { (void)customer_features(table, {{Feature::items}}); }),
            "no items to cluster by (hint: remove items from features)");
}

TEST(Features, OrdersOfACustomerFileAreItsFrequencyUnlessThatCountsSomethingElse) {
  const FeatureOptions options{{Feature::recency, Feature::mean_order_value}};
  const MetricDefinitions repeated{FrequencyMeasure::days, true, MonetaryMeasure::sum};
  Customers came;
  require_orders(options, came, {});
  require_orders({}, came, repeated);  // which has no feature that needs orders
  EXPECT_EQ(test::thrown<UsageError>([&] { require_orders(options, came, repeated); }),
            "mean-order-value requires orders, but the frequency of these customers counts repeat "
            "days (hint: use the transactions as input)");
  came.transactions.emplace();  // they were measured, and their orders counted
  require_orders(options, came, repeated);
}

TEST(Features, NoCustomersAreAnError) {
  EXPECT_EQ(test::thrown<DataError>([] { (void)customer_features({}); }),
            "no customers to cluster");
}

}  // namespace
}  // namespace rfmseg
