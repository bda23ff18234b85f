#include "rfm/customer_aggregator.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "load/transaction.hpp"
#include "support/printing.hpp"
#include "support/values.hpp"

namespace rfmseg {

namespace {

using test::day;
using test::described;

/// A transaction that owns its text.
struct Line {
  std::string order, customer;
  Timestamp time;
  std::int64_t quantity, cents;

  [[nodiscard]] Transaction transaction() const {
    Transaction transaction;
    transaction.order_id = order;
    transaction.customer_id = customer;
    transaction.time = time;
    transaction.quantity = {quantity, 0};
    transaction.price = *parse_decimal(std::to_string(cents) + "e-2");
    transaction.amount = multiply(transaction.quantity, transaction.price).value();
    return transaction;
  }
};

CustomerAggregator counted(const std::vector<Line>& lines) {
  CustomerAggregator aggregator;
  for (const Line& line : lines) aggregator.add(line.transaction());
  return aggregator;
}

CustomerTable customers_of(const std::vector<Line>& lines) {
  return counted(lines).totals().table(day("2011-12-11"));
}

TEST(CustomerAggregator, CountsProductsAndOrdersBesideFrequency) {
  const AggregatorOptions options{.metrics = {.frequency = FrequencyMeasure::lines},
                                  .products = true};
  CustomerAggregator first(options);
  CustomerAggregator second(options);
  const auto add = [](CustomerAggregator& to, const std::string& order, const std::string& customer,
                      std::string_view code) {
    const Line line{order, customer, day("2011-12-01"), 1, 100};
    Transaction transaction = line.transaction();
    transaction.stock_code = code;
    to.add(transaction);
  };
  add(first, "1", "10", "A");
  add(first, "1", "10", "A-longer-than-most-codes");
  add(first, "2", "9", "A");
  add(second, "1", "10", "A");
  add(second, "3", "10", "B");
  add(second, "3", "10", "");  // no code: no product
  first.merge(std::move(second));
  const CustomerTable table = first.totals().table(day("2011-12-11"));
  EXPECT_EQ(table.as_of, day("2011-12-11"));
  ASSERT_EQ(table.size(), 2U);
  EXPECT_EQ(table.ids[0], "9");  // sorted, and the counts with them
  EXPECT_EQ(table.product_counts, (IntegerColumn{1, 3}));
  EXPECT_EQ(table.order_counts, (IntegerColumn{1, 2}));
  EXPECT_EQ(table.frequency[1], 5);
  EXPECT_EQ(table.orders(1), 2);
  EXPECT_TRUE(CustomerAggregator().totals().table(day("2011-12-11")).product_counts.empty());
}

std::string measured_by(const MetricDefinitions& metrics) {
  const std::vector<Line> lines = {{"1", "7", day("2011-12-01 10:00"), 2, 150},
                                   {"2", "7", day("2011-12-01 23:59"), 1, 1},
                                   {"2", "7", day("2011-12-02"), 1, 99},
                                   {"", "7", day("2011-12-02 09:00"), 1, 500}};
  // Alone, and shared out over two that both know the second day.
  CustomerAggregator whole({.metrics = metrics});
  CustomerAggregator first({.metrics = metrics});
  CustomerAggregator second({.metrics = metrics});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    whole.add(lines[i].transaction());
    (i % 2 == 0 ? first : second).add(lines[i].transaction());
  }
  first.merge(std::move(second));
  const CustomerTable merged = first.totals().table(day("2011-12-11"));
  const CustomerTable table = whole.totals().table(day("2011-12-11"));
  EXPECT_EQ(described(merged), described(table));
  EXPECT_EQ(merged.revenue(0), table.revenue(0));
  return std::to_string(table.frequency[0]) + ' ' + to_string(table.monetary[0]) + ' ' +
         to_string(table.revenue(0));
}

// The four lines are worth 3.00, 0.01, 0.99 and 5.00; the last is another order.
TEST(CustomerAggregator, MeasuresAsItIsTold) {
  using enum FrequencyMeasure;
  EXPECT_EQ(measured_by({}), "3 9 9");
  EXPECT_EQ(measured_by({days}), "2 9 9");
  EXPECT_EQ(measured_by({lines}), "4 9 9");
  EXPECT_EQ(measured_by({days, true}), "1 9 9");
  EXPECT_EQ(measured_by({orders, false, MonetaryMeasure::mean}), "3 3 9");
  EXPECT_EQ(measured_by({lines, true, MonetaryMeasure::mean}), "3 2.25 9");
}

TEST(CustomerAggregator, SumsACustomerUp) {
  const auto customers = customers_of({{"1", "7", day("2011-12-01 10:00"), 2, 150},
                                       {"1", "7", day("2011-12-01 10:05"), 1, 1},
                                       {"2", "7", day("2011-11-01"), 3, 100}});
  ASSERT_EQ(customers.size(), 1U);
  EXPECT_EQ(described(customers.customer(0)),
            "7 2011-11-01T00:00:00 2011-12-01T10:05:00 9 2 6.01 6");
}

TEST(CustomerAggregator, CountsDistinctOrders) {
  const auto customers = customers_of({{"1", "7", day("2011-12-01"), 1, 1},
                                       {"2", "7", day("2011-12-01"), 1, 1},
                                       {"1", "7", day("2011-12-02"), 1, 1},
                                       {"2", "8", day("2011-12-01"), 1, 1}});
  ASSERT_EQ(customers.size(), 2U);
  EXPECT_EQ(customers.frequency[0], 2) << "orders may come back to";
  EXPECT_EQ(customers.frequency[1], 1) << "an order id that two customers share is one of each";
}

TEST(CustomerAggregator, WithoutOrderIdsEveryTransactionIsAnOrder) {
  const auto customers = customers_of({{"", "7", day("2011-12-01"), 1, 1},
                                       {"", "7", day("2011-12-01"), 1, 1},
                                       {"x", "7", day("2011-12-01"), 1, 1},
                                       {"x", "7", day("2011-12-01"), 1, 1}});
  EXPECT_EQ(customers.frequency[0], 3);
}

TEST(CustomerAggregator, KnowsTheFirstAndLastPurchase) {
  CustomerAggregator none;
  EXPECT_EQ(none.totals().first_purchase(), std::nullopt);
  EXPECT_EQ(none.totals().last_purchase(), std::nullopt);
  EXPECT_EQ(none.totals().orders(), 0U);
  EXPECT_EQ(none.totals().table(day("2011-12-11")).size(), 0U);
  auto some = counted({{"1", "7", day("2011-12-02"), 1, 1},
                       {"2", "8", day("2011-12-05 23:59:59"), 1, 1},
                       {"3", "7", day("2011-12-01"), 1, 1}});
  EXPECT_EQ(some.totals().first_purchase(), day("2011-12-01"));
  EXPECT_EQ(some.totals().last_purchase(), day("2011-12-05 23:59:59"));
  EXPECT_EQ(some.totals().orders(), 3U);
}

TEST(CustomerAggregator, RecencyIsInWholeDays) {
  const auto recency = [](std::string_view purchase, std::string_view as_of) {
    return counted({{"1", "7", day(purchase), 1, 1}}).totals().table(day(as_of)).recency[0];
  };
  EXPECT_EQ(recency("2011-12-09 12:50", "2011-12-11"), 1);
  EXPECT_EQ(recency("2011-12-10", "2011-12-11"), 1);
  EXPECT_EQ(recency("2011-12-10 00:00:01", "2011-12-11"), 0);
  EXPECT_EQ(recency("2011-12-11", "2011-12-11"), 0);
}

TEST(CustomerAggregator, TheDefaultAsOfDateIsTheNextMidnight) {
  EXPECT_EQ(default_as_of(day("2011-12-09 12:50")), day("2011-12-10"));
  EXPECT_EQ(default_as_of(day("2011-12-09")), day("2011-12-10"));
  EXPECT_EQ(default_as_of(day("2011-12-31 23:59:59")), day("2012-01-01"));
}

TEST(CustomerAggregator, MergesIntoAnEmptyOneAndFromOne) {
  CustomerAggregator all;
  all.merge(counted({{"1", "7", day("2011-12-01"), 1, 1}}));
  all.merge(CustomerAggregator());
  all.add(Line{"1", "7", day("2011-12-01"), 1, 1}.transaction());
  EXPECT_EQ(all.totals().table(day("2011-12-11")).frequency[0], 1);
  EXPECT_EQ(all.totals().orders(), 1U);
}

/// The same by plain means.
CustomerTable reference(const std::vector<Line>& lines, Timestamp as_of) {
  struct Sums {
    std::set<std::string> orders;
    std::int64_t lone_orders = 0, cents = 0, items = 0;
    Timestamp first = Timestamp::max(), last = Timestamp::min();
  };
  std::map<int, Sums> by_customer;
  for (const Line& line : lines) {
    Sums& sums = by_customer[std::stoi(line.customer)];
    if (line.order.empty()) {
      ++sums.lone_orders;
    } else {
      sums.orders.insert(line.order);
    }
    sums.cents += line.quantity * line.cents;
    sums.items += line.quantity;
    sums.first = std::min(sums.first, line.time);
    sums.last = std::max(sums.last, line.time);
  }
  CustomerTable table;
  for (const auto& [id, sums] : by_customer) {
    table.add({std::to_string(id), sums.first, sums.last,
               std::chrono::floor<std::chrono::days>(as_of - sums.last).count(),
               static_cast<std::int64_t>(sums.orders.size()) + sums.lone_orders,
               Amount::from(*parse_decimal(std::to_string(sums.cents) + "e-2")),
               Amount::from_integer(sums.items)});
  }
  return table;
}

rc::Gen<Line> lines() {
  return rc::gen::build<Line>(
      rc::gen::set(&Line::order, rc::gen::element<std::string>("", "", "1", "2", "3", "4")),
      rc::gen::set(&Line::customer, rc::gen::element<std::string>("7", "8", "9", "10", "110")),
      rc::gen::set(&Line::time,
                   rc::gen::map(rc::gen::inRange(0, 1'000'000),
                                [](int s) { return Timestamp(std::chrono::seconds(s)); })),
      rc::gen::set(&Line::quantity, rc::gen::inRange<std::int64_t>(1, 100)),
      rc::gen::set(&Line::cents, rc::gen::inRange<std::int64_t>(1, 10'000)));
}

RC_GTEST_PROP(CustomerAggregator, NeitherOrderNorSharingOutOfRowsChangesTheTable, ()) {
  const auto rows = *rc::gen::container<std::vector<Line>>(lines());
  const Timestamp as_of = day("1970-02-01");
  const std::string expected = described(reference(rows, as_of));
  RC_ASSERT(described(counted(rows).totals().table(as_of)) == expected);

  const auto parts = *rc::gen::inRange<std::size_t>(1, 5);
  std::vector<CustomerAggregator> aggregators(parts);
  auto shuffled = rows;
  std::reverse(shuffled.begin(), shuffled.end());
  for (const Line& row : shuffled) {
    aggregators[*rc::gen::inRange<std::size_t>(0, parts)].add(row.transaction());
  }
  for (std::size_t i = 1; i < parts; ++i) aggregators[0].merge(std::move(aggregators[i]));
  RC_ASSERT(described(aggregators[0].totals().table(as_of)) == expected);
  RC_ASSERT(aggregators[0].totals().orders() == counted(rows).totals().orders());
}

/// The months as text: `2011-01 12.50 of 2`.
std::vector<std::string> months_of(const CustomerTotals& totals) {
  std::vector<std::string> texts;
  for (const MonthActivity& month : totals.months()) {
    texts.push_back(std::to_string(int{month.month.year()}) + "-" +
                    std::to_string(unsigned{month.month.month()}) + " " +
                    to_string(month.revenue, 2) + " of " + std::to_string(month.active_customers));
  }
  return texts;
}

TEST(CustomerAggregator, SumsRevenueByMonthWithoutGaps) {
  CustomerAggregator aggregator({.months = true});
  for (const Line& line : std::vector<Line>{{"1", "a", day("2010-12-31"), 1, 1000},
                                            {"2", "b", day("2010-12-01"), 2, 100},
                                            {"2", "b", day("2010-12-01"), 1, 50},
                                            {"3", "a", day("2011-02-01"), 1, 300}}) {
    aggregator.add(line.transaction());
  }
  EXPECT_EQ(
      months_of(aggregator.totals()),
      (std::vector<std::string>{"2010-12 12.50 of 2", "2011-1 0.00 of 0", "2011-2 3.00 of 1"}));
  EXPECT_TRUE(counted({{"1", "a", day("2010-12-31"), 1, 1000}}).totals().months().empty());
}

TEST(CustomerAggregator, MonthsSumToTheRevenueAfterReturns) {
  CustomerAggregator mine({.months = true});
  CustomerAggregator theirs({.months = true});
  mine.add(Line{"1", "a", day("2011-01-05"), 1, 1000}.transaction());
  theirs.add_return(Line{"C1", "a", day("2011-02-05"), -1, 400}.transaction());
  // Who has nothing left is no customer, and counts in no month.
  mine.add(Line{"2", "b", day("2011-01-06"), 1, 500}.transaction());
  theirs.add_return(Line{"C2", "b", day("2011-03-06"), -1, 500}.transaction());
  mine.merge(std::move(theirs));
  EXPECT_EQ(months_of(mine.totals()),
            (std::vector<std::string>{"2011-1 10.00 of 1", "2011-2 -4.00 of 0"}));
}

}  // namespace
}  // namespace rfmseg
