#pragma once

#include <cmath>
#include <cstddef>
#include <span>

#include "clv/buying_model.hpp"
#include "clv/log_1_plus.hpp"

namespace rfmseg {

/// NBD: the limit of the other models without dropout (Ehrenberg, The pattern of consumer
/// purchases, Applied Statistics 8, 1959).
class NegativeBinomial final : public BuyingModel {
 public:
  explicit NegativeBinomial(std::span<const double> parameters)
      : r_(parameters[0]), alpha_(parameters[1]) {}

  [[nodiscard]] Term log_likelihood(const HistorySample& sample, unsigned threads) const override {
    Term sum = purchases_term(sample, r_, alpha_);
    const auto term = [this](const PurchaseHistory& history) {
      const double shape = r_ + static_cast<double>(history.repeats);
      const double time = log_1_plus(history.observed / alpha_);
      return Term{-shape * time,
                  {-r_ * time, shape * history.observed / (alpha_ + history.observed)}};
    };
    sum.add(sample.sum(term, threads));
    return sum;
  }
  [[nodiscard]] std::optional<double> alive(const PurchaseHistory& /*history*/) const override {
    return std::nullopt;
  }
  [[nodiscard]] double purchases_if_alive(const PurchaseHistory& history, double horizon) override {
    return (r_ + static_cast<double>(history.repeats)) / (alpha_ + history.observed) * horizon;
  }
  [[nodiscard]] double discounted_if_alive(const PurchaseHistory& history, double rate) override {
    return purchases_if_alive(history, 1 / rate);
  }

 private:
  double r_, alpha_;
};

}  // namespace rfmseg
