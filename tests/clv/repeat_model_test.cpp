#include "rfmseg/clv/repeat_model.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>
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

/// Whether the fit has these parameters, to `digits` of them after the point.
void expect_parameters(const RepeatFit& fit, const std::vector<double>& values, int digits) {
  ASSERT_EQ(fit.parameters.size(), values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_NEAR(fit.parameters[i].value, values[i], 0.5001 * std::pow(10, -digits))
        << fit.parameters[i].name;
  }
}

/// The same for standard errors.
void expect_errors(const RepeatFit& fit, const std::vector<double>& errors) {
  ASSERT_EQ(fit.parameters.size(), errors.size());
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const FittedParameter& one = fit.parameters[i];
    EXPECT_NEAR(one.standard_error, errors[i], 2e-6) << one.name;
    EXPECT_NEAR(std::log(one.high / one.value), 1.959964 * errors[i] / one.value, 1e-5);
    EXPECT_NEAR(std::log(one.value / one.low), 1.959964 * errors[i] / one.value, 1e-5);
  }
}

// Fader, Hardie and Lee (2005): r = .243, alpha = 4.414, a = .793, b = 2.426, LL = -9582.4. More
// digits are those of their spreadsheet, standard errors those of lifetimes 0.11.3.
TEST(CdnowFit, OfBgNbdIsThePublishedOne) {
  SKIP_WITHOUT(Cdnow::kFile);
  const RepeatFit fit = fit_repeat_model(Cdnow::histories());
  expect_parameters(fit, {0.2426, 4.4136, 0.7929, 2.4259}, 4);
  EXPECT_NEAR(fit.log_likelihood, -9582.429, 0.001);
  expect_errors(fit, {0.012557, 0.378224, 0.185734, 0.705414});
  EXPECT_EQ(fit.customers, 2357);
  EXPECT_EQ(fit.repeat_buyers, 946);
  EXPECT_FALSE(fit.no_dropout());
}

// The same paper: r = .553, alpha = 10.578, s = .606, beta = 11.669, LL = -9595.0.
TEST(CdnowFit, OfParetoNbdIsThePublishedOne) {
  SKIP_WITHOUT(Cdnow::kFile);
  const RepeatFit fit = fit_repeat_model(Cdnow::histories(), {.model = RepeatModel::pareto_nbd});
  expect_parameters(fit, {0.553, 10.578, 0.606, 11.669}, 3);
  EXPECT_NEAR(fit.log_likelihood, -9594.976, 0.001);
}

// By ModifiedBetaGeoFitter of lifetimes 0.11.3.
TEST(CdnowFit, OfMbgNbdIsThatOfLifetimes) {
  SKIP_WITHOUT(Cdnow::kFile);
  const RepeatFit fit = fit_repeat_model(Cdnow::histories(), {.model = RepeatModel::mbg_nbd});
  expect_parameters(fit, {0.52484, 6.18308, 0.89136, 1.61400}, 4);
  expect_errors(fit, {0.083268, 0.695620, 0.154790, 0.537495});
}

// By the Nelder-Mead method of scipy 1.17, with gammaln().
TEST(CdnowFit, OfNbdIsThatOfScipy) {
  SKIP_WITHOUT(Cdnow::kFile);
  const RepeatFit fit = fit_repeat_model(Cdnow::histories(), {.model = RepeatModel::nbd});
  expect_parameters(fit, {0.384766, 12.07202}, 5);
  EXPECT_NEAR(fit.log_likelihood, -9763.657615, 1e-5);
}

// A unit of time scales alpha, and beta, and nothing else; the density of t_x is by time, too.
TEST(RepeatFit, TheUnitOfTimeDoesNotMatter) {
  const auto weeks = Buyers(7).pareto(1500, 0.8, 8, 0.7, 12);
  std::vector<PurchaseHistory> days;
  double purchases = 0;
  for (const PurchaseHistory& one : weeks) {
    days.push_back({one.repeats, one.last * 7, one.observed * 7});
    purchases += static_cast<double>(one.repeats);
  }
  const RepeatFitOptions options{.model = RepeatModel::pareto_nbd};
  const RepeatFit by_week = fit_repeat_model(group_histories(weeks), options);
  const RepeatFit by_day = fit_repeat_model(group_histories(days, TimeUnit::day), options);
  const std::vector<double> factors = {1, 7, 1, 7};
  for (std::size_t i = 0; i < factors.size(); ++i) {
    EXPECT_NEAR(by_day.parameters[i].value / by_week.parameters[i].value, factors[i], 1e-4);
    EXPECT_NEAR(by_day.parameters[i].standard_error / by_week.parameters[i].standard_error,
                factors[i], 1e-3);
  }
  EXPECT_NEAR(by_day.log_likelihood, by_week.log_likelihood - purchases * std::log(7), 1e-5);
}

