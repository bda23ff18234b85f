#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "predict/matrix.hpp"
#include "predict/predictor.hpp"

namespace rfmseg {

/// Fits a model of `y`: of 0 and 1, or of amounts. `seed` is that of its random numbers.
using Fit =
    std::function<Predictor(const Matrix& x, const std::vector<double>& y, std::uint64_t seed)>;

/// A method with parameters.
struct Candidate {
  std::string parameters;  ///< `C = 0.1`; empty if it has none
  Fit fit;
};

/// A way of predicting.
struct Method {
  std::string name;                  ///< `forest`
  std::string title;                 ///< `Random forest`
  std::vector<std::size_t> columns;  ///< of the sample that it uses
  /// What it predicts orders customers, but is not a probability: it is calibrated.
  bool orders_only = false;
  std::vector<Candidate> candidates;  ///< one at least, the simplest first
};

}  // namespace rfmseg
