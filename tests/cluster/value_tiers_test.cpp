#include "rfmseg/cluster/value_tiers.hpp"

#include <gtest/gtest.h>

#include "cluster/customers.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

using test::customers;
using Bytes = std::vector<std::uint8_t>;

const std::vector<TierRule> kRules = {{"Low", 2, ""}, {"Mid", 4, ""}, {"High", 9, ""}};

TEST(ValueTiers, FewerDaysMoreOrdersAndMoreMoneyAreBetter) {
  const ValueTiers tiers = value_tiers(
      customers({{400, 1, "10"}, {300, 10, "100"}, {200, 20, "1000"}, {1, 30, "10000"}}), kRules);
  EXPECT_EQ(tiers.cuts.recency, (std::vector<double>{1, 200, 300}));
  EXPECT_EQ(tiers.cuts.monetary, (std::vector<double>{10, 100, 1000}));
  EXPECT_EQ(tiers.points, (Bytes{0, 3, 6, 9}));
  EXPECT_EQ(tiers.tier, (Bytes{0, 1, 2, 2}));
  EXPECT_EQ(tiers.rules.size(), 3U);
}

TEST(ValueTiers, OtherCustomersAreCutWhereTheFirstWere) {
  const CustomerTable table =
      customers({{400, 1, "10"}, {300, 10, "100"}, {200, 20, "1000"}, {1, 30, "10000"}});
  const ValueTiers first = value_tiers(table, kRules);
  EXPECT_EQ(value_tiers(table, kRules, first.cuts).points, first.points);
  // On a cut, just beyond it, and beyond all that was seen.
  EXPECT_EQ(value_tiers(customers({{300, 10, "100"}, {301, 11, "100.01"}, {0, 999, "1e6"}}), kRules,
                        first.cuts)
                .points,
            (Bytes{3, 4, 9}));
}

TEST(ValueTiers, ThresholdsAreTheRules) {
  const CustomerTable table =
      customers({{400, 1, "10"}, {300, 10, "100"}, {200, 20, "1000"}, {1, 30, "10000"}});
  EXPECT_EQ(value_tiers(table, {{"Low", 3, ""}, {"High", 9, ""}}).tier, (Bytes{0, 0, 1, 1}));
  EXPECT_EQ(value_tiers(table, {{"All", 9, ""}}).tier, (Bytes{0, 0, 0, 0}));
}

TEST(ValueTiers, FewerThanFourValuesGiveFewerPoints) {
  // Two recencies: 0 and 1 point. One frequency: 0 points. Three sums: 0 to 2 points.
  const ValueTiers tiers =
      value_tiers(customers({{9, 1, "10"}, {5, 1, "20"}, {9, 1, "20"}, {5, 1, "30"}}), kRules);
  EXPECT_EQ(tiers.points, (Bytes{0, 2, 1, 3}));
}

TEST(ValueTiers, OneCustomerHasNoPoints) {
  EXPECT_EQ(value_tiers(customers({{9, 1, "10"}}), kRules).points, (Bytes{0}));
}

TEST(ValueTiers, RulesMustCoverEveryTotal) {
  const CustomerTable table = customers({{9, 1, "10"}});
  EXPECT_THROW((void)value_tiers(table, {}), UsageError);
  EXPECT_THROW((void)value_tiers(table, {{"Low", 8, ""}}), UsageError);
  EXPECT_THROW((void)value_tiers(table, {{"Low", 9, ""}, {"High", 4, ""}}), UsageError);
}

TEST(ValueTiers, NoCustomersAreAnError) {
  EXPECT_THROW((void)value_tiers({}, kRules), DataError);
}

}  // namespace
}  // namespace rfmseg
