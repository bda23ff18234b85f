#include "rfmseg/rfm/purchase_log.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "rfmseg/error.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "support/printing.hpp"
#include "support/temp_dir.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::day;
using test::decimal;

/// What is measured from the text of a file with its purchases.
Customers with_purchases(const std::string& text, MeasureOptions options = {}) {
  const test::TempDir folder;
  options.keep_purchases = true;
  InputFiles files({folder.write("data.csv", text)}, {std::nullopt, 40});
  return measure_customers(files, options);
}

constexpr const char* kOrders = "order,customer,date,quantity,price\n";

TEST(PurchaseLog, AnOrderIsAPurchaseForEachOfItsTimes) {
  const Customers customers = with_purchases(std::string(kOrders) +
                                             "2,8,2011-01-05,1,1.00\n"
                                             "1,7,2011-01-02,2,1.50\n"
                                             "1,7,2011-01-02,1,0.25\n"
                                             "1,7,2011-01-03,1,4.00\n"
                                             "3,7,2011-01-01,1,9.00\n"
                                             "1,7,2011-01-02,1,0.25\n");
  const PurchaseLog& log = *customers.purchases;
  ASSERT_EQ(log.customers.size(), 2U);
  EXPECT_EQ(log.customers[0], "7");
  const auto of = log.of(0);
  ASSERT_EQ(of.size(), 3U);
  EXPECT_EQ(of[0].time, day("2011-01-01"));
  EXPECT_EQ(of[1].time, day("2011-01-02"));
  EXPECT_EQ(of[1].lines, 3);
  EXPECT_EQ(of[1].items, decimal("4"));
  EXPECT_EQ(of[1].amount, decimal("3.50"));
  EXPECT_EQ(of[2].time, day("2011-01-03"));
  EXPECT_EQ(of[1].order, of[2].order);
  EXPECT_NE(of[0].order, of[1].order);
  ASSERT_EQ(log.of(1).size(), 1U);
  EXPECT_EQ(log.of(1)[0].amount, decimal("1.00"));
}

TEST(PurchaseLog, RefundedOrdersAreMoneyButNotPurchases) {
  MeasureOptions options;
  options.cleaning.rules.net_returns = true;
  const Customers customers = with_purchases(std::string(kOrders) +
                                                 "1,7,2011-01-01,1,5.00\n"
                                                 "2,7,2011-01-02,1,3.00\n"
                                                 "2,7,2011-01-09,-1,3.00\n"
                                                 "3,8,2011-01-03,1,3.00\n"
                                                 "3,8,2011-01-04,-1,3.00\n",
                                             options);
  const PurchaseLog all = counted_purchases(*customers.purchases, day("2011-02-01"));
  ASSERT_EQ(all.customers.size(), 1U) << "8 has no net spend";
  ASSERT_EQ(all.purchases.size(), 3U);
  EXPECT_TRUE(all.purchases[0].is_purchase());
  EXPECT_EQ(all.purchases[1].reason, RowReason::refunded_order);
  EXPECT_EQ(all.purchases[2].reason, RowReason::refunded_order);
  EXPECT_EQ(all.purchases[2].amount, decimal("-3.00"));
  // On the day before the return it was a purchase.
  const PurchaseLog before = counted_purchases(*customers.purchases, day("2011-01-08"));
  ASSERT_EQ(before.purchases.size(), 2U);
  EXPECT_TRUE(before.purchases[1].is_purchase());
}

TEST(PurchaseLog, AFreePurchaseIsOneIfItIsToBe) {
  const std::string text = std::string(kOrders) +
                           "1,7,2011-01-01,1,5.00\n"
                           "2,7,2011-01-02,1,0\n"
                           "3,8,2011-01-03,1,0\n";
  MeasureOptions options;
  EXPECT_EQ(with_purchases(text, options).table.size(), 1U);
  options.cleaning.rules.keep_zero_amounts = true;
  const Customers customers = with_purchases(text, options);
  EXPECT_EQ(customers.table.size(), 2U);
  EXPECT_EQ(customers.table.frequency[0], 2);
  EXPECT_EQ(counted_purchases(*customers.purchases, *customers.table.as_of).purchases.size(), 3U);
}

std::string any_shop() {
  std::string text = kOrders;
  const auto rows = *rc::gen::inRange(1, 30);
  for (int i = 0; i < rows; ++i) {
    text += fmt::format(
        "{},{},2011-01-{:02}{},{},{}\n", *rc::gen::element<std::string>("1", "2", "A3", "4.0", ""),
        *rc::gen::element<std::string>("7", "07", "8", "x", ""), *rc::gen::inRange(1, 20),
        *rc::gen::element<std::string>("", " 08:30"), *rc::gen::inRange(-2, 5),
        *rc::gen::element<std::string>("1.00", "0.25", "0"));
  }
  return text + "9,9,2011-01-01,1,1.00\n";
}

/// Measuring a log to a date is measuring the file to that date; and its purchases are those that
/// the table sums.
RC_GTEST_PROP(PurchaseLog, MeasuresAsTheFileDoes, ()) {
  const std::string text = any_shop();
  MeasureOptions options;
  options.cleaning.rules.net_returns = *rc::gen::element(true, false);
  options.cleaning.rules.keep_zero_amounts = *rc::gen::element(true, false);
  options.metrics.frequency =
      *rc::gen::element(FrequencyMeasure::orders, FrequencyMeasure::days, FrequencyMeasure::lines);
  options.metrics.monetary = *rc::gen::element(MonetaryMeasure::sum, MonetaryMeasure::mean);
  options.threads = *rc::gen::inRange(1U, 4U);
  const PurchaseLog log = *with_purchases(text, options).purchases;
  const Timestamp as_of = day(fmt::format("2011-01-{:02}", *rc::gen::inRange(5, 22)));
  options.cleaning.rules.as_of = as_of;
  const CustomerTable expected = with_purchases(text, options).table;
  PurchaseReplay replay(log, options.metrics);
  if (*rc::gen::element(true, false)) (void)replay.table(day("2011-01-05"));
  RC_ASSERT(test::described(replay.table(as_of)) == test::described(expected));

  const PurchaseLog counted = counted_purchases(log, as_of);
  RC_ASSERT(counted.customers == expected.ids);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    Amount revenue, items;
    Timestamp first = Timestamp::max(), last = Timestamp::min();
    for (const Purchase& one : counted.of(i)) {
      revenue += one.amount;
      if (!one.is_purchase()) continue;
      items += one.items;
      first = std::min(first, one.time);
      last = std::max(last, one.time);
    }
    RC_ASSERT(revenue == expected.revenue(i));
    RC_ASSERT(items == expected.items[i]);
    RC_ASSERT(first == expected.first_purchase[i]);
    RC_ASSERT(last == expected.last_purchase[i]);
  }
}

}  // namespace
}  // namespace rfmseg
