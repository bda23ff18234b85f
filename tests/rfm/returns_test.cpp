// Returns that are subtracted from what their customers spent.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "rfm/return_matcher.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "support/printing.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::decimal;
using test::described;
using test::TempDir;
using test::thrown;

Customers net(const std::string& path, unsigned threads = 1, std::size_t block_size = 1 << 16,
              const MetricDefinitions& metrics = {}) {
  InputFiles files({path}, {std::nullopt, block_size});
  MeasureOptions options{.cleaning = {}, .metrics = metrics, .threads = threads};
  options.cleaning.rules.net_returns = true;
  return measure_customers(files, options);
}

constexpr std::string_view kShop =
    "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n"
    "1,cup,4,2011-01-01,2.50,ann\n"      // 10.00
    "2,pan,1,2011-01-03,7.25,ann\n"      //  7.25
    "C3,cup,-1,2011-01-05,2.50,ann\n"    // -2.50
    "4,cup,2,2011-01-02,2.50,bob\n"      //  5.00
    "C5,cup,-2,2011-01-04,2.50,bob\n"    // -5.00: nothing is left
    "C6,pot,-1,2011-01-04,9.00,cyd\n"    // has bought nothing
    "7,jug,1,2011-01-02,3.00,dee\n"      //  3.00
    "C8,pan,-1,2011-01-06,1.00,dee\n"    // -1.00, of what dee never bought
    "9,jug,1,2011-01-07,1.50,eve\n"      //  1.50
    "C10,jug,-1,2011-01-06,4.00,eve\n";  // -4.00, before eve bought one: less than nothing is left

TEST(Returns, AreSubtractedAndCountForNothingElse) {
  const TempDir folder;
  const Customers customers = net(folder.write("shop.csv", std::string(kShop)));
  EXPECT_EQ(described(customers.table),
            "ann 2011-01-01T00:00:00 2011-01-03T00:00:00 5 2 14.75 5\n"
            "dee 2011-01-02T00:00:00 2011-01-02T00:00:00 6 1 2 1\n");
  EXPECT_EQ(customers.transactions->orders, 3U);
  // As of the midnight after the last row that counts: eve's purchase.
  EXPECT_EQ(to_string(customers.transactions->as_of), "2011-01-08T00:00:00");
  EXPECT_EQ(to_string(customers.transactions->last_purchase), "2011-01-03T00:00:00");
}

TEST(Returns, EveryRowHasItsLineInTheLedger) {
  const TempDir folder;
  const Customers customers = net(folder.write("shop.csv", std::string(kShop)));
  const Ledger& ledger = customers.transactions->ledger;
  EXPECT_EQ(ledger[RowReason::kept], (Ledger::Entry{3, decimal("20.25")}));
  EXPECT_EQ(ledger[RowReason::subtracted], (Ledger::Entry{2, decimal("-3.50")}));
  EXPECT_EQ(ledger[RowReason::cancellation], (Ledger::Entry{1, decimal("-9.00")}));
  EXPECT_EQ(ledger[RowReason::no_net_spend], (Ledger::Entry{4, decimal("-2.50")}));
  EXPECT_EQ(ledger.total(), (Ledger::Entry{10, decimal("5.25")}));
}

TEST(Returns, TheEffectIsToldOfAllWhoBought) {
  const TempDir folder;
  const Customers customers = net(folder.write("shop.csv", std::string(kShop)));
  const ReturnsEffect& effect = customers.transactions->returns.value();
  EXPECT_EQ(effect.customers, 4);
  EXPECT_EQ(effect.returning, 4);
  EXPECT_EQ(effect.gross, decimal("26.75"));
  EXPECT_EQ(effect.subtracted, (Ledger::Entry{4, decimal("-12.50")}));
  EXPECT_EQ(effect.net(), decimal("14.25"));
  EXPECT_EQ(effect.dropped, 2);
  EXPECT_EQ(effect.without_purchase.all(), (Ledger::Entry{1, decimal("-9.00")}));
  // dee's pan, and eve's jug, which she bought later.
  EXPECT_EQ(effect.unmatched, (Ledger::Entry{2, decimal("-5.00")}));
  ASSERT_EQ(effect.largest.size(), 4U);
  EXPECT_EQ(effect.largest.front().customer_id, "bob");
  EXPECT_EQ(effect.largest.front().gross, decimal("5"));
  EXPECT_EQ(effect.largest.front().net, Amount{});
  EXPECT_EQ(effect.largest.back().customer_id, "dee");
}

