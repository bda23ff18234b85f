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
  const Features features = rfm_features(customers({{0, 1, "9"}, {9, 3, "99"}, {99, 1, "999"}}));
  EXPECT_EQ(features.scaling.names, (std::vector<std::string>{"recency", "frequency", "monetary"}));
  // log1p of monetary is ln 10 times 1, 2, 3: mean 2, population deviation sqrt(2/3).
  const double z = std::sqrt(1.5);
  const auto monetary = features.matrix.column(2);
  EXPECT_NEAR(monetary[0], -z, 1e-14);
  EXPECT_NEAR(monetary[1], 0, 1e-14);
  EXPECT_NEAR(monetary[2], z, 1e-14);
  EXPECT_NEAR(features.scaling.mean[2], 2 * std::log(10), 1e-14);
  EXPECT_NEAR(features.scaling.deviation[2], std::log(10) / z, 1e-14);
  // Two of ln 2 and one of ln 4: mean 4/3 ln 2, deviation sqrt(2)/3 ln 2.
  const auto frequency = features.matrix.column(1);
  EXPECT_NEAR(frequency[0], -1 / std::sqrt(2), 1e-14);
  EXPECT_NEAR(frequency[1], std::sqrt(2), 1e-14);
  EXPECT_EQ(features.matrix.column(0)[0], -features.matrix.column(0)[2]);
}

TEST(Features, AConstantFeatureIsExactlyZero) {
  std::vector<test::Row> rows(7, {3, 1, "0.1"});
  rows.front().recency = 5;
  const Features features = rfm_features(customers(rows));
  for (const double z : features.matrix.column(1)) EXPECT_EQ(z, 0);
  for (const double z : features.matrix.column(2)) EXPECT_EQ(z, 0);
  EXPECT_EQ(features.scaling.deviation[1], 1);
  EXPECT_EQ(features.scaling.mean[2], std::log1p(0.1));
}

TEST(Features, WhatHasNoLogarithmIsAnErrorThatNamesTheCustomer) {
  EXPECT_EQ(test::thrown<DataError>([] {
              (void)rfm_features(customers({{1, 1, "5"}, {1, 1, "-2.5"}}));
            }),
            "customer '2': monetary -2.5 has no log1p, which clusters are made by (hint: cluster "
            "only customers whose metrics are above -1)");
  EXPECT_THROW((void)rfm_features(customers({{-1, 1, "5"}})), DataError);
  EXPECT_NO_THROW((void)rfm_features(customers({{0, 0, "-0.99"}})));
}

TEST(Features, NoCustomersAreAnError) {
  EXPECT_EQ(test::thrown<DataError>([] { (void)rfm_features({}); }),
            "there are no customers to cluster");
}

}  // namespace
}  // namespace rfmseg
