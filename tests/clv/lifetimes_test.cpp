#include "rfmseg/clv/lifetimes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "clv/cdnow.hpp"
#include "rfmseg/error.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::Cdnow;
using test::day;

LifetimeOptions cdnow_options() {
  LifetimeOptions options;
  options.model = RepeatModel::bg_nbd;
  options.histories.calibration_end = std::chrono::floor<std::chrono::days>(day("1997-09-30"));
  options.forecast.draws = 20;
  return options;
}

// The figures are those of the published parameters, by a script with the formulas of the paper
// and mpmath's hypergeometric function.
class LifetimesOfCdnow : public testing::Test {
 protected:
  void SetUp() override {
    SKIP_WITHOUT(Cdnow::kFile);
    found_ = find_lifetimes(Cdnow::customers(), cdnow_options());
  }
  Lifetimes found_;
};

TEST_F(LifetimesOfCdnow, TrackRepeatPurchasesByWeek) {
  const std::vector<TrackedWeek>& weeks = found_.tracking;
  ASSERT_EQ(weeks.size(), 78U);
  const auto expect = [&](std::size_t week, const char* last, std::int64_t actual,
                          double expected) {
    const TrackedWeek& one = weeks[week - 1];
    EXPECT_EQ(one.week, static_cast<std::int64_t>(week));
    EXPECT_EQ(to_date_string(one.last), last);
    EXPECT_EQ(one.actual, actual);
    EXPECT_NEAR(one.expected, expected, 0.01 * std::sqrt(expected));
    EXPECT_EQ(one.holdout, week > 39);
  };
  expect(20, "1997-05-20", 1359, 1301.601);
  expect(39, "1997-09-30", 2457, 2493.954);
  expect(78, "1998-06-30", 4339, 4160.604);
}

TEST_F(LifetimesOfCdnow, AreJudgedByTheHoldout) {
  const HoldoutTrial& trial = *found_.trial;
  EXPECT_EQ(trial.all.customers, 2357);
  EXPECT_EQ(trial.all.actual, 1882);
  ASSERT_EQ(trial.groups.size(), 8U);
  const std::vector<HoldoutGroup> groups = {{0, 1411, 334, 317.598}, {1, 439, 306, 229.654},
                                            {2, 214, 298, 223.444},  {3, 100, 156, 152.028},
                                            {4, 62, 157, 134.160},   {5, 38, 112, 100.846},
                                            {6, 29, 112, 101.617},   {7, 64, 407, 394.060}};
  for (std::size_t i = 0; i < groups.size(); ++i) {
    EXPECT_EQ(trial.groups[i].repeats, groups[i].repeats);
    EXPECT_EQ(trial.groups[i].customers, groups[i].customers);
    EXPECT_EQ(trial.groups[i].actual, groups[i].actual);
    EXPECT_NEAR(trial.groups[i].expected, groups[i].expected, 0.02);
  }
  const std::vector<Prediction> predictions = {{"model", 1653.408, 0.785454, 1.607982},
                                               {"own rate before", 2930.101, 1.023669, 2.211918},
                                               {"mean rate of all", 2928.946, 1.382077, 2.104233}};
  ASSERT_EQ(trial.predictions.size(), predictions.size());
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    EXPECT_EQ(trial.predictions[i].name, predictions[i].name);
    EXPECT_NEAR(trial.predictions[i].total, predictions[i].total, 0.05);
    EXPECT_NEAR(trial.predictions[i].absolute_error, predictions[i].absolute_error, 1e-4);
    EXPECT_NEAR(trial.predictions[i].squared_error, predictions[i].squared_error, 1e-4);
  }
}

TEST_F(LifetimesOfCdnow, SayWhatFirstCustomersWillDo) {
  const auto index = *found_.index_of(0);
  EXPECT_NEAR(found_.forecast.alive[index], 0.72662, 1e-4);
  EXPECT_NEAR(found_.forecast.expected[index], 1.22599, 1e-4);
  EXPECT_NEAR(*found_.expected_spend(0), 24.660, 0.01);
  EXPECT_NEAR(*found_.expected_spend(1), 18.917, 0.01);
  EXPECT_NEAR(*found_.expected_spend(2), 35.22, 0.05) << "p and q are published with two decimals";
  EXPECT_NEAR(*found_.value(0), *found_.expected_spend(0) * found_.forecast.discounted[index],
              1e-9);
  // 88.33 days after 1997-08-02, 32.04 after 1997-01-13.
  EXPECT_EQ(to_date_string(*found_.next_purchase(0)), "1997-10-30");
  EXPECT_EQ(to_date_string(*found_.next_purchase(1)), "1997-02-15");
}