TEST(Returns, AMeanIsOfWhatIsLeft) {
  const TempDir folder;
  MetricDefinitions mean;
  mean.monetary = MonetaryMeasure::mean;
  const Customers customers = net(folder.write("shop.csv", std::string(kShop)), 1, 1 << 16, mean);
  EXPECT_EQ(customers.table.monetary[0], decimal("7.375"));
  EXPECT_EQ(customers.table.revenue(0), decimal("14.75"));
}

TEST(Returns, NeitherThreadsNorBlocksNorTheOrderOfRowsMatter) {
  const TempDir folder;
  std::string header(kShop.substr(0, kShop.find('\n') + 1));
  std::vector<std::string> rows;
  for (std::size_t at = header.size(); at < kShop.size();) {
    const std::size_t end = kShop.find('\n', at) + 1;
    rows.emplace_back(kShop.substr(at, end - at));
    at = end;
  }
  const Customers expected = net(folder.write("shop.csv", std::string(kShop)));
  for (int turn = 0; turn < 10; ++turn) {
    std::rotate(rows.begin(), rows.begin() + 3, rows.end());
    std::string text = header;
    for (const std::string& row : rows) text += row;
    const Customers now = net(folder.write("turned.csv", text), 2, 40);
    EXPECT_EQ(described(now.table), described(expected.table));
    for (std::size_t i = 0; i < kRowReasonCount; ++i) {
      const auto reason = static_cast<RowReason>(i);
      EXPECT_EQ(now.transactions->ledger[reason], expected.transactions->ledger[reason]);
    }
    EXPECT_EQ(now.transactions->returns->unmatched, expected.transactions->returns->unmatched);
  }
}

TEST(Returns, NobodyLeftIsAnErrorThatAccountsForTheRows) {
  const TempDir folder;
  const std::string path = folder.write(
      "shop.csv", "order,customer,date,quantity,price\n1,a,2011-01-01,1,2\nC2,a,2011-01-02,-1,2\n");
  EXPECT_EQ(test::with_path_as(thrown<DataError>([&] { (void)net(path); }), path, "FILE"),
            "FILE: no rows left after cleaning: 2 rows = 2 customer without net spend");
}

TEST(Returns, ARefundedOrderIsNoPurchaseButItsMoneyCounts) {
  const TempDir folder;
  // Order 2 sums to -5: 40 + 25 - 30 is left of two orders, one of which is a purchase. Order 4 of
  // bob is all that bob bought. Order 5 is a return by itself, of what cyd bought as 6.
  const Customers customers = net(folder.write("shop.csv",
                                               "order,customer,date,amount\n"
                                               "1,ann,2024-01-05,40\n2,ann,2024-02-01,25\n"
                                               "2,ann,2024-02-03,-30\n4,bob,2024-02-01,9\n"
                                               "4,bob,2024-02-02,-9\n5,cyd,2024-02-04,-1\n"
                                               "6,cyd,2024-01-02,3\n"));
  EXPECT_EQ(described(customers.table),
            "ann 2024-01-05T00:00:00 2024-01-05T00:00:00 31 1 35 1\n"
            "cyd 2024-01-02T00:00:00 2024-01-02T00:00:00 34 1 2 1\n");
  const Ledger& ledger = customers.transactions->ledger;
  EXPECT_EQ(ledger[RowReason::kept], (Ledger::Entry{2, decimal("43")}));
  EXPECT_EQ(ledger[RowReason::refunded_order], (Ledger::Entry{2, decimal("-5")}));
  EXPECT_EQ(ledger[RowReason::subtracted_return], (Ledger::Entry{1, decimal("-1")}));
  EXPECT_EQ(ledger[RowReason::no_net_spend], (Ledger::Entry{2, Amount{}}));
  EXPECT_EQ(customers.transactions->returns->refunded_orders, 1);
  EXPECT_EQ(customers.transactions->orders, 2U);
}

