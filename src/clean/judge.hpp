#pragma once

#include "load/transaction.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// The reason of a transaction by all rules except the one for duplicates, which depends on other
/// rows (see DuplicateFilter).
[[nodiscard]] RowReason judge(const Transaction& transaction, const CleaningRules& rules);

/// Judges the transactions of a run; as judge(), but fast for sales where the only optional rule,
/// if any, is the as-of date.
class Judge {
 public:
  explicit Judge(const CleaningRules& rules)
      : rules_(rules),
        few_rules_(rules.excluded_stock_codes.empty() && !rules.from && !rules.until &&
                   rules.countries.empty() && !rules.net_returns),
        latest_(rules.as_of.value_or(Timestamp::max())) {}

  [[nodiscard]] RowReason operator()(const Transaction& transaction) const {
    if (few_rules_ && is_sale(transaction) && transaction.time <= latest_) return RowReason::kept;
    return judge(transaction, rules_);
  }

 private:
  static bool is_sale(const Transaction& transaction) {
    const char first = transaction.order_id.empty() ? '\0' : transaction.order_id.front();
    return !transaction.customer_id.empty() && first != 'C' && first != 'A' &&
           transaction.quantity.positive() && transaction.price.positive();
  }

  const CleaningRules& rules_;
  bool few_rules_;
  Timestamp latest_;
};

}  // namespace rfmseg
