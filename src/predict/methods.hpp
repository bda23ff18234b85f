#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "predict/class_tree.hpp"
#include "predict/method.hpp"
#include "rfmseg/predict/contest.hpp"

namespace rfmseg {

/// What methods without features predict from: columns after those of the features.
enum class Signal {
  bought_last,  ///< whether the customer bought in the last time as long as that after the split
  spent_last,   ///< how much then
  // What models of repeat buying expect; 0 where they could not be fitted:
  alive,  ///< probability
  purchases,
  spend
};
inline constexpr std::size_t kSignals = 5;

/// The columns of a sample's matrix.
struct SampleColumns {
  std::vector<bool> skewed;                              ///< of the features, which come first
  bool alive = false, purchases = false, spend = false;  ///< whether these could be fitted

  [[nodiscard]] std::size_t of(Signal signal) const {
    return skewed.size() + static_cast<std::size_t>(signal);
  }
};

/// The ways of predicting the target, the simplest first.
[[nodiscard]] std::vector<Method> methods_for(PredictionTarget target,
                                              const SampleColumns& columns);

/// The decision tree of 0 and 1.
[[nodiscard]] ClassTree grow_return_tree(const Matrix& x, const std::vector<double>& y, int depth);
/// The depths of the decision tree's candidates, in their order.
inline constexpr std::array kTreeDepths = {3, 4, 5, 6};

}  // namespace rfmseg
