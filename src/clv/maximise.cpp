#include "clv/maximise.hpp"

#include <LBFGS.h>
#include <fmt/core.h>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Parameters between exp(-kWall) and exp(kWall) are looked at.
constexpr double kWall = 23;
/// A remaining gain of the log-likelihood that is none; and the one that is aimed at, so that
/// parameters are exact to 1e-6 of their standard error.
constexpr double kNoGain = 1e-7;
constexpr double kAim = 1e-12;
/// With such a standard error of its logarithm nothing is known of a parameter: its interval is a
/// factor of 350 to both sides.
constexpr double kMostError = 3;

bool is_inside_wall(const VectorXd& logs) {
  return (logs.array().abs() <= kWall).all();  // NaN is not
}

/// What LBFGS++ minimises: the negative log-likelihood per customer, which beyond the wall rises.
class Descent {
 public:
  Descent(const LogLikelihood& likelihood, double weight)
      : likelihood_(likelihood), weight_(weight) {}

  double operator()(const VectorXd& logs, VectorXd& gradient) {
    if (!logs.allFinite()) throw std::runtime_error("the line search has no direction");
    ++evaluations_;
    const VectorXd inside = logs.cwiseMax(-kWall).cwiseMin(kWall);
    const VectorXd beyond = logs - inside;
    double value = -likelihood_(inside, gradient) / weight_;
    gradient /= -weight_;
    value += gradient.dot(beyond) + beyond.squaredNorm();
    gradient += 2 * beyond;
    if (value < best_value_) {
      best_value_ = value;
      best_ = logs;
    }
    return value;
  }

  [[nodiscard]] const VectorXd& best() const { return best_; }
  [[nodiscard]] int evaluations() const { return evaluations_; }

 private:
  const LogLikelihood& likelihood_;
  double weight_;
  double best_value_ = std::numeric_limits<double>::infinity();
  VectorXd best_;
  int evaluations_ = 0;
};

/// The negative Hessian, by central differences of the gradient.
MatrixXd information_at(const LogLikelihood& likelihood, Peak& peak) {
  constexpr double kStep = 1e-4;  // of a logarithm: the error is some 1e-8 of the Hessian
  const Eigen::Index count = peak.logs.size();
  MatrixXd result(count, count);
  VectorXd above(count);
  VectorXd below(count);
  for (Eigen::Index i = 0; i < count; ++i) {
    VectorXd logs = peak.logs;
    logs[i] += kStep;
    likelihood(logs, above);
    logs[i] -= 2 * kStep;
    likelihood(logs, below);
    result.col(i) = (below - above) / (2 * kStep);
    peak.evaluations += 2;
  }
  return (result + result.transpose()) / 2;
}

/// A peak beyond the wall, or nowhere, is not looked at.
void evaluate(const LogLikelihood& likelihood, Peak& peak) {
  if (!is_inside_wall(peak.logs)) {
    peak.value = -std::numeric_limits<double>::infinity();
    return;
  }
  ++peak.evaluations;
  peak.value = likelihood(peak.logs, peak.gradient);
}

/// Corrects the information by what a step has shown of it (Broyden, Fletcher, Goldfarb, Shanno).
void learn(Peak& peak, const Peak& before) {
  const VectorXd step = peak.logs - before.logs;
  const VectorXd seen = before.gradient - peak.gradient;
  const VectorXd thought = before.information * step;
  if (!(seen.dot(step) > 0)) return;
  peak.information +=
      seen * seen.transpose() / seen.dot(step) - thought * thought.transpose() / thought.dot(step);
}

/// Steps by the peak's information as long as they help.
void make_steps(const LogLikelihood& likelihood, Peak& peak) {
  double gain = peak.remaining_gain();
  while (std::isfinite(gain) && gain > kAim) {
    const Peak before = peak;
    peak.logs += Eigen::LLT<MatrixXd>(peak.information).solve(peak.gradient);
    evaluate(likelihood, peak);
    if (std::isfinite(peak.value)) learn(peak, before);
    const double now = peak.remaining_gain();
    if (!(now < gain / 2)) {
      if (!(peak.value > before.value)) {
        const int evaluations = peak.evaluations;
        peak = before;
        peak.evaluations = evaluations;
      }
      return;
    }
    gain = now;
  }
}

/// Climbs by Newton's method from where that works.
void finish(const LogLikelihood& likelihood, Peak& peak) {
  constexpr int kMostHessians = 3;
  for (int i = 0; i < kMostHessians; ++i) {
    peak.information = information_at(likelihood, peak);
    const double gain = peak.remaining_gain();
    if (gain < kAim || !std::isfinite(gain)) return;
    make_steps(likelihood, peak);
  }
}