// Nobody ever leaves in such a model: a value of all purchases to come would be a fancy.
TEST_F(LifetimesOfCdnow, HaveNoValueWithoutDropout) {
  LifetimeOptions options = cdnow_options();
  options.model = RepeatModel::nbd;
  const Lifetimes found = find_lifetimes(Cdnow::customers(), options);
  EXPECT_TRUE(found.expected_spend(0).has_value());
  EXPECT_EQ(found.value(0), std::nullopt);
}

// The end is 1997-09-30.
TEST_F(LifetimesOfCdnow, SayHowLateCustomersAre) {
  EXPECT_EQ(found_.days_late(0), 0);
  EXPECT_EQ(found_.days_late(1), 227);
}

TEST_F(LifetimesOfCdnow, SayHowLongCustomersAreAway) {
  EXPECT_EQ(found_.histories.days_until_return(0.8), 77);
  EXPECT_EQ(found_.histories.days_until_return(0.9), 128);
  EXPECT_EQ(found_.histories.days_until_return(0.95), 164);
}

TEST_F(LifetimesOfCdnow, HaveATrialWhateverTheHorizon) {
  LifetimeOptions options = cdnow_options();
  options.horizon = 13;
  options.threads = 3;
  const Lifetimes other = find_lifetimes(Cdnow::customers(), options);
  EXPECT_EQ(found_.horizon, 39);
  EXPECT_EQ(other.horizon, 13);
  EXPECT_LT(other.forecast.total, found_.forecast.total);
  EXPECT_EQ(other.trial->all.expected, found_.trial->all.expected);
}

TEST(MedianGap, HalfOfTheCustomersComeBackByThen) {
  RepeatFit fit;
  fit.model = RepeatModel::nbd;
  fit.parameters = {{.name = "r", .value = 1}, {.name = "alpha", .value = 7}};
  EXPECT_DOUBLE_EQ(median_gap(fit, {}), 7) << "as many are gone after alpha as before: 1 - 1/2";
  EXPECT_NEAR(median_gap(fit, {1, 3, 90}), 10 * (std::sqrt(2) - 1), 1e-12);
}

TEST_F(LifetimesOfCdnow, ThoseOfOneCustomerAreTheSame) {
  LifetimeOptions options;
  const Customers customers = Cdnow::customers();
  const Lifetimes all = find_lifetimes(customers, options);
  for (const std::size_t customer : {std::size_t{0}, std::size_t{5}, std::size_t{2356}}) {
    const Lifetimes one = find_lifetime_of(customer, customers, options);
    const std::size_t index = *all.index_of(customer);
    EXPECT_DOUBLE_EQ(one.forecast.alive.front(), all.forecast.alive[index]);
    EXPECT_DOUBLE_EQ(one.forecast.expected.front(), all.forecast.expected[index]);
    EXPECT_DOUBLE_EQ(one.forecast.low.front(), all.forecast.low[index]);
    EXPECT_EQ(one.value(0), all.value(customer));
    EXPECT_EQ(one.next_purchase(0), all.next_purchase(customer));
  }
}

Customers customers_of(const std::string& rows) {
  const test::TempDir folder;
  InputFiles files({folder.write("shop.csv", "order,customer,date,amount\n" + rows)}, {});
  return measure_customers(files, {.keep_purchases = true});
}

TEST(Lifetimes, WithoutRepeatPurchasesAreAnError) {
  const auto failure = [](const std::string& rows) {
    const Customers customers = customers_of(rows);
    return test::thrown<DataError>([&] { (void)find_lifetimes(customers); });
  };
  EXPECT_EQ(failure("1,ann,2024-01-01,5\n2,bob,2024-01-09,3\n"),
            "none of 2 customers bought on a second day, so there are no repeat purchases to fit "
            "(hint: data of a longer period)");
  EXPECT_EQ(failure("1,ann,2024-01-01 09:00,5\n2,ann,2024-01-01 18:00,3\n"),
            "none of 1 customer bought on a second day, so there are no repeat purchases to fit "
            "(hint: data of a longer period)");
}

}  // namespace
}  // namespace rfmseg
