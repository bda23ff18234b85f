#include "clv/beta_geometric.hpp"

#include <cmath>

#include "clv/exponential_integral.hpp"
#include "clv/log_1_plus.hpp"

namespace rfmseg {
namespace {

/// log((1 + x / scale)): the logarithm that a time has in all of these likelihoods, and its
/// derivative by log(scale).
struct LogTime {
  LogTime(double time, double scale)
      : value(log_1_plus(time / scale)), slope(-time / (scale + time)) {}
  double value, slope;
};

}  // namespace

// With x repeat purchases, n chances to drop out, A = log(1 + T/alpha) and B = log(1 + t_x/alpha),
// the likelihood of one customer is
//   (r)_x alpha^-x (b)_n / (a+b)_n exp(-(r+x) A) (1 + exp(D)),
//   D = log(a / (b+n-1)) + (r+x) (A - B), without the second term if n = 0.
// exp(D) are the odds against being alive. (b)_n / (a+b)_n is summed as purchases_term() sums
// (r)_x.
Term BetaGeometric::log_likelihood(const HistorySample& sample, unsigned threads) const {
  Term sum = purchases_term(sample, r_, alpha_);
  const std::vector<double>& more = sample.with_more();
  const std::size_t shift = modified_ ? 1 : 0;
  for (std::size_t j = 0; j < more.size() + shift; ++j) {
    const double place = b_ + static_cast<double>(j);
    sum.add({.value = -std::log1p(a_ / place),
             .slope = {0, 0, -a_ / (a_ + place), a_ * (b_ / place) / (a_ + place)}},
            j < shift ? sample.customers() : more[j - shift]);
  }

  const double log_a = std::log(a_);
  const auto term = [&, observed = -1.0, last = -1.0, to_end = LogTime(0, alpha_),
                     to_last = LogTime(0, alpha_)](const PurchaseHistory& history) mutable {
    if (history.observed != observed) to_end = LogTime(observed = history.observed, alpha_);
    if (history.last != last) to_last = LogTime(last = history.last, alpha_);
    const double shape = r_ + static_cast<double>(history.repeats);
    const double chances = this->chances(history);
    double dropped = 0;  // the probability
    double log_sum = 0;  // log(1 + exp(D))
    const double place = b_ + chances - 1;
    if (chances > 0) {
      const double odds = log_a - std::log(place) + shape * (to_end.value - to_last.value);
      const double less = std::exp(-std::abs(odds));
      dropped = (odds > 0 ? 1 : less) / (1 + less);
      log_sum = std::max(odds, 0.0) + log_1_plus(less);
    }
    return Term{.value = log_sum - shape * to_end.value,
                .slope = {r_ * (dropped * (to_end.value - to_last.value) - to_end.value),
                          shape * (dropped * (to_end.slope - to_last.slope) - to_end.slope),
                          dropped, chances > 0 ? -dropped * b_ / place : 0}};
  };
  sum.add(sample.sum(term, threads));
  return sum;
}

std::optional<double> BetaGeometric::alive(const PurchaseHistory& history) const {
  const double chances = this->chances(history);
  if (chances == 0) return 1;
  const double shape = r_ + static_cast<double>(history.repeats);
  const double since = std::log1p((history.observed - history.last) / (alpha_ + history.last));
  return 1 / (1 + std::exp(std::log(a_ / (b_ + chances - 1)) + shape * since));
}

const BetaNodes& BetaGeometric::nodes(const PurchaseHistory& history) {
  const double b = b_ + chances(history);
  if (nodes_.b() != b) nodes_ = BetaNodes(a_, b);
  return nodes_;
}

// Given the rate of a customer and the probability p of dropping out, (1 - exp(-rate p t)) / p
// purchases are expected in the time t. The rate is gamma(r + x, alpha + T), p is beta(a, b + n).
double BetaGeometric::purchases_if_alive(const PurchaseHistory& history, double horizon) {
  const double shape = r_ + static_cast<double>(history.repeats);
  const double time = horizon / (alpha_ + history.observed);
  return nodes(history).mean([&](double p) {
    return p == 0 ? shape * time : -std::expm1(-shape * std::log1p(p * time)) / p;
  });
}

double BetaGeometric::discounted_if_alive(const PurchaseHistory& history, double rate) {
  const double shape = r_ + static_cast<double>(history.repeats);
  const double scale = rate * (alpha_ + history.observed);
  return nodes(history).mean([&](double p) {
    return p == 0 ? shape / scale : shape / p * exponential_integral(shape + 1, scale / p);
  });
}

}  // namespace rfmseg
