#include "predict/linear_models.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstddef>

namespace rfmseg {
namespace {

using Eigen::Index;
using Rows =
    Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

Rows mapped(const Matrix& x) {
  return {x.values.data(), static_cast<Index>(x.rows), static_cast<Index>(x.columns)};
}

Eigen::Map<const Eigen::VectorXd> mapped(const std::vector<double>& y) {
  return {y.data(), static_cast<Index>(y.size())};
}

LinearModel linear_model(const Eigen::VectorXd& weights, double intercept) {
  return {{weights.data(), weights.data() + weights.size()}, intercept};
}

/// The loss of a margin with its first and second derivative.
struct LossAt {
  double value = 0, slope = 0, curvature = 0;
};

LossAt loss_at(MarginLoss loss, double margin) {
  if (loss == MarginLoss::squared_hinge) {
    const double below = 1 - margin;
    return below > 0 ? LossAt{below * below, -2 * below, 2} : LossAt{};
  }
  const double p = logistic(-margin);
  const double value =
      margin > 0 ? std::log1p(std::exp(-margin)) : std::log1p(std::exp(margin)) - margin;
  return {value, -p, p * (1 - p)};
}

/// A penalised sum of losses; parameters are the weights and, last, the intercept.
struct MarginObjective {
  Rows x;
  const std::vector<double>& y;
  MarginLoss loss;
  double cost;

  [[nodiscard]] double sign(Index row) const {
    return y[static_cast<std::size_t>(row)] > 0 ? 1 : -1;
  }
  [[nodiscard]] double margin(const Eigen::VectorXd& at, Index row) const {
    return sign(row) * (x.row(row).dot(at.head(x.cols())) + at(x.cols()));
  }
  [[nodiscard]] double value(const Eigen::VectorXd& at) const {
    double sum = 0;
    for (Index i = 0; i < x.rows(); ++i) sum += loss_at(loss, margin(at, i)).value;
    return at.head(x.cols()).squaredNorm() / 2 + cost * sum;
  }
  void derivatives(const Eigen::VectorXd& at, Eigen::VectorXd& gradient,
                   Eigen::MatrixXd& hessian) const {
    const Index k = x.cols();
    gradient = at;
    gradient(k) = 0;
    hessian = Eigen::MatrixXd::Identity(k + 1, k + 1);
    // The intercept has no penalty, but where no loss is curved the equations need a solution.
    hessian(k, k) = 1e-12;
    Eigen::VectorXd row(k + 1);
    row(k) = 1;
    for (Index i = 0; i < x.rows(); ++i) {
      const LossAt here = loss_at(loss, margin(at, i));
      if (here.slope == 0) continue;
      row.head(k) = x.row(i);
      gradient += cost * here.slope * sign(i) * row;
      // The lower half alone is read.
      for (Index c = 0; c <= k; ++c) {
        hessian.col(c).tail(k + 1 - c) += (cost * here.curvature * row(c)) * row.tail(k + 1 - c);
      }
    }
  }
};

/// Sums of squares and products about the means, over n.
struct Moments {
  Eigen::VectorXd mean;
  double y_mean = 0;
  Eigen::MatrixXd xx;
  Eigen::VectorXd xy;

