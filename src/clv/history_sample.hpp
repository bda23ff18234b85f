#pragma once

#include <cstddef>
#include <vector>

#include "clv/term.hpp"
#include "rfmseg/clv/purchase_histories.hpp"

namespace rfmseg {

/// The histories that a likelihood is a sum over.
class HistorySample {
 public:
  explicit HistorySample(const PurchaseHistories& histories);

  /// Every n-th customer, so that at most `most` remain.
  [[nodiscard]] HistorySample thinned(std::size_t most) const;

  /// The sum over all customers of `term`, a function of a history; see sum_terms().
  template <class TermOf>
  [[nodiscard]] Term sum(const TermOf& term, unsigned threads) const {
    return sum_terms(histories_.size(), threads, [this, of = term](std::size_t i) mutable {
      Term weighted;
      weighted.add(of(histories_[i]), weights_[i]);
      return weighted;
    });
  }

  /// Element j is the number of customers with more than j repeat purchases; none is zero.
  [[nodiscard]] const std::vector<double>& with_more() const { return with_more_; }
  [[nodiscard]] std::size_t size() const { return histories_.size(); }
  [[nodiscard]] double customers() const { return customers_; }
  [[nodiscard]] double purchases() const { return purchases_; }  ///< repeat purchases of all
  [[nodiscard]] double time() const { return time_; }            ///< that all were observed

 private:
  HistorySample() = default;
  void add(const PurchaseHistory& history, double weight);
  void count();

  std::vector<PurchaseHistory> histories_;
  std::vector<double> weights_;
  std::vector<double> with_more_;
  double customers_ = 0, purchases_ = 0, time_ = 0;
};

/// The log-likelihood's part (r)_x alpha^-x, summed over all customers: a sum over the number of
/// customers with more than j purchases, so that nothing overflows and no gamma function is needed.
/// Slopes are by log(r) and log(alpha).
[[nodiscard]] Term purchases_term(const HistorySample& sample, double r, double alpha);

}  // namespace rfmseg
