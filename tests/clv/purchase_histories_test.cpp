#include "rfmseg/clv/purchase_histories.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "clv/cdnow.hpp"
#include "rfmseg/error.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::Cdnow;
using test::TempDir;
using test::thrown;

std::chrono::local_days date(std::string_view text) {
  return std::chrono::floor<std::chrono::days>(test::day(text));
}

/// ann buys on four days, bob on one, cyd later.
Customers small_shop() {
  const TempDir folder;
  InputFiles files({folder.write("shop.csv",
                                 "order,customer,date,amount\n"
                                 "1,ann,2024-01-01 09:00,10\n"
                                 "2,ann,2024-01-01 20:00,5\n"
                                 "3,ann,2024-01-08 10:00,3\n"
                                 "4,ann,2024-01-22,6\n"
                                 "5,ann,2024-02-05,8\n"
                                 "6,bob,2024-01-22,7\n"
                                 "7,cyd,2024-02-11,1\n")},
                   {});
  return measure_customers(files, {.keep_purchases = true});
}

TEST(PurchaseHistories, CountFromTheFirstPurchaseToTheLastDay) {
  const PurchaseHistories all = purchase_histories(small_shop());
  EXPECT_EQ(all.end, date("2024-02-11"));
  EXPECT_EQ(all.customers(), 3);
  ASSERT_EQ(all.of.size(), 3U);
  const auto history = [&](std::size_t customer) {
    return all.distinct[static_cast<std::size_t>(all.of[customer])];
  };
  EXPECT_EQ(history(0), (PurchaseHistory{3, 5, 41 / 7.0}));
  EXPECT_EQ(history(1), (PurchaseHistory{0, 0, 20 / 7.0}));
  EXPECT_EQ(history(2), (PurchaseHistory{0, 0, 0}));
  EXPECT_DOUBLE_EQ(all.mean_spend[0], 17.0 / 3) << "the first day is not among them";
  EXPECT_EQ(all.mean_spend[1], 0);
  EXPECT_FALSE(all.holdout);
  // ann came back after 7, 14 and 14 days.
  EXPECT_EQ(all.days_until_return(0.3), 7);
  EXPECT_EQ(all.days_until_return(0.8), 14);
  EXPECT_EQ(all.begin, date("2024-01-01"));
  ASSERT_EQ(all.repeats_on.size(), 36U);
  EXPECT_EQ(all.repeats_on[7] + all.repeats_on[21] + all.repeats_on[35], 3);
}

// ann's second order was refunded; what she sent back of another changes nothing.
TEST(PurchaseHistories, ARefundedOrderIsNoPurchase) {
  const TempDir folder;
  InputFiles files({folder.write("shop.csv",
                                 "order,customer,date,quantity,price\n"
                                 "1,ann,2024-01-01,4,2.50\n"
                                 "2,ann,2024-01-05,1,3\n"
                                 "2,ann,2024-01-06,-1,3\n"
                                 "3,ann,2024-01-07,1,1.25\n"
                                 "4,ann,2024-01-08,-1,2.50\n")},
                   {});
  MeasureOptions options{.keep_purchases = true};
  options.cleaning.rules.net_returns = true;
  const PurchaseHistories all =
      purchase_histories(measure_customers(files, options), {.unit = TimeUnit::day});
  EXPECT_EQ(all.distinct, std::vector{(PurchaseHistory{1, 6, 7})});
  EXPECT_EQ(all.mean_spend, std::vector{1.25});
}

TEST(PurchaseHistories, EndWithTheCalibration) {
  const PurchaseHistories all = purchase_histories(
      small_shop(), {.unit = TimeUnit::day, .calibration_end = date("2024-01-22")});
  EXPECT_EQ(all.of[2], PurchaseHistories::kNone);
  EXPECT_EQ(all.customers(), 2);
  EXPECT_EQ(all.distinct[static_cast<std::size_t>(all.of[0])], (PurchaseHistory{2, 21, 21}));
  EXPECT_EQ(all.distinct[static_cast<std::size_t>(all.of[1])], PurchaseHistory{});
  EXPECT_EQ(all.days_until_return(1), 14);
  EXPECT_EQ(all.gaps[7] + all.gaps[14], 2) << "of the holdout none";
  EXPECT_EQ(all.repeats_on[35], 1) << "of the holdout, too";
  EXPECT_DOUBLE_EQ(all.mean_spend[0], 4.5);
  ASSERT_TRUE(all.holdout);
  EXPECT_EQ(all.holdout->length, 20);
  EXPECT_EQ(all.holdout->purchases, (std::vector<std::int64_t>{1, 0, 1}));
  EXPECT_EQ(all.holdout->spend, (std::vector<double>{8, 0, 1}));
}

TEST(PurchaseHistories, AWrongCalibrationIsAnError) {
  const Customers customers = small_shop();
  const auto failure = [&](std::string_view end) {
    return thrown<UsageError>(
        [&] { (void)purchase_histories(customers, {.calibration_end = date(end)}); });
  };
  EXPECT_EQ(failure("2024-02-11"),
            "calibration_end: no data after the split: the data end on 2024-02-11");
  EXPECT_EQ(failure("2023-12-31"),
            "calibration_end: no customer bought before the split at 2023-12-31");
  EXPECT_EQ(thrown<DataError>([] { (void)purchase_histories({}); }),
            "repeat purchases require transactions, or customers with the dates of their first and "
            "last purchase");
}

TEST(PurchaseHistories, EqualOnesAreOneWithAWeight) {
  const PurchaseHistory once{0, 0, 4};
  const PurchaseHistory twice{1, 2, 4};
  const PurchaseHistories all = group_histories({once, twice, once});
  EXPECT_EQ(all.distinct, (std::vector{once, twice}));
  EXPECT_EQ(all.weight, (std::vector<std::int64_t>{2, 1}));
  EXPECT_EQ(all.of, (std::vector<std::int32_t>{0, 1, 0}));
  EXPECT_NE(thrown<DataError>([] { (void)group_histories({{2, 0, 4}}); }), "");
  EXPECT_NE(thrown<DataError>([] { (void)group_histories({{1, 5, 4}}); }), "");
}

// The 2,357 customers, of whom 946 came back by then, as in the literature.
TEST(PurchaseHistories, OfCdnowAreThoseOfTheLiterature) {
  SKIP_WITHOUT(Cdnow::kFile);
  const PurchaseHistories all = Cdnow::histories();
  EXPECT_EQ(all.customers(), 2357);
  std::int64_t returned = 0;
  for (std::size_t i = 0; i < all.distinct.size(); ++i) {
    if (all.distinct[i].repeats > 0) returned += all.weight[i];
  }
  EXPECT_EQ(returned, 946);
  // The first customer of cdnowSummary in the R package BTYD: x = 2, t_x = 30.43, T = 38.86.
  const PurchaseHistory first = all.distinct[static_cast<std::size_t>(all.of[0])];
  EXPECT_EQ(first.repeats, 2);
  EXPECT_NEAR(first.last, 30.43, 0.005);
  EXPECT_NEAR(first.observed, 38.86, 0.005);
  EXPECT_DOUBLE_EQ(all.mean_spend[0], (29.73 + 14.96) / 2);
  ASSERT_TRUE(all.holdout);
  EXPECT_EQ(all.holdout->length, 39);
  EXPECT_EQ(all.holdout->purchases[0], 1);
}

}  // namespace
}  // namespace rfmseg
