#pragma once

/// \file
/// A test of a model of repeat buying: what it expected of customers in the holdout, and what they
/// did.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rfmseg/clv/forecast.hpp"
#include "rfmseg/clv/purchase_histories.hpp"

namespace rfmseg {

/// Customers with the same number of repeat purchases before the holdout, and what they bought in
/// it.
struct HoldoutGroup {
  std::int64_t repeats = 0;
  std::int64_t customers = 0;
  std::int64_t actual = 0;  ///< purchases
  double expected = 0;      ///< purchases
};

/// How well a way of predicting knew how often each customer would buy in the holdout.
struct Prediction {
  std::string name;
  double total = 0;           ///< predicted purchases of all customers
  double absolute_error = 0;  ///< mean over customers
  double squared_error = 0;   ///< root of the mean over customers
};

struct HoldoutTrial {
  static constexpr std::int64_t kMostRepeats = 7;

  HoldoutGroup all;
  /// By number of repeat purchases, from 0; the last has kMostRepeats or more. Without those of no
  /// customer.
  std::vector<HoldoutGroup> groups;
  /// Indexes of `predictions`: the model; each customer's own rate before (x / T); the mean rate of
  /// all before.
  enum Way : std::size_t { kModel, kOwnRate, kMeanRate };
  std::vector<Prediction> predictions;
};

/// Judges a forecast of the length of the holdout, which the histories must have.
[[nodiscard]] HoldoutTrial judge_holdout(const PurchaseHistories& histories,
                                         const Forecast& forecast);

}  // namespace rfmseg
