#include "rfmseg/rfm/purchase_days.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/store/store.hpp"
#include "support/temp_dir.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::TempDir;

MeasureOptions by_day(unsigned threads = 1) {
  return {.threads = threads, .purchase_days = true};
}

/// `ann 2011-01-01 12.5, 2011-01-03 7.25`, a line for each customer.
std::string described_days(const CustomerTable& table) {
  std::string text;
  for (std::size_t i = 0; i < table.purchase_days.size(); ++i) {
    text += table.ids[i];
    for (const PurchaseDay& day : table.purchase_days[i]) {
      text += ' ' + to_date_string(Timestamp(day.day)) + ' ' + to_string(day.amount) + ',';
    }
    text += '\n';
  }
  return text;
}

constexpr std::string_view kHeader = "InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID\n";

TEST(PurchaseDays, AreDistinctDaysInOrder) {
  const TempDir folder;
  const std::string path = folder.write("shop.csv", std::string(kHeader) +
                                                        "4,1,2011-01-03 09:00,7.25,bob\n"
                                                        "1,4,2011-01-01 08:00,2.50,ann\n"
                                                        "1,1,2011-01-02 00:01,1,ann\n"
                                                        "2,1,2011-01-01 23:59,2.50,ann\n"
                                                        "3,1,2010-12-01 10:00,1,ann\n");
  const std::string expected =
      "ann 2010-12-01 1, 2011-01-01 12.5, 2011-01-02 1,\nbob 2011-01-03 7.25,\n";
  for (const unsigned threads : {1U, 3U}) {
    InputFiles files({path}, {std::nullopt, 64});
    const Customers customers = measure_customers(files, by_day(threads));
    EXPECT_EQ(described_days(customers.table), expected);
  }
  Store store(folder.path("shop.db"), Store::Access::write);
  store.ingest(path, {}, {});
  EXPECT_EQ(described_days(store.measure(by_day()).table), expected);
  InputFiles unasked({path}, {});
  EXPECT_TRUE(measure_customers(unasked, {}).table.purchase_days.empty());
}

// ann's order 2 was refunded; her return of another order changes no day.
TEST(PurchaseDays, ARefundedOrderIsNone) {
  const TempDir folder;
  const std::string path = folder.write("shop.csv", std::string(kHeader) +
                                                        "1,4,2011-01-01,2.50,ann\n"
                                                        "2,1,2011-01-05,3,ann\n"
                                                        "2,-1,2011-01-06,3,ann\n"
                                                        "3,1,2011-01-07,1,ann\n"
                                                        "4,-1,2011-01-08,2.50,ann\n");
  for (const unsigned threads : {1U, 3U}) {
    InputFiles files({path}, {std::nullopt, 64});
    MeasureOptions options = by_day(threads);
    options.cleaning.rules.net_returns = true;
    const Customers customers = measure_customers(files, options);
    EXPECT_EQ(described_days(customers.table), "ann 2011-01-01 10, 2011-01-07 1,\n");
  }
}

TEST(PurchaseDays, AFreePurchaseIsOneIfItIsToBe) {
  const TempDir folder;
  const std::string path = folder.write("shop.csv", std::string(kHeader) +
                                                        "1,1,2011-01-01,2.50,ann\n"
                                                        "2,1,2011-01-05,0,ann\n"
                                                        "3,1,2011-01-02,0,bob\n");
  MeasureOptions options = by_day();
  InputFiles dropping({path}, {});
  EXPECT_EQ(described_days(measure_customers(dropping, options).table), "ann 2011-01-01 2.5,\n");
  options.cleaning.rules.keep_zero_amounts = true;
  const std::string expected = "ann 2011-01-01 2.5, 2011-01-05 0,\nbob 2011-01-02 0,\n";
  InputFiles keeping({path}, {});
  EXPECT_EQ(described_days(measure_customers(keeping, options).table), expected);
  Store store(folder.path("shop.db"), Store::Access::write);
  store.ingest(path, {}, {});
  EXPECT_EQ(described_days(store.measure(options).table), expected);
}

}  // namespace
}  // namespace rfmseg
