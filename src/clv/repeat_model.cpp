#include "rfmseg/clv/repeat_model.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <utility>

#include "clv/beta_geometric.hpp"
#include "clv/buying_model.hpp"
#include "clv/free_parameters.hpp"
#include "clv/history_sample.hpp"
#include "clv/maximise.hpp"
#include "clv/negative_binomial.hpp"
#include "clv/pareto.hpp"
#include "plural.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

using Eigen::VectorXd;

/// If dropout adds no more to the log-likelihood, there is none to be found: half of the 90 %
/// quantile of chi-square, which a likelihood ratio on the boundary of a parameter exceeds with a
/// probability of 5 % (Self and Liang, JASA 82, 1987).
constexpr double kLeastGainOfDropout = 1.353;
/// A limit that loses as much log-likelihood is none of the data: half of the 95 % quantile of
/// chi-square.
constexpr double kMostLossOfLimits = 1.92;
/// With fewer customers who came back, that they do not differ is chance.
constexpr double kLeastRepeatBuyers = 10;

/// A model with limits: what a likelihood is of.
struct Form {
  RepeatModel model;
  RepeatLimits limits{};
};

LogLikelihood log_likelihood_of(Form form, const HistorySample& sample, unsigned threads) {
  return [model = form.model, free = FreeParameters(form.model, form.limits), &sample, threads](
             const VectorXd& coordinates, VectorXd& gradient) {
    const Term sum =
        make_buying_model(model, free.all_at(coordinates))->log_likelihood(sample, threads);
    free.set_gradient(coordinates, sum, gradient);
    return sum.value;
  };
}

/// Coordinates to start from: with the mean rate of buying of the data, alike or different
/// customers, and much or little dropout.
std::vector<VectorXd> starts(Form form, const HistorySample& sample) {
  const double time = sample.time() / sample.customers();
  const double between = sample.time() / sample.purchases();
  const bool pareto = form.model == RepeatModel::pareto_nbd;
  std::vector<VectorXd> result;
  for (const double shape : {0.5, 2.0}) {
    std::vector<double> buying = {shape, shape * between};
    if (form.limits.one_rate) buying = {1 / between};
    for (const double dropout : {0.2, 1.0}) {
      const double other = pareto ? time : 3;
      std::vector<double> all = buying;
      if (form.model != RepeatModel::nbd) {
        all.push_back(form.limits.one_dropout ? dropout / other : dropout);
        if (!form.limits.one_dropout) all.push_back(other);
      }
      const Eigen::Map<const VectorXd> values(all.data(), static_cast<Eigen::Index>(all.size()));
      const VectorXd start = values.array().log();
      if (std::ranges::find(result, start) == result.end()) result.push_back(start);
    }
  }
  return result;
}

Peak peak_of(Form form, const HistorySample& all, unsigned threads) {
  std::deque<HistorySample> some;  // likelihoods refer to them
  std::vector<Sampled> samples;
  for (const std::size_t size : kSampleSizes) {
    if (size >= all.size()) break;
    const HistorySample& sample = some.emplace_back(all.thinned(size));
    samples.push_back({log_likelihood_of(form, sample, threads), sample.customers()});
  }
  samples.push_back({log_likelihood_of(form, all, threads), all.customers()});
  return find_peak(samples, starts(form, all));
}

/// The highest peak of a model, or of its limits if that does not determine a parameter.
struct Candidate {
  Form form;
  Peak peak;
};

Candidate best_of(RepeatModel model, const HistorySample& sample, unsigned threads) {
  Candidate best{{model}, peak_of({model}, sample, threads)};
  if (best.peak.is_maximum() || sample.with_more().front() < kLeastRepeatBuyers) return best;
  const double most = best.peak.value;
  int evaluations = best.peak.evaluations;
  const auto try_limits = [&](RepeatLimits limits) {
    Candidate one{{model, limits}, peak_of({model, limits}, sample, threads)};
    evaluations += one.peak.evaluations;
    if (!one.peak.is_maximum() || one.peak.value < most - kMostLossOfLimits) return;
    if (!best.peak.is_maximum() || one.peak.value > best.peak.value) best = std::move(one);
  };
  const bool has_dropout = model != RepeatModel::nbd;
  if (has_dropout) try_limits({.one_dropout = true});
  try_limits({.one_rate = true});
  if (has_dropout && !best.peak.is_maximum()) try_limits({.one_rate = true, .one_dropout = true});
  best.peak.evaluations = evaluations;
  return best;
}

