#pragma once

/// \file
/// Repeat purchases of all customers, week after week, and those that a model expects.
///
///     for (const rfmseg::TrackedWeek& one : rfmseg::track_purchases(fit, histories)) {
///       std::cout << one.week << ": " << one.actual << ", expected " << one.expected << '\n';
///     }

#include <chrono>
#include <cstdint>
#include <vector>

#include "rfmseg/clv/purchase_histories.hpp"
#include "rfmseg/clv/repeat_model.hpp"

namespace rfmseg {

/// The repeat purchases until the end of one week.
struct TrackedWeek {
  std::int64_t week = 0;           ///< from 1: the seven days from the first purchase of all
  std::chrono::local_days last{};  ///< the week's last day
  bool holdout = false;            ///< whether that is after the end of the histories
  std::int64_t actual = 0;         ///< repeat purchases until then
  double expected = 0;  ///< the same by the model, of customers who first buy as they did
};

/// The weeks until the end of the holdout, or else of the histories; the last one may be shorter.
/// Customers who first bought in the holdout are not part of it. Needs histories of
/// purchase_histories().
[[nodiscard]] std::vector<TrackedWeek> track_purchases(const RepeatFit& fit,
                                                       const PurchaseHistories& histories);

}  // namespace rfmseg
