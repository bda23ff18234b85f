#pragma once

/// \file
/// The parameters of a model at the maximum of its likelihood, and how well they are known.

#include <string_view>
#include <vector>

namespace rfmseg {

/// A parameter at the maximum of the likelihood.
struct FittedParameter {
  std::string_view name;
  double value = 0;
  /// By the delta method: `value` times the standard error of its logarithm, which comes from the
  /// observed information. For a probability, here and below, the logit instead of the logarithm.
  double standard_error = 0;
  double low = 0, high = 0;  ///< 95 % confidence interval: symmetric for the logarithm
};

/// What a maximum of a likelihood was found to be.
struct Maximum {
  std::vector<FittedParameter> parameters;
  /// Covariances of the logarithms of the parameters, by row: the inverse of the observed
  /// information.
  std::vector<double> covariance;
  double log_likelihood = 0;
  /// What another Newton step would add to the log-likelihood, by its gradient and Hessian.
  double remaining_gain = 0;
  int evaluations = 0;  ///< of the likelihood and its gradient, from all starts
};

}  // namespace rfmseg
