#pragma once

#include <memory>
#include <optional>
#include <span>

#include "clv/history_sample.hpp"
#include "rfmseg/clv/repeat_model.hpp"

namespace rfmseg {

/// A repeat-buying model with values of its parameters. docs/definitions.md has the formulas. A
/// model may remember what it has computed: each thread has its own.
class BuyingModel {
 public:
  BuyingModel() = default;
  BuyingModel(const BuyingModel&) = delete;
  BuyingModel& operator=(const BuyingModel&) = delete;
  virtual ~BuyingModel() = default;

  /// Without what depends on no parameter.
  [[nodiscard]] virtual Term log_likelihood(const HistorySample& sample,
                                            unsigned threads) const = 0;
  /// The probability that the customer will buy again at some time; nothing in a model without
  /// dropout.
  [[nodiscard]] virtual std::optional<double> alive(const PurchaseHistory& history) const = 0;
  /// The purchases that are expected in the time `horizon` of a customer who is alive. Here and
  /// below, `last` does not matter.
  [[nodiscard]] virtual double purchases_if_alive(const PurchaseHistory& history,
                                                  double horizon) = 0;
  /// The same from now on for ever, each worth exp(-rate x time).
  [[nodiscard]] virtual double discounted_if_alive(const PurchaseHistory& history, double rate) = 0;
};

/// `parameters` as parameter_names() has them.
[[nodiscard]] std::unique_ptr<BuyingModel> make_buying_model(RepeatModel model,
                                                             std::span<const double> parameters);

}  // namespace rfmseg
