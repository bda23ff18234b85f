#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "clv/cdnow.hpp"
#include "rfmseg/clv/lifetimes.hpp"
#include "rfmseg/clv/purchase_histories.hpp"
#include "rfmseg/clv/spend_model.hpp"
#include "rfmseg/error.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::Cdnow;
using test::TempDir;
using test::thrown;

constexpr std::string_view kHeader =
    "customer_id,first_purchase,last_purchase,recency,frequency,monetary\n";

CustomerTable table_of(const std::string& rows) {
  const TempDir folder;
  InputFiles files({folder.write("customers.csv", std::string(kHeader) + rows)}, {});
  return read_customer_files(files);
}

/// The same customers as in the tests of transactions: ann buys on four days, bob on one, cyd on
/// the last.
const std::string kShop =
    "ann,2024-01-01T09:00:00,2024-02-05T00:00:00,7,4,32.00\n"
    "bob,2024-01-22T08:00:00,2024-01-22T19:00:00,20,2,7.00\n"
    "cyd,2024-02-11T12:00:00,2024-02-11T12:00:00,0,1,1.00\n";

TEST(TableHistories, CountPurchasesFromTheFirstToTheLastDay) {
  const PurchaseHistories all = table_histories(table_of(kShop));
  EXPECT_EQ(to_date_string(all.begin), "2024-01-01");
  EXPECT_EQ(to_date_string(all.end), "2024-02-11");
  EXPECT_TRUE(all.of_table);
  ASSERT_EQ(all.of.size(), 3U);
  const auto history = [&](std::size_t customer) {
    return all.distinct[static_cast<std::size_t>(all.of[customer])];
  };
  EXPECT_EQ(history(0), (PurchaseHistory{3, 5, 41 / 7.0}));
  EXPECT_EQ(history(1), (PurchaseHistory{0, 0, 20 / 7.0})) << "two orders on one day";
  EXPECT_EQ(history(2), (PurchaseHistory{0, 0, 0}));
  EXPECT_EQ(all.mean_spend, (std::vector<double>{8, 7, 1}));
  EXPECT_EQ(all.spend_count(history(0)), 4) << "the first purchase is among them";
  EXPECT_EQ(all.days_until_return(0.9), std::nullopt);
}

/// If frequency counts days, the models are those of the transactions.
TEST(TableHistories, AreThoseOfTransactions) {
  SKIP_WITHOUT(Cdnow::kFile);
  Customers customers = Cdnow::customers();
  const PurchaseHistories expected = purchase_histories(customers);
  for (std::size_t i = 0; i < customers.table.size(); ++i) {
    const PurchaseHistory& history = expected.distinct[static_cast<std::size_t>(expected.of[i])];
    customers.table.frequency.set(i, history.repeats + 1);
  }
  customers.purchases.reset();
  const PurchaseHistories found = purchase_histories(customers);
  EXPECT_TRUE(found.of_table);
  EXPECT_EQ(found.distinct, expected.distinct);
  EXPECT_EQ(found.weight, expected.weight);
  EXPECT_EQ(found.of, expected.of);
  EXPECT_EQ(found.end, expected.end);
}

/// A mean of all purchases is fitted as one of as many repeat purchases.
TEST(TableHistories, SpendIsOfAllPurchases) {
  std::vector<PurchaseHistory> repeats;
  std::vector<PurchaseHistory> all;
  std::vector<double> means;
  std::mt19937 random(1);
  for (int i = 1; i <= 200; ++i) {
    const std::int64_t count = 1 + i % 5;
    repeats.push_back({count, 10, 20});
    all.push_back({count - 1, count > 1 ? 10.0 : 0.0, 20});
    // As in the model: p 6, q 4, v 15.
    const double rate = std::gamma_distribution<>(4, 1 / 15.0)(random);
    const auto purchases = static_cast<double>(count);
    means.push_back(std::gamma_distribution<>(6 * purchases, 1 / (rate * purchases))(random));
  }
  const SpendFit expected = fit_spend_model(group_histories(repeats, TimeUnit::week, means));
  PurchaseHistories table = group_histories(all, TimeUnit::week, means);
  table.of_table = true;
  const SpendFit found = fit_spend_model(table);
  EXPECT_EQ(found.customers, 200);
  EXPECT_DOUBLE_EQ(found.log_likelihood, expected.log_likelihood);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_DOUBLE_EQ(found.parameters[i].value, expected.parameters[i].value);
  }
}

TEST(TableHistories, NeedATableThatHasThem) {
  const auto message = [](const CustomerTable& table) {
    return thrown<DataError>([&] { (void)table_histories(table); });
  };
  EXPECT_EQ(
      message(table_of("ann,2024-01-01,2024-02-05,7,1,32\n")),
      "customer 'ann' has a frequency of 1, but a first purchase on 2024-01-01 and a last one "
      "on 2024-02-05");
  EXPECT_EQ(message(table_of("ann,2024-01-01,2024-01-01,7,0,32\n")),
            "customer 'ann' has a frequency of 0: repeat purchases require a frequency that counts "
            "all purchases, also the first, and monetary as their sum");
  EXPECT_EQ(
      message(table_of("ann,2024-01-01,2024-02-05,7,2,32\nbob,2024-01-01,2024-01-09,7,2,3\n")),
      "customer 'bob' has a recency of 7 and a last purchase on 2024-01-09: that recency is "
      "measured from another date than those before it");
  CustomerTable undated = table_of(kShop);
  undated.first_purchase.clear();
  undated.last_purchase.clear();
  EXPECT_EQ(message(undated),
            "repeat purchases require transactions, or customers with the dates of their first and "
            "last purchase");
  EXPECT_EQ(message({}), message(undated));
}

TEST(TableHistories, HaveNoHoldout) {
  const Customers customers{.table = table_of(kShop), .transactions = {}};
  const HistoryOptions options{.calibration_end = std::chrono::local_days(std::chrono::days(1))};
  EXPECT_NE(thrown<UsageError>([&] {
              (void)purchase_histories(customers, options);
            }).find("requires transactions"),
            std::string::npos);
}

}  // namespace
}  // namespace rfmseg
