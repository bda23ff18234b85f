#include "rfmseg/clv/spend_model.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
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

/// Histories of customers with these numbers and mean amounts of repeat purchases.
PurchaseHistories spending(const std::vector<std::int64_t>& repeats, std::vector<double> means) {
  std::vector<PurchaseHistory> histories;
  for (const std::int64_t one : repeats) {
    histories.push_back({one, one > 0 ? 1.0 : 0.0, 2});
  }
  return group_histories(histories, TimeUnit::week, std::move(means));
}

// Fader and Hardie (2013): p = 6.25, q = 3.74, gamma = 15.44, and $35 a purchase of all customers.
TEST(SpendFit, OfCdnowIsThePublishedOne) {
  SKIP_WITHOUT(Cdnow::kFile);
  const SpendFit fit = fit_spend_model(Cdnow::histories());
  EXPECT_EQ(fit.customers, 946);
  EXPECT_NEAR(fit.parameters[0].value, 6.25, 0.005);
  EXPECT_NEAR(fit.parameters[1].value, 3.74, 0.005);
  EXPECT_NEAR(fit.parameters[2].value, 15.44, 0.005);
  EXPECT_NEAR(fit.log_likelihood, -4055.918, 0.001);
  EXPECT_NEAR(fit.pearson, 0.11, 0.005) << "their correlation of frequency and spend";
  EXPECT_NEAR(expected_spend(fit, 0, 0), 35.2, 0.05);
}

TEST(SpendFit, FindsTheParametersThatMadeTheData) {
  Buyers buyers(11);
  std::vector<std::int64_t> repeats;
  std::vector<double> means;
  for (int i = 0; i < 20'000; ++i) {
    repeats.push_back(i % 7);
    const double scale = buyers.gamma(4) / 15;
    const auto count = static_cast<double>(repeats.back());
    means.push_back(count == 0 ? 0 : buyers.gamma(6 * count) / scale / count);
  }
  const PurchaseHistories histories = spending(repeats, means);
  const SpendFit fit = fit_spend_model(histories);
  const std::vector<double> expected = {6, 4, 15};
  for (std::size_t i = 0; i < 3; ++i) {
    const FittedParameter& of = fit.parameters[i];
    EXPECT_NEAR(of.value, expected[i], 4 * of.standard_error) << of.name;
    EXPECT_LT(of.standard_error, 0.1 * of.value);
  }
  EXPECT_LT(std::abs(fit.spearman), 0.05);
  EXPECT_EQ(fit.covariance, fit_spend_model(histories, 3).covariance);
}

// p (v + x m) / (p x + q - 1), by hand.
TEST(SpendFit, ExpectsBetweenTheCustomersMeanAndThatOfAll) {
  SpendFit fit;
  fit.parameters = {
      {.name = "p", .value = 6}, {.name = "q", .value = 4}, {.name = "v", .value = 15}};
  EXPECT_DOUBLE_EQ(expected_spend(fit, 0, 0), 30);
  EXPECT_DOUBLE_EQ(expected_spend(fit, 2, 50), 6.0 * (15 + 100) / (12 + 3));
  fit.parameters[1].value = 0.9;
  EXPECT_EQ(expected_spend(fit, 0, 0), std::numeric_limits<double>::infinity());
}

TEST(SpendFit, CorrelationsAreOfNumberAndMean) {
  const std::vector<std::int64_t> some_repeats = {1, 1, 2, 3, 4, 5, 1, 2, 3, 9};
  const std::vector<double> some_means = {2, 5, 4, 4.5, 7, 8, 3, 6, 7, 40};
  std::vector<std::int64_t> repeats;
  std::vector<double> means;
  for (int copy = 0; copy < 50; ++copy) {
    repeats.insert(repeats.end(), some_repeats.begin(), some_repeats.end());
    means.insert(means.end(), some_means.begin(), some_means.end());
  }
  const SpendFit fit = fit_spend_model(spending(repeats, means));
  // scipy.stats.pearsonr and spearmanr
  EXPECT_NEAR(fit.pearson, 0.903133425966167, 1e-9);
  EXPECT_NEAR(fit.spearman, 0.8638806003554553, 1e-9);
}

TEST(SpendFit, WhatSaysNothingIsAnError) {
  EXPECT_EQ(thrown<DataError>([] {
              (void)fit_spend_model(spending({0, 2}, {0, 0}));
            }),
            "no customer has repeat purchases with an amount, so there is no spend to fit");
  const auto alike = spending(std::vector<std::int64_t>(100, 3), std::vector(100, 9.99));
  EXPECT_NE(thrown<DataError>([&] { (void)fit_spend_model(alike); }).find("do not determine"),
            std::string::npos);
}

}  // namespace
}  // namespace rfmseg
