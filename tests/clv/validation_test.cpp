#include "rfmseg/clv/validation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "clv/rank_correlation.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::day;
using test::decimal;

// Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17,
// 1998, table I, method 3.
TEST(WilsonShare, HasThePublishedIntervals) {
  const auto expect = [](std::int64_t part, std::int64_t whole, double low, double high) {
    const Estimate share = wilson_share(part, whole);
    EXPECT_NEAR(share.low, low, 0.00005) << part << '/' << whole;
    EXPECT_NEAR(share.high, high, 0.00005) << part << '/' << whole;
  };
  expect(81, 263, 0.2553, 0.3662);
  expect(15, 148, 0.0624, 0.1605);
  expect(0, 20, 0.0000, 0.1611);
  expect(1, 29, 0.0061, 0.1718);
  for (std::int64_t whole = 1; whole < 200; ++whole) {
    EXPECT_EQ(wilson_share(0, whole).low, 0);
    EXPECT_EQ(wilson_share(whole, whole).high, 1);
  }
}

TEST(RankCorrelation, SharesTheMeanRankOfTies) {
  EXPECT_EQ(mean_ranks(std::vector<double>{5, 1, 5, 2}), (std::vector<double>{3.5, 1, 3.5, 2}));
  // By hand: ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: 4.5 / sqrt(4.5 x 5).
  EXPECT_NEAR(spearman(std::vector<double>{1, 2, 2, 3}, std::vector<double>{1, 2, 3, 4}),
              4.5 / std::sqrt(4.5 * 5), 1e-12);
  EXPECT_EQ(spearman(std::vector<double>{7, 7}, std::vector<double>{1, 2}), 0);
}

class ValidationTest : public testing::Test {
 protected:
  Validation trial(const std::string& rows, const std::string& split) {
    const test::TempDir folder;
    MeasureOptions options;
    options.keep_purchases = true;
    InputFiles files({folder.write("data.csv", "order,customer,date,amount\n" + rows)}, {});
    const Customers customers = measure_customers(files, options);
    return validate(*customers.purchases, day(split), customers.transactions->as_of,
                    {.scheme = load_scheme("classic"), .clusters = 2});
  }
};

// Ten customers before the split; 1 comes back twice, 2 once, 3 with a row of an older order only,
// 11 is new.
constexpr const char* kRows =
    "a1,1,2011-01-01,100\na2,2,2011-01-02,1\na3,3,2011-01-03,1\na4,4,2011-01-04,1\n"
    "a5,5,2011-01-05,1\na6,6,2011-01-06,1\na7,7,2011-01-07,1\na8,8,2011-01-08,1\n"
    "a9,9,2011-01-09,1\na10,10,2011-01-10,1\n"
    "b1,1,2011-02-02,6\nc1,1,2011-02-03,2\nb2,2,2011-02-04,3\na3,3,2011-02-05,1\n"
    "b11,11,2011-02-06,50\n";

TEST_F(ValidationTest, CountsWhatCustomersOfTheSplitDidAfterIt) {
  const Validation found = trial(kRows, "2011-02-01");
  EXPECT_EQ(found.all.customers, 10);
  EXPECT_EQ(found.all.returned, 2) << "the row of customer 3 is of an older order";
  EXPECT_EQ(found.all.orders, 3);
  EXPECT_EQ(found.all.spend, decimal("12"));
  EXPECT_DOUBLE_EQ(found.all.mean_spend.value, 1.2);
  EXPECT_LT(found.all.mean_spend.low, 1.2);
  EXPECT_GT(found.all.mean_spend.high, 1.2);
  std::int64_t customers = 0;
  std::int64_t orders = 0;
  Amount spend;
  for (const TrialGroup& one : found.segments) {
    customers += one.customers;
    orders += one.orders;
    spend += one.spend;
    EXPECT_DOUBLE_EQ(one.lift, one.share.value / 0.2);
  }
  EXPECT_EQ(customers, 10);
  EXPECT_EQ(orders, 3);
  EXPECT_EQ(spend, decimal("12"));
  EXPECT_EQ(found.clusters.size(), 2U);
  // The tenth of ten customers is one: the one who spent most before brought 8 of 12 after.
  EXPECT_EQ(found.measures[2].name, "monetary");
  EXPECT_NEAR(found.measures[2].top_tenth, 8.0 / 12, 1e-12);
  EXPECT_NEAR(found.best_top_tenth, 8.0 / 12, 1e-12);
  // All bought once: any of ten is as good.
  EXPECT_NEAR(found.measures[1].top_tenth, 0.1, 1e-12);
}

TEST_F(ValidationTest, APurchaseAtTheMidnightOfTheSplitIsAfterIt) {
  const Validation found = trial(kRows, "2011-01-10");
  EXPECT_EQ(found.all.customers, 9) << "10 first buys on that day";
}

// Eight days, of which the last ends at midnight; the first has a part only.
TEST(UsualSplit, IsAfterThreeQuartersOfTheDays) {
  EXPECT_EQ(usual_split(test::day("2011-01-01") + std::chrono::hours(10), test::day("2011-01-09")),
            test::day("2011-01-07"));
  EXPECT_EQ(usual_split(test::day("2011-01-01"), test::day("2011-01-08") + std::chrono::hours(1)),
            test::day("2011-01-07"));
}

TEST_F(ValidationTest, NeedsCustomersBeforeAndTimeAfterTheSplit) {
  EXPECT_EQ(test::thrown<UsageError>([&] { (void)trial(kRows, "2010-12-31"); }),
            "no customer bought before the split at 2010-12-31T00:00:00");
  EXPECT_EQ(test::thrown<UsageError>([&] { (void)trial(kRows, "2011-03-01"); }),
            "no data after the split at 2011-03-01T00:00:00: the data end at 2011-02-07T00:00:00");
}

}  // namespace
}  // namespace rfmseg
