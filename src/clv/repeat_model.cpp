#include "rfmseg/clv/repeat_model.hpp"

#include <fmt/core.h>

#include <array>
#include <deque>
#include <utility>

#include "clv/beta_geometric.hpp"
#include "clv/buying_model.hpp"
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

LogLikelihood log_likelihood_of(RepeatModel model, const HistorySample& sample, unsigned threads) {
  return [model, &sample, threads](const VectorXd& logs, VectorXd& gradient) {
    const VectorXd values = logs.array().exp();
    const Term sum =
        make_buying_model(model, {values.data(), static_cast<std::size_t>(values.size())})
            ->log_likelihood(sample, threads);
    gradient.resize(logs.size());
    for (Eigen::Index i = 0; i < logs.size(); ++i) {
      gradient[i] = sum.slope[static_cast<std::size_t>(i)];
    }
    return sum.value;
  };
}

/// Logarithms of parameters to start from: with the mean rate of buying of the data, alike or
/// different customers, and much or little dropout.
std::vector<VectorXd> starts(RepeatModel model, const HistorySample& sample) {
  const double time = sample.time() / sample.customers();
  const double between = sample.time() / sample.purchases();
  std::vector<VectorXd> result;
  for (const double shape : {0.5, 2.0}) {
    const std::array<double, 2> buying = {shape, shape * between};
    if (model == RepeatModel::nbd) {
      result.push_back(VectorXd{{buying[0], buying[1]}}.array().log());
      continue;
    }
    const bool pareto = model == RepeatModel::pareto_nbd;
    for (const double dropout : {0.2, 1.0}) {
      const double other = pareto ? time : 3;
      result.push_back(VectorXd{{buying[0], buying[1], dropout, other}}.array().log());
    }
  }
  return result;
}

Peak peak_of(RepeatModel model, const HistorySample& all, unsigned threads) {
  std::deque<HistorySample> some;  // likelihoods refer to them
  std::vector<Sampled> samples;
  for (const std::size_t size : kSampleSizes) {
    if (size >= all.size()) break;
    const HistorySample& sample = some.emplace_back(all.thinned(size));
    samples.push_back({log_likelihood_of(model, sample, threads), sample.customers()});
  }
  samples.push_back({log_likelihood_of(model, all, threads), all.customers()});
  return find_peak(samples, starts(model, all));
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

const std::vector<std::string_view>& parameter_names(RepeatModel model) {
  static const std::vector<std::string_view> beta_geometric = {"r", "alpha", "a", "b"};
  static const std::vector<std::string_view> pareto = {"r", "alpha", "s", "beta"};
  static const std::vector<std::string_view> nbd = {"r", "alpha"};
  switch (model) {
    case RepeatModel::bg_nbd:
    case RepeatModel::mbg_nbd:
      return beta_geometric;
    case RepeatModel::pareto_nbd:
      return pareto;
    case RepeatModel::nbd:
      break;
  }
  return nbd;
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
                    fmt::format("none of {} bought on a second day: there is no repeat buying to "
                                "fit (hint: data of a longer time)",
                                plural(static_cast<std::uint64_t>(fit.customers), "customer")));
  }
  fit.repeat_buyers = static_cast<std::int64_t>(sample.with_more().front());
  Peak peak = peak_of(options.model, sample, options.threads);
  if (options.model != RepeatModel::nbd) {
    Peak without = peak_of(RepeatModel::nbd, sample, options.threads);
    if (peak.value < without.value + kLeastGainOfDropout) {
      fit.model = RepeatModel::nbd;
      std::swap(peak, without);
    }
    peak.evaluations += without.evaluations;
  }
  static_cast<Maximum&>(fit) = maximum_at(peak, to_string(fit.model), parameter_names(fit.model));
  return fit;
}

}  // namespace rfmseg