// Of all 95 % intervals 95 % should contain the parameter. These are few, to be quick: 1,000 data
// sets of each model were looked at by hand.
TEST(RepeatFit, IntervalsContainTheParametersThatMadeTheData) {
  struct Case {
    RepeatModel model;
    std::vector<double> parameters;
  };
  for (const Case& one :
       {Case{RepeatModel::bg_nbd, {0.8, 6, 0.9, 3}}, Case{RepeatModel::mbg_nbd, {0.8, 6, 0.9, 3}},
        Case{RepeatModel::pareto_nbd, {0.8, 6, 0.7, 12}}}) {
    int inside = 0;
    constexpr int kSets = 12;
    for (unsigned seed = 0; seed < kSets; ++seed) {
      Buyers buyers(seed);
      const std::vector<double>& p = one.parameters;
      const auto histories = one.model == RepeatModel::pareto_nbd
                                 ? buyers.pareto(1200, p[0], p[1], p[2], p[3])
                                 : buyers.beta_geometric(1200, p[0], p[1], p[2], p[3],
                                                         one.model == RepeatModel::mbg_nbd);
      const RepeatFit fit = fit_repeat_model(group_histories(histories), {.model = one.model});
      for (std::size_t i = 0; i < p.size(); ++i) {
        const FittedParameter& of = fit.parameters[i];
        inside += of.low <= p[i] && p[i] <= of.high ? 1 : 0;
      }
    }
    EXPECT_GE(inside, 40) << to_string(one.model);
  }
}

TEST(RepeatFit, ThreadsAndWeightsChangeNothing) {
  const auto once = Buyers(3).beta_geometric(6000, 0.8, 6, 0.9, 3);
  const RepeatFit alone = fit_repeat_model(group_histories(once));
  const RepeatFit shared = fit_repeat_model(group_histories(once), {.threads = 4});
  EXPECT_EQ(alone.log_likelihood, shared.log_likelihood);
  EXPECT_EQ(alone.covariance, shared.covariance);
  auto twice = once;
  twice.insert(twice.end(), once.begin(), once.end());
  const RepeatFit doubled = fit_repeat_model(group_histories(twice));
  EXPECT_NEAR(doubled.log_likelihood, 2 * alone.log_likelihood, 1e-4);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(doubled.parameters[i].value / alone.parameters[i].value, 1, 1e-4);
    EXPECT_NEAR(
        doubled.parameters[i].standard_error * std::sqrt(2.0) / alone.parameters[i].standard_error,
        1, 1e-3);
  }
}

// Customers of the NBD, who never drop out.
TEST(RepeatFit, WhereNobodyDropsOutItIsNbd) {
  const auto histories = group_histories(Buyers(5).beta_geometric(4000, 0.8, 6, 1e-9, 3));
  for (const RepeatModel model :
       {RepeatModel::bg_nbd, RepeatModel::mbg_nbd, RepeatModel::pareto_nbd}) {
    const RepeatFit fit = fit_repeat_model(histories, {.model = model});
    EXPECT_TRUE(fit.no_dropout()) << to_string(model);
    EXPECT_EQ(fit.asked, model);
    ASSERT_EQ(fit.parameters.size(), 2U);
    EXPECT_NEAR(fit.parameters[0].value, 0.8, 0.1);
    EXPECT_NEAR(fit.parameters[1].value, 6, 1);
  }
}

// Few customers, so that by chance some likelihoods have a maximum that says nothing of dropout.
TEST(RepeatFit, ChanceIsNoDropout) {
  int found = 0;
  for (unsigned seed = 0; seed < 20; ++seed) {
    const auto histories = group_histories(Buyers(seed).beta_geometric(300, 0.8, 6, 1e-9, 3));
    try {
      found += fit_repeat_model(histories).no_dropout() ? 0 : 1;
    } catch (const DataError&) {
      ++found;
    }
  }
  EXPECT_LE(found, 3) << "5 % are expected";
}

std::string fit_failure(const std::vector<PurchaseHistory>& histories,
                        RepeatModel model = RepeatModel::bg_nbd) {
  return thrown<DataError>(
      [&] { (void)fit_repeat_model(group_histories(histories), {.model = model}); });
}

TEST(RepeatFit, WithoutRepeatBuyersThereIsNone) {
  const std::string expected =
      "none of 3 customers bought on a second day, so there are no repeat purchases to fit (hint: "
      "data of a longer period)";
  EXPECT_EQ(fit_failure({{0, 0, 5}, {0, 0, 6}, {0, 0, 0}}), expected);
}

