#pragma once

#include <cstdint>
#include <vector>

#include "predict/matrix.hpp"
#include "predict/method.hpp"

namespace rfmseg {

/// A random forest: the mean of trees that each see 63.2 % of the rows, and a random part of the
/// columns at each split.
struct ForestOptions {
  int trees = 200;
  int depth = 12;
  int least_leaf = 5;  ///< rows in a leaf
  /// Intervals of a column between which splits are looked for. Time grows with them; the few
  /// customers that spend most need more than 64.
  int bins = 64;
  double column_share = 0.5;  ///< of the columns at each split
};

/// Trees one after another, each of which corrects those before it.
struct BoostingOptions {
  int trees = 100;
  int depth = 3;
  double rate = 0.1;
  bool classes = false;  ///< log loss of 0 and 1 rather than squared error
};

/// Both by XGBoost, with one thread each: the same bytes for the same seed. A forest's trees are
/// grown by squared error, which for 0 and 1 is Gini's impurity, and its mean is a probability.
[[nodiscard]] Predictor fit_forest(const Matrix& x, const std::vector<double>& y,
                                   const ForestOptions& options, std::uint64_t seed);
[[nodiscard]] Predictor fit_boosting(const Matrix& x, const std::vector<double>& y,
                                     const BoostingOptions& options, std::uint64_t seed);

}  // namespace rfmseg
