#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "predict/matrix.hpp"
#include "predict/predictor.hpp"

namespace rfmseg {

/// A method that was fitted to a sample.
struct FittedMethod {
  std::vector<std::size_t> columns;  ///< of the sample that it uses
  Predictor predictor;               ///< of these columns
  /// From the predictor's output to probabilities, if it is something else.
  std::optional<LinearOfScores> calibration;

  /// Of customers with all columns of the sample.
  [[nodiscard]] std::vector<double> predict(const Matrix& known) const;
};

}  // namespace rfmseg