/// Climbs from `start` by L-BFGS until the gradient for a customer is below `tolerance`.
Peak ascend(const Sampled& data, VectorXd start, double tolerance) {
  Descent descent(data.likelihood, data.weight);
  LBFGSpp::LBFGSParam<double> settings;
  settings.epsilon = tolerance;
  settings.epsilon_rel = 0;
  settings.max_iterations = 200;
  settings.linesearch = LBFGSpp::LBFGS_LINESEARCH_BACKTRACKING_STRONG_WOLFE;
  LBFGSpp::LBFGSSolver<double, LBFGSpp::LineSearchNocedalWright> solver(settings);
  try {
    double value = 0;
    solver.minimize(descent, start, value);
  } catch (const Error&) {
    throw;  // of the likelihood: Interrupted
  } catch (const std::runtime_error&) {
    // A line search ends so by rounding errors near the peak, or on a plateau; what was reached is
    // judged later.
  } catch (const std::logic_error&) {
    // Likewise.
  }
  Peak peak;
  peak.evaluations = descent.evaluations();
  peak.logs = descent.best();
  peak.value = -std::numeric_limits<double>::infinity();
  if (peak.logs.size() == 0) return peak;
  peak.logs = peak.logs.cwiseMax(-kWall).cwiseMin(kWall);
  peak.gradient.resize(peak.logs.size());
  evaluate(data.likelihood, peak);
  return peak;
}

/// Goes on from near the peak.
void reach(const Sampled& data, Peak& peak) {
  if (peak.logs.size() == 0) return;
  finish(data.likelihood, peak);
  if (peak.remaining_gain() < kNoGain) return;
  constexpr double kNear = 1e-5;
  const int evaluations = peak.evaluations;
  peak = ascend(data, peak.logs, kNear);
  peak.evaluations += evaluations;
  if (peak.logs.size() > 0) finish(data.likelihood, peak);
}

}  // namespace

double Peak::remaining_gain() const {
  const Eigen::LLT<MatrixXd> root(information);
  if (root.info() != Eigen::Success) return std::numeric_limits<double>::infinity();
  return gradient.dot(root.solve(gradient)) / 2;
}

VectorXd Peak::errors() const {
  constexpr double kFlat = 1e-3;
  const Eigen::SelfAdjointEigenSolver<MatrixXd> axes(information);
  const VectorXd variances = axes.eigenvalues().cwiseMax(kFlat).cwiseInverse();
  return (axes.eigenvectors().cwiseAbs2() * variances).cwiseSqrt();
}

bool Peak::is_determined() const {
  return logs.size() > 0 && std::isfinite(value) && errors().maxCoeff() <= kMostError;
}

bool Peak::is_maximum() const {
  return is_determined() && remaining_gain() < kNoGain;
}

Peak find_peak(const std::vector<Sampled>& samples, const std::vector<VectorXd>& starts) {
  constexpr double kRoughly = 1e-3;
  int evaluations = 0;
  Peak highest;
  double weight = 0;  // of the sample of `highest`
  for (const Sampled& sample : samples) {
    if (highest.is_determined()) {
      highest.evaluations = 0;
      highest.information *= sample.weight / weight;
      evaluate(sample.likelihood, highest);
      make_steps(sample.likelihood, highest);
    } else {
      highest = {};
      for (const VectorXd& start : starts) {
        Peak peak = ascend(sample, start, kRoughly);
        evaluations += peak.evaluations;
        peak.evaluations = 0;
        if (highest.logs.size() == 0 || peak.value > highest.value) highest = std::move(peak);
      }
    }
    reach(sample, highest);
    evaluations += highest.evaluations;
    weight = sample.weight;
  }
  highest.evaluations = evaluations;
  return highest;
}

Maximum maximum_at(const Peak& peak, std::string_view model,
                   const std::vector<std::string_view>& names) {
  if (peak.logs.size() == 0 || !std::isfinite(peak.value)) {
    throw DataError(fmt::format("{} cannot be fitted to these data", model));
  }
  const VectorXd errors = peak.errors();
  std::string undetermined;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (errors[static_cast<Eigen::Index>(i)] <= kMostError) continue;
    undetermined += fmt::format("{}{}", undetermined.empty() ? "" : ", ", names[i]);
  }
  if (!undetermined.empty()) {
    throw DataError(
        fmt::format("the data do not determine {} of {}: there are too few customers, or they are "
                    "too similar (hint: another model, or data of a longer period)",
                    undetermined, model));
  }
  if (!(peak.remaining_gain() < kNoGain)) {
    throw DataError(fmt::format("the fit of {} did not converge (hint: another model)", model));
  }
  constexpr double kNormal95 = 1.959963984540054;
  Maximum maximum;
  maximum.log_likelihood = peak.value;
  maximum.remaining_gain = peak.remaining_gain();
  maximum.evaluations = peak.evaluations;
  const MatrixXd covariance = peak.information.inverse();
  maximum.covariance.assign(covariance.data(), covariance.data() + covariance.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto at = static_cast<Eigen::Index>(i);
    const double value = std::exp(peak.logs[at]);
    const double error = std::sqrt(covariance(at, at));
    maximum.parameters.push_back({names[i], value, value * error,
                                  value * std::exp(-kNormal95 * error),
                                  value * std::exp(kNormal95 * error)});
  }
  return maximum;
}

}  // namespace rfmseg
