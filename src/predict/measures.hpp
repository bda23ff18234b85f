#pragma once

#include <cstdint>
#include <vector>

#include "rfmseg/predict/contest.hpp"

namespace rfmseg {

/// Predictions and what happened, ready to be measured in many samples of the customers.
class JudgedPredictions {
 public:
  /// `actual`: 0 and 1, or amounts; parallel to `predicted`. `fold_of`: the fold of each customer,
  /// as customers are put in order within a fold only: each has its own model.
  JudgedPredictions(PredictionTarget target, std::vector<double> actual,
                    std::vector<double> predicted, std::vector<int> fold_of = {});

  /// All measures_of(target), each customer `counts` times.
  [[nodiscard]] std::vector<double> measure(const std::vector<double>& counts) const;
  /// The first of them.
  [[nodiscard]] double first_measure(const std::vector<double>& counts) const;
  /// Of all customers once.
  [[nodiscard]] std::vector<double> measure() const;

 private:
  [[nodiscard]] std::vector<double> measure_classes(const std::vector<double>& counts) const;
  [[nodiscard]] std::vector<double> measure_amounts(const std::vector<double>& counts) const;
  [[nodiscard]] double roc_area(const std::vector<double>& counts) const;
  [[nodiscard]] double average_precision(const std::vector<double>& counts) const;
  [[nodiscard]] double rank_correlation(const std::vector<double>& counts) const;

  PredictionTarget target_;
  std::vector<double> actual_, predicted_;
  std::vector<int> fold_of_;
  std::vector<std::uint32_t> by_prediction_, by_actual_;  ///< customers, ascending
  std::vector<std::uint32_t> by_fold_;                    ///< and then by prediction
};

/// The first measure of one prediction.
[[nodiscard]] double first_measure(PredictionTarget target, const std::vector<double>& actual,
                                   const std::vector<double>& predicted,
                                   const std::vector<int>& fold_of = {});

}  // namespace rfmseg
