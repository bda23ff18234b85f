#include "clv/pareto.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "clv/exponential_integral.hpp"

namespace rfmseg {
namespace {

/// The positive nodes of a Gauss-Legendre rule, and their weights (Abramowitz and Stegun, table
/// 25.4).
template <std::size_t n>
struct GaussRule {
  std::array<double, n> node, weight;
};
constexpr GaussRule<4> kEightNodes = {
    {0.18343464249564978, 0.525532409916329, 0.7966664774136267, 0.9602898564975362},
    {0.36268378337836166, 0.3137066458778869, 0.22238103445337443, 0.10122853629037706}};
constexpr GaussRule<8> kSixteenNodes = {
    {0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438,
     0.755404408355003, 0.8656312023878318, 0.9445750230732326, 0.9894009349916499},
    {0.18945061045506864, 0.18260341504492364, 0.16915651939500265, 0.1495959888165767,
     0.12462897125553407, 0.0951585116824926, 0.062253523938647456, 0.027152459411754176}};

/// Calls `f` with the nodes and weights of the rule in the interval.
template <std::size_t n, class F>
void for_nodes(const GaussRule<n>& rule, double from, double to, const F& f) {
  const double middle = (from + to) / 2;
  const double half = (to - from) / 2;
  for (std::size_t i = 0; i < n; ++i) {
    f(middle - half * rule.node[i], half * rule.weight[i]);
    f(middle + half * rule.node[i], half * rule.weight[i]);
  }
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

DropoutIntegral integrate(double p, double alpha, double s, double beta, double last,
                          double observed) {
  // By the logarithm u of the time since -alpha or -beta, whichever is closer: then the function is
  // smooth, with poles at u +- i pi, unless it falls quickly.
  const bool by_alpha = alpha < beta;
  const double near = by_alpha ? alpha : beta;
  const double far = by_alpha ? beta : alpha;
  const double near_power = by_alpha ? p : s;
  const double far_power = by_alpha ? s : p;
  const auto fall = [&](double u) {
    const double since = (near + last) * std::expm1(u);
    return near_power * u + far_power * std::log1p(since / (far + last));
  };

  // Where the function has become negligible the integral ends.
  constexpr double kMostFall = 45;
  double end = std::log1p((observed - last) / (near + last));
  if (fall(end) > kMostFall) {
    double low = 0;
    for (int i = 0; i < 8; ++i) {
      const double middle = (low + end) / 2;
      (fall(middle) > kMostFall ? end : low) = middle;
    }
  }
  DropoutIntegral integral;
  const auto add = [&](double u, double width) {
    const double near_time = (near + last) * std::exp(u);  // tau + near
    const double far_time = near_time + (far - near);      // tau + far
    const double far_log = std::log(far_time / (far + last));
    const double value = width * std::exp(-near_power * u - far_power * far_log);
    const double weighted = by_alpha ? value * near_time / far_time : value;
    integral.sum += weighted;
    integral.log_alpha += weighted * (by_alpha ? u : far_log);
    integral.log_beta += weighted * (by_alpha ? far_log : u);
    integral.share_alpha += weighted * (alpha / (by_alpha ? near_time : far_time));
    integral.share_beta += weighted * (beta / (by_alpha ? far_time : near_time));
  };
  // So many nodes and panels that 10 digits or more are right.
  const double total_fall = std::min(fall(end), kMostFall);
  if (end < 2 && total_fall < 5) {
    for_nodes(kEightNodes, 0, end, add);
  } else {
    const double panels = std::ceil(std::max(end / 4, total_fall / 16));
    const auto count = static_cast<std::int64_t>(panels);
    for (std::int64_t panel = 0; panel < count; ++panel) {
      const auto i = static_cast<double>(panel);
      for_nodes(kSixteenNodes, end * i / panels, end * (i + 1) / panels, add);
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
  const DropoutIntegral of = integrate(shape, alpha_, s_, beta_, last, observed);
  const double since_alpha = std::log1p((observed - last) / (alpha_ + last));
  const double since_beta = std::log1p((observed - last) / (beta_ + last));
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
    const double to_alpha = std::log1p(observed / alpha_);
    const double to_beta = std::log1p(observed / beta_);
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
