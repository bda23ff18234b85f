#pragma once

/// \file
/// Fits a model of repeat buying: customers buy at random at their own rate, until they drop
/// out, which is not observed. docs/definitions.md has the formulas and their sources.
///
///     const rfmseg::RepeatFit fit = rfmseg::fit_repeat_model(histories, {.threads = 4});
///     for (const rfmseg::FittedParameter& one : fit.parameters) {
///       std::cout << one.name << ' ' << one.value << " +- " << one.standard_error << '\n';
///     }

#include <cstdint>
#include <string_view>
#include <vector>

#include "rfmseg/clv/maximum.hpp"
#include "rfmseg/clv/purchase_histories.hpp"

namespace rfmseg {

/// The models. In all of them purchases are a Poisson process at a rate that is gamma-distributed
/// over customers (shape r, rate alpha, in units of time).
enum class RepeatModel {
  bg_nbd,      ///< dropout after a repeat purchase, with a beta(a, b)-distributed probability
  mbg_nbd,     ///< the same, but also after the first purchase
  pareto_nbd,  ///< dropout at any time, at a gamma-distributed rate (shape s, rate beta)
  nbd          ///< no dropout
};

/// `bg-nbd`, `mbg-nbd`, `pareto-nbd` or `nbd`.
[[nodiscard]] std::string_view to_string(RepeatModel model);

/// Limits of a model, in which customers do not differ.
struct RepeatLimits {
  bool one_rate = false;  ///< all buy at the same `rate`, a parameter instead of r and alpha
  /// All drop out with the same probability `p`, instead of a and b; in Pareto/NBD at the same
  /// rate `mu`, instead of s and beta.
  bool one_dropout = false;
  friend bool operator==(RepeatLimits, RepeatLimits) = default;
};

/// The name of the parameter that is a probability: all others are above 0.
inline constexpr std::string_view kDropoutProbability = "p";
/// The parameters of the model, in the order of all vectors of parameters.
[[nodiscard]] std::vector<std::string_view> parameter_names(RepeatModel model,
                                                            RepeatLimits limits = {});

/// How a model is fitted.
struct RepeatFitOptions {
  RepeatModel model = RepeatModel::bg_nbd;
  unsigned threads = 1;  ///< does not affect the result
};

/// A fitted model.
struct RepeatFit : Maximum {
  /// As asked for; or `nbd` if no dropout can be found in the data: it adds nothing significant to
  /// the likelihood, which may be highest if no customer drops out. Such a model has no probability
  /// of being alive.
  RepeatModel model = RepeatModel::bg_nbd;
  RepeatModel asked = RepeatModel::bg_nbd;
  /// In which the data show no difference between customers. Those of `nbd` have no dropout.
  RepeatLimits limits{};
  TimeUnit unit = TimeUnit::week;  ///< of all times
  std::int64_t customers = 0;
  std::int64_t repeat_buyers = 0;

  [[nodiscard]] bool no_dropout() const { return model != asked; }
};

/// Fits the model by maximum likelihood, from several starts. The log-likelihood is that of the
/// literature: of the times of purchases, not only of their numbers.
///
/// Where the likelihood has no maximum, because parameters grow without bound together, customers
/// do not differ enough to be told apart: then the fit is the one of the limits (one dropout for
/// all; one rate for all; if neither has a maximum, both) with the highest likelihood.
///
/// Throws DataError, with advice, if no customer has bought again, if all have the same history, if
/// fewer than ten bought again and the likelihood has no maximum, or
/// if no maximum was found.
[[nodiscard]] RepeatFit fit_repeat_model(const PurchaseHistories& histories,
                                         const RepeatFitOptions& options = {});

}  // namespace rfmseg
