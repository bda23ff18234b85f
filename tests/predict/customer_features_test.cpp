#include "rfmseg/predict/customer_features.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "rfmseg/rfm/measure.hpp"
#include "support/temp_dir.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::day;

constexpr const char* kHeader = "order,customer,date,stock_code,quantity,price,country\n";

PurchaseLog log_of(const std::string& rows, MeasureOptions options = {}) {
  const test::TempDir folder;
  InputFiles files({folder.write("data.csv", kHeader + rows)}, {std::nullopt, 100});
  return *measure_customers(files, with_features(options)).purchases;
}

double value(const CustomerFeatures& of, const std::string& feature, std::size_t customer) {
  for (const CustomerFeature& one : of.features) {
    if (one.name == feature) return one.values[customer];
  }
  ADD_FAILURE() << "no feature " << feature;
  return 0;
}

// 7 buys on 1 January (2 products), 11 January (one of them again) and 30 April (a new one).
constexpr const char* kRows =
    "a,7,2011-01-01,P,2,5.00,Spain\n"
    "a,7,2011-01-01,Q,1,10.00,Spain\n"
    "b,7,2011-01-11,P,1,5.00,Spain\n"
    "Cb,7,2011-01-20,P,-1,5.00,Spain\n"
    "c,7,2011-04-30,R,5,15.00,France\n"
    "d,8,2011-05-01,P,1,4.00,Spain\n";

TEST(CustomerFeatures, AreWhatIsKnownOnADate) {
  const CustomerFeatures known = features_before(log_of(kRows), day("2011-05-11"));
  ASSERT_EQ(known.ids.size(), 2U);
  EXPECT_EQ(known.ids[0], "7");
  EXPECT_EQ(value(known, "recency", 0), 11);
  EXPECT_EQ(value(known, "frequency", 0), 3);
  EXPECT_EQ(value(known, "monetary", 0), 100);
  EXPECT_EQ(value(known, "tenure", 0), 130);
  EXPECT_EQ(value(known, "items", 0), 9);
  EXPECT_EQ(value(known, "products", 0), 3);
  EXPECT_NEAR(value(known, "order_value", 0), 100.0 / 3, 1e-12);
  EXPECT_NEAR(value(known, "gap_mean", 0), 119.0 / 2, 1e-12);
  // Gaps of 10 and 109 days.
  EXPECT_NEAR(value(known, "gap_deviation", 0), 99 / std::sqrt(2.0), 1e-9);
  EXPECT_NEAR(value(known, "returns_share", 0), 0.05, 1e-12);
  // 90 days are from 10 February on, the 90 before from 12 November on.
  EXPECT_NEAR(value(known, "trend", 0), (75.0 - 25.0) / 100.0, 1e-12);
  EXPECT_EQ(value(known, "gap_mean", 1), 10) << "the time since the only purchase";
  EXPECT_EQ(value(known, "gap_deviation", 1), 0);
  EXPECT_EQ(value(known, "returns_share", 1), 0);
  EXPECT_EQ(value(known, "trend", 1), 1);
}

TEST(CustomerFeatures, OfSubtractedReturnsAreLess) {
  MeasureOptions options;
  options.cleaning.rules.net_returns = true;
  const CustomerFeatures known = features_before(log_of(kRows, options), day("2011-05-11"));
  EXPECT_EQ(value(known, "monetary", 0), 95);
  EXPECT_NEAR(value(known, "returns_share", 0), 0.05, 1e-12);
}

TEST(CustomerFeatures, APurchaseAtTheMidnightOfTheDateIsAfterIt) {
  const PurchaseLog log = log_of(kRows);
  EXPECT_EQ(value(features_before(log, day("2011-04-30")), "frequency", 0), 2);
  EXPECT_EQ(value(features_before(log, day("2011-04-30T00:00:01")), "frequency", 0), 3);
  EXPECT_EQ(features_before(log, day("2011-05-01")).ids.size(), 1U);
}

TEST(CustomerFeatures, HaveCommonCountries) {
  std::string rows;
  for (int i = 0; i < 100; ++i) {
    const char* country = i < 60 ? "Spain" : i < 75 ? "France" : i < 91 ? "Italy" : "Malta";
    const std::string number = std::to_string(i);
    rows += "o" + number + "," + number + ",2011-01-02,P,1,1.00," + country + "\n";
  }
  // The last purchase says where 99 is now.
  rows += "o100,99,2011-01-03,P,1,1.00,France\n";
  const CustomerFeatures known = features_before(log_of(rows), day("2011-02-01"));
  EXPECT_EQ(known.countries, (std::vector<std::string>{"France", "Italy"}))
      << "Spain is most common, and Malta has fewer than ten";
  EXPECT_EQ(value(known, "country France", 99), 1);
  EXPECT_EQ(value(known, "country Italy", 99), 0);
  EXPECT_EQ(value(known, "country Italy", 80), 1);
}

// Everything after the split is another: the customers, products, countries, returns and prices.
TEST(CustomerFeatures, KnowNothingOfWhatComesAfter) {
  std::string before;
  for (int i = 0; i < 60; ++i) {
    const std::string number = std::to_string(i % 25);
    before += "o" + std::to_string(i) + "," + number + ",2011-0" + std::to_string(1 + i % 4) +
              "-15,P" + std::to_string(i % 7) + "," + std::to_string(1 + i % 3) + ",2.50," +
              (i % 25 < 12 ? "Spain" : "France") + "\n";
  }
  before += "Co3,3,2011-04-20,P1,-1,2.50,Spain\n";
  const std::string one = before +
                          "z1,3,2011-05-01,P1,1,9.00,Spain\n"
                          "z2,4,2011-06-01,P2,1,9.00,Spain\n";
  const std::string other = "z7,99,2011-05-01,X1,1,7.00,Andorra\n" + before +
                            "o3,3,2011-05-01,X2,50,1.00,Zambia\n"
                            "z9,4,2011-05-09,P5,3,1000.00,Zambia\n"
                            "Co4,4,2011-05-02,P4,-2,2.50,Spain\n";
  for (const bool net : {false, true}) {
    MeasureOptions options;
    options.cleaning.rules.net_returns = net;
    const CustomerFeatures a = features_before(log_of(one, options), day("2011-05-01"));
    options.threads = 3;
    const CustomerFeatures b = features_before(log_of(other, options), day("2011-05-01"));
    EXPECT_EQ(a.ids, b.ids);
    ASSERT_EQ(a.features.size(), b.features.size());
    EXPECT_EQ(a.countries, b.countries);
    for (std::size_t i = 0; i < a.features.size(); ++i) {
      EXPECT_EQ(a.features[i].name, b.features[i].name);
      EXPECT_EQ(a.features[i].values, b.features[i].values) << a.features[i].name;
    }
  }
}

TEST(CustomerFeatures, DoNotNeedNumbersAsIds) {
  const std::string rows =
      "a,10,2011-01-01,P,1,1.00,Spain\n"
      "b,9,2011-01-02,P,1,2.00,Spain\n"
      "c,x,2011-06-01,P,1,4.00,Spain\n";
  const CustomerFeatures known = features_before(log_of(rows), day("2011-05-01"));
  ASSERT_EQ(known.ids.size(), 2U);
  const std::size_t ten = known.ids[0] == "10" ? 0 : 1;
  EXPECT_EQ(value(known, "monetary", ten), 1);
}

}  // namespace
}  // namespace rfmseg