TEST(Returns, RowsWithoutAnOrderIdAreNoRefundedOrder) {
  const TempDir folder;
  const Customers customers =
      net(folder.write("shop.csv",
                       "order,customer,date,amount\n1,ann,2024-01-05,40\n,ann,2024-02-01,5\n"
                       ",ann,2024-02-03,-8\n"));
  EXPECT_EQ(described(customers.table), "ann 2024-01-05T00:00:00 2024-02-01T00:00:00 3 2 37 2\n");
  EXPECT_EQ(customers.transactions->returns->refunded_orders, 0);
}

TEST(Returns, ARefundedOrderMayBeReadByTwoThreads) {
  const TempDir folder;
  std::string sales = "order,customer,date,amount\n";
  std::string returns;
  for (int i = 0; i < 60; ++i) {
    const std::string customer = "c" + std::to_string(i);
    const std::string order = std::to_string(1000 + i) + "," + customer;
    sales += std::to_string(i) + "," + customer + ",2024-01-05,10\n" + order + ",2024-02-01,5\n";
    // In another order of customers: threads number them differently.
    returns.insert(0, order + ",2024-02-03,-5\n");
  }
  const std::string path = folder.write("shop.csv", sales + returns);
  for (const unsigned threads : {1U, 3U}) {
    const Customers customers = net(path, threads, 100);
    EXPECT_EQ(customers.transactions->returns->refunded_orders, 60);
    EXPECT_EQ(customers.transactions->orders, 60U);
    for (std::size_t i = 0; i < customers.table.size(); ++i) {
      EXPECT_EQ(customers.table.frequency[i], 1) << customers.table.ids[i];
    }
  }
}

TEST(ReturnMatcher, TheSaleMayBeAtTheSameTime) {
  Transaction row;
  row.customer_id = "a";
  row.stock_code = "x";
  row.amount = Amount::from_integer(-1);
  ReturnMatcher matcher;
  matcher.add_return(row);
  EXPECT_EQ(matcher.unmatched().rows, 1U);
  ReturnMatcher later;
  later.add_sale(row);
  matcher.merge(std::move(later));
  EXPECT_EQ(matcher.unmatched().rows, 0U);
  row.customer_id = "b";
  matcher.add_return(row);
  EXPECT_EQ(matcher.unmatched(), (Ledger::Entry{1, Amount::from_integer(-1)}));
}

// Figures computed with pandas.
TEST(Returns, OnlineRetail) {
  const std::string path = RFMSEG_SOURCE_DIR "/../shared/data/online_retail.csv.gz";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
  const Customers customers = net(path, 2);
  const ReturnsEffect& effect = customers.transactions->returns.value();
  EXPECT_EQ(effect.customers, 4338);
  EXPECT_EQ(effect.returning, 1556);
  EXPECT_EQ(effect.gross, decimal("8911407.904"));
  EXPECT_EQ(effect.subtracted, (Ledger::Entry{8817, decimal("-600930.85")}));
  EXPECT_EQ(effect.net(), decimal("8310477.054"));
  EXPECT_EQ(effect.dropped, 21);
  EXPECT_EQ(effect.dropped_sales, (Ledger::Entry{253, decimal("86732.61")}));
  EXPECT_EQ(effect.dropped_returns.all(), (Ledger::Entry{251, decimal("-89550.51")}));
  EXPECT_EQ(effect.unmatched, (Ledger::Entry{1218, decimal("-113822.74")}));
  EXPECT_EQ(customers.table.size(), 4317U);
  EXPECT_EQ(effect.largest[0].customer_id, "16446");
  EXPECT_EQ(effect.largest[1].customer_id, "12346");
  EXPECT_EQ(effect.largest[1].gross, decimal("77183.60"));
  EXPECT_EQ(effect.largest[1].net, Amount{});
}

}  // namespace
}  // namespace rfmseg
