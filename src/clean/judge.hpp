#pragma once

#include "load/transaction.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// Judges transactions by all rules that depend on nothing else: not by filters
/// (see RowFilters) and not by other rows (see DuplicateFilter). `rules` must remain valid.
class Judge {
 public:
  explicit Judge(const CleaningRules& rules)
      : rules_(rules),
        few_rules_(rules.excluded_stock_codes.empty() && !rules.from && !rules.until &&
                   rules.countries.empty() && rules.cancellations.value_or("").empty()),
        latest_(rules.as_of.value_or(Timestamp::max())) {}

  /// Fast for sales where the only optional rule, if any, is the as-of date.
  [[nodiscard]] RowReason operator()(const Transaction& transaction) const {
    if (few_rules_ && is_sale(transaction) && transaction.time <= latest_) return RowReason::kept;
    return judge(transaction);
  }

 private:
  static bool is_sale(const Transaction& transaction) {
    return !transaction.customer_id.empty() && transaction.quantity.positive() &&
           transaction.price.positive();
  }

  [[nodiscard]] RowReason judge(const Transaction& transaction) const;
  [[nodiscard]] bool is_cancellation(const Transaction& transaction) const;
  [[nodiscard]] bool is_adjustment(const Transaction& transaction) const;

  const CleaningRules& rules_;
  bool few_rules_;
  Timestamp latest_;
};

}  // namespace rfmseg