  Moments(const Matrix& matrix, const std::vector<double>& values) {
    const Rows x = mapped(matrix);
    const auto n = static_cast<double>(matrix.rows);
    mean = x.colwise().mean();
    y_mean = mapped(values).mean();
    const Eigen::MatrixXd centred = x.rowwise() - mean.transpose();
    xx = centred.transpose() * centred / n;
    xy = centred.transpose() * (mapped(values).array() - y_mean).matrix() / n;
  }
  [[nodiscard]] LinearModel model(const Eigen::VectorXd& weights) const {
    return linear_model(weights, y_mean - mean.dot(weights));
  }
};

/// Coordinate descent (Friedman, Hastie and Tibshirani, Regularization paths for generalized linear
/// models via coordinate descent, JSS 33, 2010), from the weights given.
void descend(const Moments& of, double alpha, Eigen::VectorXd& weights) {
  constexpr int kMostSweeps = 100'000;
  constexpr double kTolerance = 1e-12;
  Eigen::VectorXd gradient = of.xy - of.xx * weights;
  const double scale = std::max(of.xy.cwiseAbs().maxCoeff(), 1e-300);
  for (int sweep = 0; sweep < kMostSweeps; ++sweep) {
    double largest = 0;
    for (Index j = 0; j < weights.size(); ++j) {
      const double curvature = of.xx(j, j);
      if (curvature <= 0) continue;
      const double target = gradient(j) + curvature * weights(j);
      const double shrunk =
          std::abs(target) > alpha ? (target - std::copysign(alpha, target)) / curvature : 0;
      const double change = shrunk - weights(j);
      if (change == 0) continue;
      weights(j) = shrunk;
      gradient -= change * of.xx.col(j);
      largest = std::max(largest, std::abs(change) * curvature);
    }
    if (largest <= kTolerance * scale) return;
  }
}

}  // namespace

double logistic(double m) {
  return m >= 0 ? 1 / (1 + std::exp(-m)) : std::exp(m) / (1 + std::exp(m));
}

std::vector<double> LinearModel::operator()(const Matrix& matrix) const {
  std::vector<double> result(matrix.rows, intercept);
  for (std::size_t r = 0; r < matrix.rows; ++r) {
    for (std::size_t c = 0; c < weights.size(); ++c) result[r] += weights[c] * matrix(r, c);
  }
  return result;
}

LinearModel fit_margin(const Matrix& x, const std::vector<double>& y, MarginLoss loss,
                       double cost) {
  constexpr int kMostSteps = 100;
  const MarginObjective objective{mapped(x), y, loss, cost};
  const auto k = static_cast<Index>(x.columns);
  Eigen::VectorXd at = Eigen::VectorXd::Zero(k + 1);
  Eigen::VectorXd gradient;
  Eigen::MatrixXd hessian;
  double value = objective.value(at);
  for (int step = 0; step < kMostSteps; ++step) {
    objective.derivatives(at, gradient, hessian);
    const Eigen::VectorXd direction =
        -hessian.selfadjointView<Eigen::Lower>().ldlt().solve(gradient);
    const double slope = gradient.dot(direction);
    // Newton's decrement: what a step can still gain.
    if (-slope <= 1e-14 * std::max(value, 1.0)) break;
    double length = 1;
    double next = objective.value(at + direction);
    for (; next > value + 1e-4 * length * slope && length > 1e-10;
         next = objective.value(at + length * direction)) {
      length /= 2;
    }
    if (next >= value) break;
    at += length * direction;
    value = next;
  }
  return linear_model(at.head(k), at(k));
}

LinearModel fit_ridge(const Matrix& x, const std::vector<double>& y, double alpha) {
  const Moments moments(x, y);
  Eigen::MatrixXd penalised = moments.xx;
  penalised.diagonal().array() += alpha / static_cast<double>(x.rows);
  return moments.model(penalised.ldlt().solve(moments.xy));
}

std::vector<LinearModel> fit_lasso(const Matrix& x, const std::vector<double>& y,
                                   const std::vector<double>& alphas) {
  const Moments moments(x, y);
  Eigen::VectorXd weights = Eigen::VectorXd::Zero(static_cast<Index>(x.columns));
  std::vector<LinearModel> models;
  for (const double alpha : alphas) {
    descend(moments, alpha, weights);
    models.push_back(moments.model(weights));
  }
  return models;
}

double largest_lasso_alpha(const Matrix& x, const std::vector<double>& y) {
  return Moments(x, y).xy.cwiseAbs().maxCoeff();
}

}  // namespace rfmseg
