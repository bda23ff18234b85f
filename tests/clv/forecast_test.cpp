#include "rfmseg/clv/forecast.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "clv/buyers.hpp"
#include "clv/cdnow.hpp"
#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::Buyers;
using test::Cdnow;
using test::thrown;

// Fader, Hardie and Lee's note on implementing the BG/NBD model (2005) has 1.226.
TEST(Forecast, OfTheFirstCustomerOfCdnowIsThePublishedOne) {
  SKIP_WITHOUT(Cdnow::kFile);
  const RepeatFit fit = fit_repeat_model(Cdnow::histories());
  EXPECT_NEAR(expected_purchases(fit, {2, 30.43, 38.86}, 39), 1.226, 0.0005);
}

// The sums that lifetimes 0.11.3 expects. In the file customers bought on 1,882 days of the
// holdout, by awk: all three models expect too few.
TEST(Forecast, OfAllOfCdnowIsThatOfLifetimes) {
  SKIP_WITHOUT(Cdnow::kFile);
  const PurchaseHistories histories = Cdnow::histories();
  std::int64_t made = 0;
  for (const std::int64_t one : histories.holdout->purchases) made += one;
  EXPECT_EQ(made, 1882);
  const std::vector<std::pair<RepeatModel, double>> of_lifetimes = {
      {RepeatModel::bg_nbd, 1653.409},
      {RepeatModel::mbg_nbd, 1576.728},
      {RepeatModel::pareto_nbd, 1665.53}};
  for (const auto& [model, sum] : of_lifetimes) {
    const RepeatFit fit = fit_repeat_model(histories, {.model = model});
    const Forecast forecast = forecast_purchases(fit, histories, {.horizon = 39, .draws = 0});
    double expected = 0;
    for (std::size_t i = 0; i < histories.distinct.size(); ++i) {
      expected += forecast.expected[i] * static_cast<double>(histories.weight[i]);
    }
    EXPECT_NEAR(expected / sum, 1, 2e-5) << to_string(model);
    EXPECT_TRUE(forecast.low.empty());
  }
}

class ForecastOfBuyers : public testing::Test {
 protected:
  PurchaseHistories histories_ = group_histories(Buyers(2).beta_geometric(1200, 0.8, 6, 0.9, 3));
  RepeatFit fit_ = fit_repeat_model(histories_);
};

TEST_F(ForecastOfBuyers, AddsUpFromSingleCustomers) {
  const Forecast all = forecast_purchases(fit_, histories_, {.horizon = 20, .draws = 0});
  for (std::size_t i = 0; i < histories_.distinct.size(); i += 100) {
    const PurchaseHistory& one = histories_.distinct[i];
    EXPECT_EQ(all.expected[i], expected_purchases(fit_, one, 20));
    EXPECT_EQ(all.alive[i], probability_alive(fit_, one));
    // What comes in a hundred years, year by year, each in its middle.
    double discounted = 0;
    const double year = 365.2425 / 7;
    for (int k = 0; k < 100; ++k) {
      discounted += (expected_purchases(fit_, one, (k + 1) * year) -
                     (k == 0 ? 0 : expected_purchases(fit_, one, k * year))) *
                    std::pow(1.1, -k - 0.5);
    }
    EXPECT_NEAR(all.discounted[i] / discounted, 1, 0.02);
  }
}

// To first order the interval is that of the delta method.
TEST_F(ForecastOfBuyers, IntervalsAreThoseOfTheDeltaMethod) {
  const ForecastOptions options{.horizon = 20, .draws = 2000};
  const PurchaseHistories some =
      group_histories({{0, 0, 80}, {3, 60, 80}, {12, 75, 80}, {12, 40, 80}});
  const Forecast forecast = forecast_purchases(fit_, some, options);
  for (std::size_t i = 0; i < some.distinct.size(); ++i) {
    std::vector<double> slope;
    for (std::size_t j = 0; j < 4; ++j) {
      RepeatFit more = fit_;
      more.parameters[j].value *= std::exp(1e-4);
      slope.push_back((std::log(expected_purchases(more, some.distinct[i], 20)) -
                       std::log(forecast.expected[i])) /
                      1e-4);
    }
    double variance = 0;
    for (std::size_t j = 0; j < 4; ++j) {
      for (std::size_t k = 0; k < 4; ++k)
        variance += slope[j] * slope[k] * fit_.covariance[4 * j + k];
    }
    const double width = std::log(forecast.high[i] / forecast.low[i]) / (2 * 1.96);
    EXPECT_NEAR(width / std::sqrt(variance), 1, 0.15);
    EXPECT_LT(forecast.low[i], forecast.expected[i]);
    EXPECT_GT(forecast.high[i], forecast.expected[i]);
  }
}

TEST_F(ForecastOfBuyers, ThreadsChangeNothingAndTheSeedTheIntervals) {
  const Forecast alone = forecast_purchases(fit_, histories_, {.draws = 20});
  const Forecast shared = forecast_purchases(fit_, histories_, {.draws = 20, .threads = 3});
  EXPECT_EQ(alone.expected, shared.expected);
  EXPECT_EQ(alone.discounted, shared.discounted);
  EXPECT_EQ(alone.low, shared.low);
  const Forecast other = forecast_purchases(fit_, histories_, {.draws = 20, .seed = 1});
  EXPECT_EQ(alone.expected, other.expected);
  EXPECT_NE(alone.low, other.low);
}

TEST_F(ForecastOfBuyers, OptionsOutOfRangeAreRefused) {
  const auto failure = [&](const ForecastOptions& options) {
    return thrown<UsageError>([&] { (void)forecast_purchases(fit_, histories_, options); });
  };
  EXPECT_EQ(failure({.horizon = 0}), "horizon must be above 0: 0");
  EXPECT_EQ(failure({.discount = 0}), "discount must be above 0: 0");
  EXPECT_EQ(failure({.draws = -1}), "draws must be 0 or more: -1");
}

TEST(Forecast, WithoutDropoutThereIsNoProbabilityOfBeingAlive) {
  const PurchaseHistories histories =
      group_histories(Buyers(5).beta_geometric(2000, 0.8, 6, 1e-9, 3));
  const RepeatFit fit = fit_repeat_model(histories, {.model = RepeatModel::nbd});
  const Forecast forecast = forecast_purchases(fit, histories, {.horizon = 10});
  EXPECT_TRUE(forecast.alive.empty());
  EXPECT_EQ(probability_alive(fit, histories.distinct[0]), std::nullopt);
  const double r = fit.parameters[0].value;
  const double alpha = fit.parameters[1].value;
  const PurchaseHistory& one = histories.distinct[0];
  EXPECT_NEAR(forecast.expected[0],
              10 * (r + static_cast<double>(one.repeats)) / (alpha + one.observed), 1e-12);
}

}  // namespace
}  // namespace rfmseg
