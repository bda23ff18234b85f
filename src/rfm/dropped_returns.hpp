#pragma once

#include <absl/container/flat_hash_map.h>

#include <string>

#include "load/transaction.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/transaction_summary.hpp"

namespace rfmseg {

/// Sums up the dropped returns that CleaningRules::net_returns would subtract, by customer.
class DroppedReturnSums {
 public:
  /// `rules` are those by which the rows were judged.
  explicit DroppedReturnSums(CleaningRules rules);

  /// Adds a row that was dropped as a return, and returns true; one that another rule drops, too,
  /// has no effect.
  bool add(const Transaction& transaction);
  void merge(const DroppedReturnSums& other);

  /// The effect on the customers, who were measured from the kept rows.
  [[nodiscard]] DroppedReturns effect(const CustomerTable& table) const;

 private:
  CleaningRules rules_;
  absl::flat_hash_map<std::string, Ledger::Entry> returned_;
};

}  // namespace rfmseg
