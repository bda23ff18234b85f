#pragma once

#include <span>

#include "clv/buying_model.hpp"

namespace rfmseg {

/// Pareto/NBD (Schmittlein, Morrison and Colombo, Counting your customers, Management Science 33,
/// 1987; in the form of Fader and Hardie, A note on deriving the Pareto/NBD model, 2005).
class Pareto final : public BuyingModel {
 public:
  explicit Pareto(std::span<const double> parameters)
      : r_(parameters[0]), alpha_(parameters[1]), s_(parameters[2]), beta_(parameters[3]) {}

  [[nodiscard]] Term log_likelihood(const HistorySample& sample, unsigned threads) const override;
  [[nodiscard]] std::optional<double> alive(const PurchaseHistory& history) const override;
  [[nodiscard]] double purchases_if_alive(const PurchaseHistory& history, double horizon) override;
  [[nodiscard]] double discounted_if_alive(const PurchaseHistory& history, double rate) override;

 private:
  /// The logarithm of the odds against being alive, and its derivatives.
  [[nodiscard]] Term log_odds(const PurchaseHistory& history) const;

  double r_, alpha_, s_, beta_;
};

}  // namespace rfmseg
