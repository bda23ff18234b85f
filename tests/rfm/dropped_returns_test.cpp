// What subtracting returns would change, where they are dropped.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "rfmseg/rfm/measure.hpp"
#include "support/printing.hpp"
#include "support/temp_dir.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::decimal;
using test::TempDir;

constexpr std::string_view kShopWithReturns =
    "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n"
    "1,cup,4,2011-01-01,2.50,ann\n"      // 10.00
    "2,pan,1,2011-01-03,7.25,ann\n"      //  7.25
    "C3,cup,-1,2011-01-05,2.50,ann\n"    // -2.50
    "4,cup,2,2011-01-02,2.50,bob\n"      //  5.00
    "C5,cup,-2,2011-01-04,2.50,bob\n"    // -5.00: nothing is left
    "C6,pot,-1,2011-01-04,9.00,cyd\n"    // has bought nothing
    "7,jug,1,2011-01-02,3.00,dee\n"      //  3.00
    "C8,pan,-1,2011-01-06,1.00,dee\n"    // -1.00
    "9,jug,1,2011-01-07,1.50,eve\n"      //  1.50
    "C10,jug,-1,2011-01-06,4.00,eve\n";  // -4.00: less than nothing is left

MeasureOptions asking() {
  MeasureOptions options;
  options.measure_dropped_returns = true;
  return options;
}

DroppedReturns dropped(const std::string& shop, const MeasureOptions& options) {
  const TempDir folder;
  InputFiles files({folder.write("shop.csv", shop)}, {std::nullopt, 64});
  return measure_customers(files, options).transactions->dropped_returns.value();
}

TEST(DroppedReturns, AreThoseOfCustomersWithAPurchase) {
  for (const unsigned threads : {1U, 3U}) {
    MeasureOptions options = asking();
    options.threads = threads;
    const DroppedReturns returns = dropped(std::string(kShopWithReturns), options);
    EXPECT_EQ(returns.returns.rows, 4U);
    EXPECT_EQ(returns.returns.amount, decimal("-12.5"));
    EXPECT_EQ(returns.revenue, decimal("26.75"));
    // ann 14.75 and dee 2; bob and eve have nothing left.
    EXPECT_EQ(returns.net_revenue, decimal("16.75"));
    EXPECT_EQ(returns.top_customers, 4);
    EXPECT_EQ(returns.top_customers_returned_most, 2);
    EXPECT_TRUE(returns.matter());
  }
}

// Only bob's is before the fifth; all sales but eve's are.
TEST(DroppedReturns, DoNotIncludeWhatAnotherRuleDrops) {
  MeasureOptions options = asking();
  options.cleaning.rules.until = std::chrono::local_days(std::chrono::year{2011} / 1 / 5);
  const DroppedReturns returns = dropped(std::string(kShopWithReturns), options);
  EXPECT_EQ(returns.returns.rows, 1U);
  EXPECT_EQ(returns.revenue, decimal("25.25"));
  EXPECT_EQ(returns.net_revenue, decimal("20.25"));
}

TEST(DroppedReturns, CountOnceIfDuplicatesAreDropped) {
  const std::string twice = std::string(kShopWithReturns) + "C3,cup,-1,2011-01-05,2.50,ann\n";
  MeasureOptions options = asking();
  EXPECT_EQ(dropped(twice, options).net_revenue, decimal("14.25"));
  options.cleaning.rules.drop_duplicates = true;
  options.threads = 3;
  EXPECT_EQ(dropped(twice, options).net_revenue, decimal("16.75"));
  EXPECT_EQ(dropped(twice, options).returns.rows, 4U);
}

TEST(DroppedReturns, AreNotMeasuredUnlessAskedForOrIfSubtracted) {
  const TempDir folder;
  const std::string path = folder.write("shop.csv", std::string(kShopWithReturns));
  const auto measured = [&](const MeasureOptions& options) {
    InputFiles files({path});
    return measure_customers(files, options).transactions->dropped_returns.has_value();
  };
  EXPECT_FALSE(measured({}));
  MeasureOptions net = asking();
  EXPECT_TRUE(measured(net));
  net.cleaning.rules.net_returns = true;
  EXPECT_FALSE(measured(net));
}

TEST(DroppedReturns, MatterAboveOnePercentOfRevenue) {
  DroppedReturns returns;
  returns.revenue = decimal("500");
  returns.returns.amount = decimal("-5");
  EXPECT_FALSE(returns.matter());
  returns.returns.amount = decimal("-5.01");
  EXPECT_TRUE(returns.matter());
}

}  // namespace
}  // namespace rfmseg