/// From odds, which find_peak() has moved by their logarithm.
void make_probability(FittedParameter& one) {
  const auto share = [](double odds) { return odds / (1 + odds); };
  const double error = one.standard_error / one.value;
  one = {one.name, share(one.value), 0, share(one.low), share(one.high)};
  one.standard_error = one.value * (1 - one.value) * error;
}

}  // namespace

std::string_view to_string(RepeatModel model) {
  switch (model) {
    case RepeatModel::bg_nbd:
      return "bg-nbd";
    case RepeatModel::mbg_nbd:
      return "mbg-nbd";
    case RepeatModel::pareto_nbd:
      return "pareto-nbd";
    case RepeatModel::nbd:
      break;
  }
  return "nbd";
}

std::vector<std::string_view> parameter_names(RepeatModel model, RepeatLimits limits) {
  std::vector<std::string_view> names{"r", "alpha"};
  if (limits.one_rate) names = {"rate"};
  if (model == RepeatModel::nbd) return names;
  const bool pareto = model == RepeatModel::pareto_nbd;
  if (limits.one_dropout) {
    names.push_back(pareto ? "mu" : kDropoutProbability);
  } else {
    names.push_back(pareto ? "s" : "a");
    names.push_back(pareto ? "beta" : "b");
  }
  return names;
}

std::unique_ptr<BuyingModel> make_buying_model(RepeatModel model,
                                               std::span<const double> parameters) {
  switch (model) {
    case RepeatModel::bg_nbd:
      return std::make_unique<BetaGeometric>(parameters, false);
    case RepeatModel::mbg_nbd:
      return std::make_unique<BetaGeometric>(parameters, true);
    case RepeatModel::pareto_nbd:
      return std::make_unique<Pareto>(parameters);
    case RepeatModel::nbd:
      break;
  }
  return std::make_unique<NegativeBinomial>(parameters);
}

RepeatFit fit_repeat_model(const PurchaseHistories& histories, const RepeatFitOptions& options) {
  const HistorySample sample(histories);
  RepeatFit fit;
  fit.asked = fit.model = options.model;
  fit.unit = histories.unit;
  fit.customers = histories.customers();
  if (sample.purchases() == 0) {
    throw DataError(ErrorKind::no_data,
                    fmt::format("none of {} bought on a second day, so there are no repeat "
                                "purchases to fit (hint: data of a longer period)",
                                plural(static_cast<std::uint64_t>(fit.customers), "customer")));
  }
  if (sample.size() == 1) {
    throw DataError(fmt::format(
        "{} with identical purchases: the data do not determine {} (hint: data of more customers, "
        "or of a longer period)",
        plural(static_cast<std::uint64_t>(fit.customers), "customer"), to_string(fit.model)));
  }
  fit.repeat_buyers = static_cast<std::int64_t>(sample.with_more().front());
  Candidate best = best_of(options.model, sample, options.threads);
  if (options.model != RepeatModel::nbd) {
    Candidate without = best_of(RepeatModel::nbd, sample, options.threads);
    if (best.peak.value < without.peak.value + kLeastGainOfDropout) std::swap(best, without);
    best.peak.evaluations += without.peak.evaluations;
  }
  fit.model = best.form.model;
  fit.limits = best.form.limits;
  static_cast<Maximum&>(fit) =
      maximum_at(best.peak, to_string(fit.model), parameter_names(fit.model, fit.limits));
  for (FittedParameter& one : fit.parameters) {
    if (one.name == kDropoutProbability) make_probability(one);
  }
  return fit;
}

}  // namespace rfmseg
