#pragma once

#include <cmath>
#include <span>
#include <vector>

#include "rfmseg/clv/repeat_model.hpp"

namespace rfmseg::test {

/// What a customer with a rate of buying and of dropping out (or a probability of it) did, and will
/// do.
struct Individual {
  double likelihood = 0;        ///< of the history
  double alive_likelihood = 0;  ///< the same, and being alive at its end
  double purchases = 0;         ///< expected in a horizon, if alive
  double discounted = 0;        ///< for ever, discounted at a rate, if alive
};

/// Integrals over all customers, by adding up a grid of the logarithms of the rate and of the odds
/// or rate of dropping out. Nothing of it is as in the library: the likelihoods are those of single
/// customers in the papers, and no integral is solved.
class BruteForce {
 public:
  BruteForce(RepeatModel model, std::span<const double> parameters, const PurchaseHistory& history,
             double horizon, double rate)
      : model_(model), history_(history), horizon_(horizon), rate_(rate) {
    const bool pareto = model == RepeatModel::pareto_nbd;
    const double x = static_cast<double>(history.repeats);
    const double step = 0.4 / std::sqrt(1 + x / 2);
    const double r = parameters[0];
    const double alpha = parameters[1];
    const double c = parameters[2];
    const double d = parameters[3];
    double likelihood = 0;
    double alive = 0;
    double purchases = 0;
    double discounted = 0;
    // A gamma density falls like exp(shape u) to the left, and very quickly to the right.
    for (double u = -30 / (r + x) - 3; u < 5; u += step) {
      const double buying = std::exp(u);
      const double of_rate =
          std::exp(r * (std::log(alpha) + u) - alpha * buying - std::lgamma(r)) * step;
      if (of_rate == 0) continue;
      for (double w = -30 / c; w < (pareto ? 5 : 30 / d); w += step) {
        const double odds = std::exp(w);
        const double log_density = pareto
                                       ? c * (std::log(d) + w) - d * odds - std::lgamma(c)
                                       : c * w - (c + d) * std::log1p(odds) + std::lgamma(c + d) -
                                             std::lgamma(c) - std::lgamma(d);
        const double weight = of_rate * std::exp(log_density) * step;
        const Individual one = individual(buying, pareto ? odds : odds / (1 + odds));
        likelihood += weight * one.likelihood;
        alive += weight * one.alive_likelihood;
        purchases += weight * one.alive_likelihood * one.purchases;
        discounted += weight * one.alive_likelihood * one.discounted;
      }
    }
    result_ = {likelihood, alive / likelihood, purchases / likelihood, discounted / likelihood};
  }

  [[nodiscard]] double likelihood() const { return result_.likelihood; }
  [[nodiscard]] double alive() const { return result_.alive_likelihood; }
  [[nodiscard]] double purchases() const { return result_.purchases; }
  [[nodiscard]] double discounted() const { return result_.discounted; }

 private:
  [[nodiscard]] Individual individual(double buying, double dropout) const {
    const double x = static_cast<double>(history_.repeats);
    const double bought = std::pow(buying, x);
    if (model_ == RepeatModel::pareto_nbd) {
      const double all = buying + dropout;
      const double alive = bought * std::exp(-all * history_.observed);
      const double dead = bought * dropout / all *
                          (std::exp(-all * history_.last) - std::exp(-all * history_.observed));
      return {alive + dead, alive, buying / dropout * -std::expm1(-dropout * horizon_),
              buying / (dropout + rate_)};
    }
    const double chances = x + (model_ == RepeatModel::mbg_nbd ? 1 : 0);
    const double alive =
        std::pow(1 - dropout, chances) * bought * std::exp(-buying * history_.observed);
    const double dead = chances == 0 ? 0
                                     : dropout * std::pow(1 - dropout, chances - 1) * bought *
                                           std::exp(-buying * history_.last);
    return {alive + dead, alive, -std::expm1(-buying * dropout * horizon_) / dropout,
            buying / (buying * dropout + rate_)};
  }

  RepeatModel model_;
  PurchaseHistory history_;
  double horizon_, rate_;
  Individual result_;
};

}  // namespace rfmseg::test
