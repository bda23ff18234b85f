#pragma once

#include <span>

#include "clv/beta_nodes.hpp"
#include "clv/buying_model.hpp"

namespace rfmseg {

/// BG/NBD (Fader, Hardie and Lee, "Counting your customers" the easy way, Marketing Science 24,
/// 2005), and MBG/NBD (Batislam, Denizel and Filiztekin, Empirical validation and comparison of
/// models for customer base analysis, Int. J. of Research in Marketing 24, 2007).
class BetaGeometric final : public BuyingModel {
 public:
  /// `modified`: MBG/NBD.
  BetaGeometric(std::span<const double> parameters, bool modified)
      : r_(parameters[0]),
        alpha_(parameters[1]),
        a_(parameters[2]),
        b_(parameters[3]),
        modified_(modified) {}

  [[nodiscard]] Term log_likelihood(const HistorySample& sample, unsigned threads) const override;
  [[nodiscard]] std::optional<double> alive(const PurchaseHistory& history) const override;
  [[nodiscard]] double purchases_if_alive(const PurchaseHistory& history, double horizon) override;
  [[nodiscard]] double discounted_if_alive(const PurchaseHistory& history, double rate) override;

 private:
  /// How often a customer who is alive could have dropped out.
  [[nodiscard]] double chances(const PurchaseHistory& history) const {
    return static_cast<double>(history.repeats) + (modified_ ? 1 : 0);
  }
  [[nodiscard]] const BetaNodes& nodes(const PurchaseHistory& history);

  double r_, alpha_, a_, b_;
  bool modified_;
  BetaNodes nodes_;  ///< of the last history
};

}  // namespace rfmseg
