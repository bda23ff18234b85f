#include "clv/beta_nodes.hpp"

#include <algorithm>

#include "clv/log_gamma.hpp"

namespace rfmseg {

BetaNodes::BetaNodes(double a, double b) : a_(a), b_(b) {
  constexpr double kPoint = 1e7;  // From here on gamma functions lose more than the variance is.
  if (a + b > kPoint) {
    nodes_.push_back({.p = a / (a + b), .rest = b / (a + b), .weight = 1});
    return;
  }
  // The remainder of mean() is like p (1 - p): with it, the density is beta(a + 1, b + 1).
  const double more_a = a + 1;
  const double more_b = b + 1;
  const double step = std::min(0.35, 0.75 * std::sqrt(1 / more_a + 1 / more_b));
  const double log_beta = log_gamma(a) + log_gamma(b) - log_gamma(a + b);
  constexpr double kNegligible = -39;  // log(1e-17)
  // log(p), where `logit` is that of p
  const auto log_share = [](double logit) {
    return logit < 0 ? logit - std::log1p(std::exp(logit)) : -std::log1p(std::exp(-logit));
  };
  const double mode = std::log(more_a / more_b);
  const double at_mode = more_a * log_share(mode) + more_b * log_share(-mode);
  const auto scan = [&](double first, double by) {
    for (double logit = first;; logit += by) {
      const double log_p = log_share(logit);
      const double log_rest = log_share(-logit);
      if (more_a * log_p + more_b * log_rest < at_mode + kNegligible) break;
      nodes_.push_back({.p = std::exp(log_p),
                        .rest = std::exp(log_rest),
                        .weight = step * std::exp(a * log_p + b * log_rest - log_beta)});
    }
  };
  scan(mode, step);
  scan(mode - step, -step);
}

}  // namespace rfmseg
