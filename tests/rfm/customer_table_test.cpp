#include "rfmseg/rfm/customer_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

CustomerTable table_of(const std::vector<std::string>& ids) {
  CustomerTable table;
  for (const std::string& id : ids) {
    Customer customer;
    customer.id = id;
    table.add(customer);
  }
  return table;
}

std::vector<std::string> ids_of(const CustomerTable& table) {
  return {table.ids.begin(), table.ids.end()};
}

std::vector<std::string> sorted(const std::vector<std::string>& ids) {
  CustomerTable table = table_of(ids);
  sort_by_id(table);
  return ids_of(table);
}

using Ids = std::vector<std::string>;

TEST(CustomerTable, IntegerIds) {
  for (const char* id : {"0", "17850", "-3", "007", "123456789012345678901234567890"}) {
    EXPECT_TRUE(is_integer_id(id)) << id;
  }
  for (const char* id : {"", "-", "+3", "1.0", " 1", "1 ", "--1", "C17850", "1-"}) {
    EXPECT_FALSE(is_integer_id(id)) << id;
  }
}

TEST(CustomerTable, SortsIntegersByNumber) {
  EXPECT_EQ(sorted({"100", "9", "-2", "-10", "0", "10"}),
            (Ids{"-10", "-2", "0", "9", "10", "100"}));
}

TEST(CustomerTable, SortsByBytesWhenOneIdIsNoInteger) {
  EXPECT_EQ(sorted({"100", "9", "10", "x"}), (Ids{"10", "100", "9", "x"}));
  EXPECT_EQ(sorted({"\xc3\xa9", "z", "Z"}), (Ids{"Z", "z", "\xc3\xa9"}));
  EXPECT_EQ(sorted({"customer-2", "customer-10", "customer"}),
            (Ids{"customer", "customer-10", "customer-2"}));
}

TEST(CustomerTable, SortsEqualNumbersByBytes) {
  EXPECT_EQ(sorted({"7", "007", "07", "6"}), (Ids{"6", "007", "07", "7"}));
  EXPECT_EQ(sorted({"0", "-0", "00", "-1"}), (Ids{"-1", "-0", "0", "00"}));
}

TEST(CustomerTable, SortsNumbersLongerThanAMachineWord) {
  EXPECT_EQ(sorted({"99999999999999999999", "100000000000000000000", "999999999999999999",
                    "1000000000000000000", "-100000000000000000000", "-99999999999999999999"}),
            (Ids{"-100000000000000000000", "-99999999999999999999", "999999999999999999",
                 "1000000000000000000", "99999999999999999999", "100000000000000000000"}));
}

TEST(CustomerTable, CarriesItsColumnsAlong) {
  CustomerTable table = table_of({"3", "1", "2"});
  table.frequency = {30, 10, 20};
  table.product_counts = {3, 1, 2};
  table.carried = {{"city", {"three", "one", "two"}}, {"vip", {"c", "a", "b"}}};
  sort_by_id(table);
  EXPECT_EQ(ids_of(table), (Ids{"1", "2", "3"}));
  EXPECT_EQ(table.frequency, (IntegerColumn{10, 20, 30}));
  EXPECT_EQ(table.product_counts, (IntegerColumn{1, 2, 3}));
  EXPECT_TRUE(table.order_counts.empty());
  EXPECT_EQ(table.carried[0].second, (TextColumn{"one", "two", "three"}));
  EXPECT_EQ(table.carried[1].second, (TextColumn{"a", "b", "c"}));
}

