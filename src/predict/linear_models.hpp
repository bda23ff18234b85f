#pragma once

#include <vector>

#include "predict/matrix.hpp"

namespace rfmseg {

/// A sum of weighted columns.
struct LinearModel {
  std::vector<double> weights;
  double intercept = 0;

  [[nodiscard]] std::vector<double> operator()(const Matrix& matrix) const;
};

/// What a margin m costs: the value of a LinearModel, negative for customers of the class 0.
enum class MarginLoss {
  logistic,      ///< log(1 + exp(-m)): logistic regression
  squared_hinge  ///< max(0, 1 - m)^2: a linear support vector machine
};

/// Minimises w.w / 2 + cost x the sum of losses, as scikit-learn's LogisticRegression and LinearSVC
/// do with C = cost, but for the latter's penalty on the intercept. `y` has 0 and 1, and both.
[[nodiscard]] LinearModel fit_margin(const Matrix& x, const std::vector<double>& y, MarginLoss loss,
                                     double cost);

/// Minimises |y - wx - b|^2 + alpha w.w, as scikit-learn's Ridge.
[[nodiscard]] LinearModel fit_ridge(const Matrix& x, const std::vector<double>& y, double alpha);

/// Minimises |y - wx - b|^2 / 2n + alpha |w|_1, as scikit-learn's Lasso, for each alpha.
[[nodiscard]] std::vector<LinearModel> fit_lasso(const Matrix& x, const std::vector<double>& y,
                                                 const std::vector<double>& alphas);
/// The least alpha for which all weights of fit_lasso() are 0.
[[nodiscard]] double largest_lasso_alpha(const Matrix& x, const std::vector<double>& y);

/// 1 / (1 + exp(-m)).
[[nodiscard]] double logistic(double m);

}  // namespace rfmseg
