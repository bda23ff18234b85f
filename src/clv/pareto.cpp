#include "clv/pareto.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <type_traits>
#include <utility>

#include "clv/exponential_integral.hpp"

namespace rfmseg {
namespace {

/// A Gauss-Legendre rule: nodes in 0..1, and their weights.
template <int n>
struct GaussRule {
  using Nodes = Eigen::Array<double, n, 1>;  // functions of which are computed two at a time

  GaussRule() {
    for (int i = 0; i < n; ++i) {
      // Newton's method finds the roots of the Legendre polynomial.
      double x = std::cos(std::numbers::pi * (i + 0.75) / (n + 0.5));
      double slope = 0;
      for (int step = 0; step < 10; ++step) {
        double value = 1;
        double before = 0;
        for (int j = 1; j <= n; ++j) {
          before = std::exchange(value, ((2 * j - 1) * x * value - (j - 1) * before) / j);
        }
        slope = n * (x * value - before) / (x * x - 1);
        x -= value / slope;
      }
      node[i] = (1 - x) / 2;
      weight[i] = 1 / ((1 - x * x) * slope * slope);
    }
  }
  Nodes node, weight;
};
const GaussRule<6> kSixNodes;
const GaussRule<8> kEightNodes;
const GaussRule<10> kTenNodes;
const GaussRule<12> kTwelveNodes;
const GaussRule<16> kSixteenNodes;

/// log(1 + x) to some 13 digits, in a third of the time of std::log1p() where x is not small.
double log_1_plus(double x) {
  return x > 0.01 ? std::log(1 + x) : std::log1p(x);
}

/// Integrals over the time tau at which a customer may have dropped out, from t_x to T, of
///   ((alpha + t_x) / (alpha + tau))^p ((beta + t_x) / (beta + tau))^s / (beta + tau).
/// All terms are positive, and none exceeds 1 / (beta + t_x).
struct DropoutIntegral {
  double sum = 0;          ///< of the function
  double log_alpha = 0;    ///< times log((alpha + tau) / (alpha + t_x))
  double log_beta = 0;     ///< times log((beta + tau) / (beta + t_x))
  double share_alpha = 0;  ///< times alpha / (alpha + tau)
  double share_beta = 0;   ///< times beta / (beta + tau)
};

/// `since_alpha` and `since_beta` are the logarithms of (alpha + T) / (alpha + t_x) and the same of
/// beta.
DropoutIntegral integrate(double p, double alpha, double s, double beta, double last,
                          double since_alpha, double since_beta) {
  // By the logarithm u of the time since -alpha or -beta, whichever is closer: then the function is
  // smooth, with poles at u +- i pi, unless it falls quickly.
  const bool by_alpha = alpha < beta;
  const double near = by_alpha ? alpha : beta;
  const double far = by_alpha ? beta : alpha;
  const double near_power = by_alpha ? p : s;
  const double far_power = by_alpha ? s : p;

  // Where the function has become negligible the integral ends.
  constexpr double kMostFall = 45;
  double end = by_alpha ? since_alpha : since_beta;
  double fall = p * since_alpha + s * since_beta;
  if (fall > kMostFall) {
    double low = 0;
    for (int i = 0; i < 8; ++i) {
      const double u = (low + end) / 2;
      const double since = (near + last) * std::expm1(u);
      const bool negligible =
          near_power * u + far_power * std::log1p(since / (far + last)) > kMostFall;
      (negligible ? end : low) = u;
    }
    fall = kMostFall;
  }
  DropoutIntegral integral;
  const auto add = [&](const auto& rule, double from, double to) {
    using Nodes = std::remove_cvref_t<decltype(rule.node)>;
    const Nodes u = from + (to - from) * rule.node;
    const Nodes near_time = (near + last) * u.exp();  // tau + near
    const Nodes far_time = near_time + (far - near);  // tau + far
    const Nodes far_log = (far_time / (far + last)).log();
    Nodes value = (to - from) * rule.weight * (-near_power * u - far_power * far_log).exp();
    if (by_alpha) value *= near_time / far_time;
    const double near_log = (value * u).sum();
    const double other_log = (value * far_log).sum();
    const double near_share = near * (value / near_time).sum();
    const double far_share = far * (value / far_time).sum();
    integral.sum += value.sum();
    integral.log_alpha += by_alpha ? near_log : other_log;
    integral.log_beta += by_alpha ? other_log : near_log;
    integral.share_alpha += by_alpha ? near_share : far_share;
    integral.share_beta += by_alpha ? far_share : near_share;
  };
  // So many nodes and panels that 10 digits are right, as was found by trying.
  const double nodes = 4.2 + 1.7 * end + 0.6 * fall;
  if (nodes <= 6) {
    add(kSixNodes, 0, end);
  } else if (nodes <= 8) {
    add(kEightNodes, 0, end);
  } else if (nodes <= 10) {
    add(kTenNodes, 0, end);
  } else if (nodes <= 12) {
    add(kTwelveNodes, 0, end);
  } else {
    const double panels = nodes <= 16 ? 1 : std::ceil(std::max(end / 4, fall / 16));
    const auto count = static_cast<std::int64_t>(panels);
    for (std::int64_t panel = 0; panel < count; ++panel) {
      const auto i = static_cast<double>(panel);
      add(kSixteenNodes, end * i / panels, end * (i + 1) / panels);
    }
  }
  return integral;
}

}  // namespace

// The likelihood of one customer, with A = log(1 + T/alpha) and B = log(1 + T/beta), is
//   (r)_x alpha^-x exp(-(r+x) A - s B) (1 + exp(D)),
//   exp(D) = s * integral over tau from t_x to T of
//            ((alpha + T) / (alpha + tau))^(r+x) ((beta + T) / (beta + tau))^s / (beta + tau):
// the odds against being alive. The hypergeometric functions of the literature are such integrals,
// but their difference cancels, and they overflow for large x.
Term Pareto::log_odds(const PurchaseHistory& history) const {
  const double last = history.last;
  const double observed = history.observed;
  if (observed <= last) return {.value = -std::numeric_limits<double>::infinity()};
  const double shape = r_ + static_cast<double>(history.repeats);
  const double since_alpha = log_1_plus((observed - last) / (alpha_ + last));
  const double since_beta = log_1_plus((observed - last) / (beta_ + last));
  const DropoutIntegral of = integrate(shape, alpha_, s_, beta_, last, since_alpha, since_beta);
  const double by_alpha = since_alpha - of.log_alpha / of.sum;
  const double by_beta = since_beta - of.log_beta / of.sum;
  const double share_alpha = of.share_alpha / of.sum;
  const double share_beta = of.share_beta / of.sum;
  return {.value = std::log(s_ * of.sum) + shape * since_alpha + s_ * since_beta,
          .slope = {r_ * by_alpha, shape * (alpha_ / (alpha_ + observed) - share_alpha),
                    1 + s_ * by_beta, s_ * (beta_ / (beta_ + observed) - share_beta) - share_beta}};
}

Term Pareto::log_likelihood(const HistorySample& sample, unsigned threads) const {
  Term sum = purchases_term(sample, r_, alpha_);
  const auto term = [this](const PurchaseHistory& history) {
    const double shape = r_ + static_cast<double>(history.repeats);
    const double observed = history.observed;
    const double to_alpha = log_1_plus(observed / alpha_);
    const double to_beta = log_1_plus(observed / beta_);
    Term of{.value = -shape * to_alpha - s_ * to_beta,
            .slope = {-r_ * to_alpha, shape * observed / (alpha_ + observed), -s_ * to_beta,
                      s_ * observed / (beta_ + observed)}};
    const Term odds = log_odds(history);
    const double less = std::exp(-std::abs(odds.value));
    of.value += std::max(odds.value, 0.0) + std::log1p(less);
    const double dropped = (odds.value > 0 ? 1 : less) / (1 + less);
    for (std::size_t i = 0; i < of.slope.size(); ++i) of.slope[i] += dropped * odds.slope[i];
    return of;
  };
  sum.add(sample.sum(term, threads));
  return sum;
}

std::optional<double> Pareto::alive(const PurchaseHistory& history) const {
  return 1 / (1 + std::exp(log_odds(history).value));
}

// The rate of buying is gamma(r + x, alpha + T), that of dropping out gamma(s, beta + T).
double Pareto::purchases_if_alive(const PurchaseHistory& history, double horizon) {
  const double rate = (r_ + static_cast<double>(history.repeats)) / (alpha_ + history.observed);
  const double scale = beta_ + history.observed;
  const double ahead = std::log1p(horizon / scale);
  const double time = s_ == 1 ? ahead : -std::expm1((1 - s_) * ahead) / (s_ - 1);
  return rate * scale * time;
}

// DERT of Fader, Hardie and Lee (RFM and CLV, J. of Marketing Research 42, 2005); its Psi is this
// integral.
double Pareto::discounted_if_alive(const PurchaseHistory& history, double rate) {
  const double buying = (r_ + static_cast<double>(history.repeats)) / (alpha_ + history.observed);
  const double scale = beta_ + history.observed;
  return buying * scale * exponential_integral(s_, rate * scale);
}

}  // namespace rfmseg