TEST(CustomerTable, TakesRowsAndGivesThemBack) {
  const Timestamp day{std::chrono::days(15'000)};
  const Amount ten = Amount::from_integer(10);
  CustomerTable table;
  EXPECT_EQ(table.size(), 0U);
  table.add({"7", day, day + std::chrono::hours(1), 3, 2, ten, Amount::from_integer(5)});
  table.add({"8", day, day, 4, 1, ten + ten, Amount::from_integer(6)});
  EXPECT_EQ(table.size(), 2U);
  EXPECT_TRUE(table.has_dates());
  EXPECT_TRUE(table.has_items());
  const Customer first = table.customer(0);
  EXPECT_EQ(first.id, "7");
  EXPECT_EQ(first.first_purchase, day);
  EXPECT_EQ(first.last_purchase, day + std::chrono::hours(1));
  EXPECT_EQ(first.recency, 3);
  EXPECT_EQ(first.frequency, 2);
  EXPECT_EQ(first.monetary, ten);
  EXPECT_EQ(first.items, Amount::from_integer(5));
}

TEST(CustomerTable, DatesAndItemsMayBeUnknown) {
  CustomerTable table;
  table.add({"7", {}, {}, 3, 2, Amount::from_integer(10), {}});
  EXPECT_FALSE(table.has_dates());
  EXPECT_FALSE(table.has_items());
  const Customer customer = table.customer(0);
  EXPECT_EQ(customer.first_purchase, std::nullopt);
  EXPECT_EQ(customer.last_purchase, std::nullopt);
  EXPECT_EQ(customer.items, std::nullopt);
}

TEST(CustomerTable, RefusesTheSameIdTwiceAndLeavesTheTableAlone) {
  for (const Ids& ids : {Ids{"2", "17850", "1", "17850"}, Ids{"b", "17850", "17850", "a"}}) {
    CustomerTable table = table_of(ids);
    try {
      sort_by_id(table);
      FAIL() << "no error";
    } catch (const DataError& error) {
      EXPECT_STREQ(error.what(), "customer id '17850' appears twice");
    }
    EXPECT_EQ(ids_of(table), ids);
  }
}

TEST(CustomerTable, EmptyAndSortedTablesStay) {
  EXPECT_EQ(sorted({}), Ids{});
  EXPECT_EQ(sorted({"1", "2"}), (Ids{"1", "2"}));
}

TEST(CustomerTable, SortsTheSameWithAnyNumberOfThreads) {
  std::mt19937_64 random(7);
  for (const std::string prefix : {"", "-", "customer-"}) {
    std::set<std::string> different;
    while (different.size() < 20'000) {
      std::string number = std::to_string(random());
      number.resize(1 + random() % number.size());
      different.insert(prefix + number);
    }
    Ids expected(different.begin(), different.end());
    Ids ids = expected;
    std::shuffle(ids.begin(), ids.end(), random);
    std::sort(expected.begin(), expected.end(), CustomerIdLess(prefix.size() < 2));
    for (const unsigned threads : {1U, 3U}) {
      CustomerTable table = table_of(ids);
      sort_by_id(table, threads);
      EXPECT_TRUE(ids_of(table) == expected) << prefix << threads;
    }
  }
}

RC_GTEST_PROP(CustomerTableProperty, SmallNumbersSortAsIntegers, (std::set<std::int64_t> numbers)) {
  Ids ids;
  for (const std::int64_t number : numbers) ids.push_back(std::to_string(number));
  const Ids expected = ids;
  std::reverse(ids.begin(), ids.end());
  RC_ASSERT(sorted(ids) == expected);
}

// The keys that sort_by_id compares first must never contradict the order itself.
RC_GTEST_PROP(CustomerTableProperty, SortsAsCustomerIdLess, (bool numeric)) {
  const auto letter =
      numeric ? rc::gen::element('0', '1', '9') : rc::gen::element('0', 'a', '\xc3');
  auto ids = *rc::gen::unique<Ids>(rc::gen::nonEmpty(rc::gen::container<std::string>(letter)));
  if (!numeric) ids.emplace_back("x");
  Ids expected = ids;
  std::sort(expected.begin(), expected.end(), CustomerIdLess(numeric));
  RC_ASSERT(sorted(ids) == expected);
}

}  // namespace
}  // namespace rfmseg