TEST(RepeatFit, FewOrEqualCustomersAreAnError) {
  const std::vector<PurchaseHistory> alike(500, {10, 38, 40});
  for (const RepeatModel model :
       {RepeatModel::bg_nbd, RepeatModel::mbg_nbd, RepeatModel::pareto_nbd, RepeatModel::nbd}) {
    EXPECT_EQ(fit_failure(alike, model),
              "500 customers with identical purchases: the data do not determine " +
                  std::string(to_string(model)) +
                  " (hint: data of more customers, or of a longer period)");
    EXPECT_NE(fit_failure({{3, 20, 40}, {3, 22, 40}, {4, 30, 40}}, model)
                  .find("the data do not determine r, alpha"),
              std::string::npos);
  }
}

/// Whether the interval of the parameter contains the value.
bool contains(const RepeatFit& fit, std::string_view name, double value) {
  for (const FittedParameter& one : fit.parameters) {
    if (one.name == name) return one.low <= value && value <= one.high;
  }
  return false;
}

// Customers who differ in nothing, or only in how often they buy: the parameters of distributions
// over customers grow without bound. Not all sets of data show it; of those that do, 95 % of the
// intervals should contain the parameter.
TEST(RepeatFit, CustomersWhoAreAlikeHaveOneRateAndOneProbability) {
  constexpr double kAlike = 1e7;
  int limited = 0;
  int inside = 0;
  for (unsigned seed = 0; seed < 30; ++seed) {
    const auto histories = group_histories(
        Buyers(seed).beta_geometric(120, kAlike, 10 * kAlike, 0.15 * kAlike, 0.85 * kAlike, true));
    const RepeatFit fit = fit_repeat_model(histories, {.model = RepeatModel::mbg_nbd});
    EXPECT_EQ(parameter_names(fit.model, fit.limits).size(), fit.parameters.size());
    if (fit.limits != RepeatLimits{.one_rate = true, .one_dropout = true}) continue;
    ++limited;
    inside += contains(fit, "rate", 0.1) ? 1 : 0;
    inside += contains(fit, "p", 0.15) ? 1 : 0;
  }
  EXPECT_GE(limited, 6);
  EXPECT_GE(inside, 2 * limited - 3) << limited;
}

TEST(RepeatFit, CustomersWhoDropOutAlikeHaveOneProbabilityOrRate) {
  constexpr double kAlike = 1e7;
  int limited = 0;
  int inside = 0;
  for (unsigned seed = 0; seed < 12; ++seed) {
    const auto by_purchases =
        group_histories(Buyers(seed).beta_geometric(200, 0.8, 6, 0.1 * kAlike, 0.9 * kAlike));
    const auto by_time = group_histories(Buyers(seed).pareto(200, 0.8, 6, kAlike, 50 * kAlike));
    const RepeatFit bg = fit_repeat_model(by_purchases);
    const RepeatFit pareto = fit_repeat_model(by_time, {.model = RepeatModel::pareto_nbd});
    for (const RepeatFit* const fit : {&bg, &pareto}) {
      if (fit->limits != RepeatLimits{.one_dropout = true}) continue;
      ++limited;
      inside += contains(*fit, "r", 0.8) ? 1 : 0;
      inside += contains(*fit, fit == &bg ? "p" : "mu", fit == &bg ? 0.1 : 0.02) ? 1 : 0;
    }
  }
  EXPECT_GE(limited, 8) << "half of the time the data show a difference by chance";
  EXPECT_GE(inside, 2 * limited - 4) << limited;
}

// Half of the customers never come back, the others never leave: they differ as much as they can.
TEST(RepeatFit, CustomersWhoDifferAreNotAlike) {
  std::vector<PurchaseHistory> histories = Buyers(5).beta_geometric(200, 10, 70, 1e-9, 3);
  histories.resize(400, PurchaseHistory{0, 0, 80});
  EXPECT_NE(fit_failure(histories, RepeatModel::mbg_nbd).find("the data do not determine a, b"),
            std::string::npos);
}

// The frozen example of a boundary: every published tool falls to it and none says so.
TEST(RepeatFit, OnlineRetailHasNoDropout) {
  SKIP_WITHOUT("data/online_retail.csv.gz");
  InputFiles files({test::shared("data/online_retail.csv.gz")}, {});
  const Customers customers = measure_customers(files, {.threads = 2, .keep_purchases = true});
  const auto end = std::chrono::floor<std::chrono::days>(test::day("2011-09-08"));
  const PurchaseHistories histories =
      purchase_histories(customers, {.unit = TimeUnit::day, .calibration_end = end});
  for (const RepeatModel model :
       {RepeatModel::bg_nbd, RepeatModel::mbg_nbd, RepeatModel::pareto_nbd}) {
    const RepeatFit fit = fit_repeat_model(histories, {.model = model});
    EXPECT_TRUE(fit.no_dropout());
    EXPECT_NEAR(fit.parameters[0].value, 0.72, 0.01);
    EXPECT_NEAR(fit.parameters[1].value, 66, 1);
  }
}

}  // namespace
}  // namespace rfmseg
