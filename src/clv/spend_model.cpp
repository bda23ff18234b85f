#include "rfmseg/clv/spend_model.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <numeric>
#include <vector>

#include "clv/log_gamma.hpp"
#include "clv/maximise.hpp"
#include "clv/term.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

/// The purchases of a customer of which the mean amount is known.
struct Spender {
  double count, mean;
};

std::vector<Spender> spenders(const PurchaseHistories& histories) {
  std::vector<Spender> result;
  for (std::size_t i = 0; i < histories.of.size(); ++i) {
    if (histories.of[i] == PurchaseHistories::kNone || !(histories.mean_spend[i] > 0)) continue;
    const auto& history = histories.distinct[static_cast<std::size_t>(histories.of[i])];
    const std::int64_t count = histories.spend_count(history);
    if (count == 0) continue;
    result.push_back({static_cast<double>(count), histories.mean_spend[i]});
  }
  // Neighbours with the same number share the gamma functions of it.
  std::ranges::stable_sort(result, {}, &Spender::count);
  return result;
}

/// With u = x m / v, the likelihood of a mean m of x purchases is
///   Gamma(p x + q) / (Gamma(p x) Gamma(q)) (1 + u)^-q (1 + 1/u)^(-p x) / m.
Term log_likelihood(const std::vector<Spender>& all, double p, double q, double v,
                    unsigned threads) {
  const double log_gamma_q = log_gamma(q);
  const double digamma_q = digamma(q);
  return sum_terms(all.size(), threads, [&, count = 0.0, of_count = Term{}](std::size_t i) mutable {
    const Spender& one = all[i];
    const double shape = p * one.count;
    if (one.count != count) {
      count = one.count;
      const double slope = digamma(shape + q);
      of_count = {.value = log_gamma(shape + q) - log_gamma(shape) - log_gamma_q,
                  .slope = {shape * (slope - digamma(shape)), q * (slope - digamma_q)}};
    }
    const double ratio = one.count * one.mean / v;
    const double over = std::log1p(ratio);
    const double under = std::log1p(1 / ratio);
    Term term{.value = -q * over - shape * under - std::log(one.mean),
              .slope = {-shape * under, -q * over, (q * ratio - shape) / (1 + ratio)}};
    term.add(of_count);
    return term;
  });
}

Sampled sampled(const std::vector<Spender>& all, unsigned threads) {
  return {[&all, threads](const Eigen::VectorXd& logs, Eigen::VectorXd& gradient) {
            const Eigen::Array3d values = logs.array().exp();
            const Term sum = log_likelihood(all, values[0], values[1], values[2], threads);
            gradient = Eigen::Vector3d(sum.slope.data());
            return sum.value;
          },
          static_cast<double>(all.size())};
}

/// Every n-th, so that at most `most` remain.
std::vector<Spender> thinned(const std::vector<Spender>& all, std::size_t most) {
  std::vector<Spender> some;
  const std::size_t step = (all.size() + most - 1) / most;
  for (std::size_t i = 0; i < all.size(); i += step) some.push_back(all[i]);
  return some;
}

double pearson_of(const std::vector<double>& a, const std::vector<double>& b) {
  const auto count = static_cast<double>(a.size());
  const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / count;
  const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / count;
  double aa = 0;
  double bb = 0;
  double ab = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
    ab += (a[i] - mean_a) * (b[i] - mean_b);
  }
  return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

/// Ranks from 1; equal values share the mean of theirs.
std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> result(values.size());
  for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    for (std::size_t i = first; i < end; ++i) {
      result[order[i]] = static_cast<double>(first + 1 + end) / 2;
    }
  }
  return result;
}

}  // namespace

SpendFit fit_spend_model(const PurchaseHistories& histories, unsigned threads) {
  const std::vector<Spender> all = spenders(histories);
  if (all.empty()) {
    throw DataError(ErrorKind::no_data,
                    "no customer has repeat purchases with an amount, so there is no spend to fit");
  }
  std::deque<std::vector<Spender>> some;  // likelihoods refer to them
  std::vector<Sampled> samples;
  for (const std::size_t size : kSampleSizes) {
    if (size < all.size())
      samples.push_back(sampled(some.emplace_back(thinned(all, size)), threads));
  }
  samples.push_back(sampled(all, threads));
  std::vector<double> counts;
  std::vector<double> means;
  for (const Spender& one : all) {
    counts.push_back(one.count);
    means.push_back(one.mean);
  }
  const auto customers = static_cast<double>(all.size());
  const double mean = std::accumulate(means.begin(), means.end(), 0.0) / customers;
  std::vector<Eigen::VectorXd> starts;
  for (const double p : {1.0, 8.0}) {
    const double q = 3;
    starts.push_back(Eigen::Vector3d(p, q, mean * (q - 1) / p).array().log());
  }
  SpendFit fit;
  static_cast<Maximum&>(fit) =
      maximum_at(find_peak(samples, starts), "gamma-gamma", {"p", "q", "v"});
  fit.customers = static_cast<std::int64_t>(all.size());
  fit.pearson = pearson_of(counts, means);
  fit.spearman = pearson_of(ranks(counts), ranks(means));
  return fit;
}

double expected_spend(const SpendFit& fit, std::int64_t purchases, double mean_spend) {
  const auto count = static_cast<double>(purchases);
  const double p = fit.parameters[0].value;
  const double q = fit.parameters[1].value;
  const double v = fit.parameters[2].value;
  const double weight = p * count + q - 1;
  if (weight <= 0) return std::numeric_limits<double>::infinity();
  return p * (v + count * mean_spend) / weight;
}

}  // namespace rfmseg
