#include "rfm/history_collector.hpp"

#include <gtest/gtest.h>

#include "load/transaction.hpp"
#include "support/printing.hpp"

namespace rfmseg {
namespace {

Transaction row(std::string_view order, std::string_view customer, int day, std::int64_t quantity,
                std::int64_t cents) {
  Transaction transaction;
  transaction.order_id = order;
  transaction.customer_id = customer;
  transaction.time = Timestamp{} + std::chrono::days(day);
  transaction.quantity = {quantity, 0};
  transaction.amount = Amount::from({cents, 2});
  return transaction;
}

TEST(HistoryCollector, SumsUpTheOrdersOfOneCustomer) {
  HistoryCollector history("ann");
  history.add(row("2", "ann", 5, 1, 250), RowReason::kept);
  history.add(row("1", "ann", 3, 2, 100), RowReason::kept);
  history.add(row("2", "ann", 4, 3, 50), RowReason::kept);
  history.add(row("3", "bob", 1, 1, 100), RowReason::kept);
  HistoryCollector others("ann");
  others.add(row("1", "ann", 2, 1, 1), RowReason::kept);
  others.add(row("C4", "ann", 6, -1, -250), RowReason::subtracted);
  others.add(row("A5", "ann", 6, 1, 700), RowReason::adjustment);
  history.merge(std::move(others));

  const std::vector<CustomerOrder> orders = history.history().orders;
  ASSERT_EQ(orders.size(), 3U);
  EXPECT_EQ(orders[0].id, "1");
  EXPECT_EQ(orders[0].time, Timestamp{} + std::chrono::days(2));
  EXPECT_EQ(orders[0].lines, 2);
  EXPECT_EQ(to_string(orders[0].items), "3");
  EXPECT_EQ(to_string(orders[0].amount), "1.01");
  EXPECT_EQ(orders[1].id, "2");
  EXPECT_EQ(orders[1].time, Timestamp{} + std::chrono::days(4));
  EXPECT_EQ(to_string(orders[1].amount), "3");
  EXPECT_EQ(orders[2].id, "C4");
  EXPECT_EQ(to_string(orders[2].amount), "-2.5");
  EXPECT_EQ(history.history().ledger[RowReason::kept].rows, 4U);
  EXPECT_EQ(history.history().ledger[RowReason::adjustment],
            (Ledger::Entry{1, Amount::from_integer(7)}));
}

TEST(HistoryCollector, RowsWithoutAnOrderAreAnOrderEach) {
  HistoryCollector history("ann");
  history.add(row("", "ann", 5, 1, 250), RowReason::kept);
  history.add(row("", "ann", 3, 1, 100), RowReason::kept);
  const std::vector<CustomerOrder> orders = history.history().orders;
  ASSERT_EQ(orders.size(), 2U);
  EXPECT_EQ(to_string(orders[0].amount), "1");
  EXPECT_EQ(orders[0].lines, 1);
}

TEST(HistoryCollector, KeepsMoneyOfOtherCurrenciesApart) {
  HistoryCollector history("ann");
  Transaction dollars = row("1", "ann", 5, 1, 250);
  dollars.currency = "USD";
  history.add(dollars, RowReason::other_currency);
  history.add(row("2", "ann", 5, 1, 100), RowReason::other_currency);
  const Ledger ledger = history.history().ledger;
  EXPECT_EQ(ledger[RowReason::other_currency], (Ledger::Entry{2, Amount{}}));
  EXPECT_EQ(ledger.details(RowReason::other_currency),
            (ValueCounts::Values{{"USD", {1, Amount::from({25, 1})}},
                                 {"another currency", {1, Amount::from_integer(1)}}}));
  EXPECT_TRUE(history.history().orders.empty());
}

}  // namespace
}  // namespace rfmseg
