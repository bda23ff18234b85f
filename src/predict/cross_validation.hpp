#pragma once

#include <cstdint>
#include <vector>

#include "predict/fitted_method.hpp"
#include "predict/matrix.hpp"
#include "predict/method.hpp"
#include "rfmseg/predict/contest.hpp"

namespace rfmseg {

/// Customers, what is known of them, and what they did.
struct PredictionSample {
  PredictionTarget target = PredictionTarget::returns;
  Matrix known;
  std::vector<double> actual;

  [[nodiscard]] PredictionSample part(const RowIndices& rows) const;
};

/// The fold of each customer, from 0: at random, but each fold has its share of every height of
/// `actual`, and so of both classes.
[[nodiscard]] std::vector<int> stratified_folds(const std::vector<double>& actual, int folds,
                                                std::uint64_t seed, std::uint64_t stream);

/// The rows of a fold, and all others.
struct FoldRows {
  RowIndices inside, outside;
};
[[nodiscard]] FoldRows rows_of_fold(const std::vector<int>& fold_of, int fold);

/// A method that was fitted with the parameters that were the best ones in folds of its sample.
struct TunedMethod {
  FittedMethod fitted;
  std::size_t candidate = 0;
};

/// Chooses parameters by folds of the sample, fits the method to all of it and, if need be,
/// calibrates it with the predictions of those folds.
[[nodiscard]] TunedMethod fit_method(const Method& method, const PredictionSample& sample,
                                     std::uint64_t seed);

}  // namespace rfmseg
