#include "clv/free_parameters.hpp"

#include <cmath>

namespace rfmseg {
namespace {

/// The shapes of distributions over customers who are all alike: that they still differ a little
/// changes as few digits as rounding errors do, the eighth.
constexpr double kAlike = 1e8;

double logistic(double logit) {
  return 1 / (1 + std::exp(-logit));
}

}  // namespace

std::vector<double> FreeParameters::all_at(const Eigen::VectorXd& coordinates) const {
  const Eigen::VectorXd values = coordinates.array().exp();
  std::vector<double> all;
  Eigen::Index next = 0;
  const auto add_gamma = [&](bool alike) {  // shape, rate
    const double first = values[next++];
    all.push_back(alike ? kAlike : first);
    all.push_back(alike ? kAlike / first : values[next++]);
  };
  add_gamma(limits_.one_rate);
  if (model_ == RepeatModel::nbd) return all;
  if (model_ == RepeatModel::pareto_nbd || !limits_.one_dropout) {
    add_gamma(limits_.one_dropout);  // a and b are logarithms, too
    return all;
  }
  all.push_back(kAlike * logistic(coordinates[next]));
  all.push_back(kAlike * logistic(-coordinates[next]));
  return all;
}

void FreeParameters::set_gradient(const Eigen::VectorXd& coordinates, const Term& term,
                                  Eigen::VectorXd& gradient) const {
  gradient.resize(coordinates.size());
  Eigen::Index next = 0;
  const auto add = [&](std::size_t first, bool alike) {
    if (alike) {
      gradient[next++] = -term.slope[first + 1];
    } else {
      gradient[next++] = term.slope[first];
      gradient[next++] = term.slope[first + 1];
    }
  };
  add(0, limits_.one_rate);
  if (model_ == RepeatModel::nbd) return;
  if (model_ == RepeatModel::pareto_nbd || !limits_.one_dropout) return add(2, limits_.one_dropout);
  const double p = logistic(coordinates[next]);
  gradient[next] = (1 - p) * term.slope[2] - p * term.slope[3];
}

Eigen::VectorXd coordinates_of(const RepeatFit& fit) {
  Eigen::VectorXd coordinates(static_cast<Eigen::Index>(fit.parameters.size()));
  Eigen::Index next = 0;
  for (const FittedParameter& one : fit.parameters) {
    const double scale = one.name == kDropoutProbability ? 1 - one.value : 1;
    coordinates[next++] = std::log(one.value / scale);
  }
  return coordinates;
}

std::vector<double> all_parameters(const RepeatFit& fit) {
  return FreeParameters(fit.model, fit.limits).all_at(coordinates_of(fit));
}

}  // namespace rfmseg
