#include "rfmseg/predict/group_rules.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "random.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/predict/customer_features.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::day;
using test::thrown;

GroupRules rules_of(const std::string& rows, const GroupRuleOptions& options) {
  const test::TempDir folder;
  InputFiles files({folder.write("data.csv", "order,customer,date,amount\n" + rows)}, {});
  const Customers customers = measure_customers(files, with_features({}));
  const Timestamp as_of = customers.transactions->as_of;
  return find_group_rules(*customers.purchases, as_of, as_of, options);
}

/// Customers with 1 to 10 orders, the last of which is 0 to 99 days before the end.
std::string random_rows(int customers) {
  std::string rows;
  Random random(3, 5);
  for (int c = 0; c < customers; ++c) {
    const auto last = 99 - static_cast<int>(random.below(100));
    const auto orders = 1 + static_cast<int>(random.below(10));
    for (int o = 0; o < orders; ++o) {
      const std::chrono::local_days date =
          std::chrono::local_days{std::chrono::year{2011} / 6 / 1} + std::chrono::days(last - o);
      rows += fmt::format("{}-{},{},{},{}\n", c, o, c, to_date_string(date), 1 + c % 7);
    }
  }
  return rows;
}

/// A scheme with given cuts of recency and frequency, which a tree can tell exactly.
Scheme fixed_scheme() {
  return parse_scheme(
      "name = 'fixed'\n"
      "[metrics.recency]\ncuts = [30]\n"
      "[metrics.frequency]\ncuts = [4]\n"
      "[metrics.monetary]\ncuts = [20]\n"
      "[[segment]]\nname = 'Both'\nrecency = 2\nfrequency = 2\n"
      "[[segment]]\nname = 'Recent'\nrecency = 2\n"
      "[unmatched]\nname = 'Others'\n",
      "fixed.toml");
}

TEST(GroupRules, TellSegmentsThatAreRules) {
  const GroupRules found = rules_of(random_rows(300), {.scheme = fixed_scheme(), .threads = 2});
  EXPECT_EQ(found.groups, (std::vector<std::string>{"Both", "Recent", "Others"}));
  EXPECT_EQ(found.depth, 2);
  EXPECT_GT(found.accuracy.value, 0.95);
  ASSERT_EQ(found.rules.size(), 3U);
  for (const GroupRule& rule : found.rules) EXPECT_EQ(rule.right, rule.customers);
  EXPECT_EQ(found.rules.back().condition, "recency > 30");
  EXPECT_EQ(found.groups[found.rules.back().group], "Others");
}

TEST(GroupRules, OfClustersAreJudgedByCustomersTheyHaveNotSeen) {
  const GroupRules found =
      rules_of(random_rows(200),
               {.kind = GroupKind::cluster, .scheme = load_scheme("classic"), .clusters = 3});
  EXPECT_EQ(found.groups.size(), 3U);
  EXPECT_GT(found.accuracy.value, found.largest_share);
  EXPECT_LT(found.accuracy.value, 1);
  std::int64_t customers = 0;
  for (const GroupRule& rule : found.rules) customers += rule.customers;
  EXPECT_EQ(customers, 200);
}

TEST(GroupRules, SayWhyThereAreNone) {
  EXPECT_EQ(thrown<DataError>([] { rules_of(random_rows(20), {.scheme = fixed_scheme()}); }),
            "20 customers at 2011-09-07T00:00:00: too few for rules, at least 50 are required");
  std::string rows;
  for (int c = 0; c < 60; ++c) rows += fmt::format("{},{},2011-06-01,5\n", c, c);
  EXPECT_EQ(thrown<DataError>([&] { rules_of(rows, {.scheme = fixed_scheme()}); }),
            "all customers are in one segment, Recent, so there are no rules to find");
}

}  // namespace
}  // namespace rfmseg
