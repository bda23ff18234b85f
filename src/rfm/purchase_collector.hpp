#pragma once

#include <vector>

#include "load/transaction.hpp"
#include "rfm/id_index.hpp"
#include "rfmseg/rfm/purchase_log.hpp"

namespace rfmseg {

/// Collects transactions for a PurchaseLog. The order of the rows does not matter.
class PurchaseCollector {
 public:
  /// Adds a transaction that is kept or subtracted.
  void add(const Transaction& transaction, RowReason reason);
  /// Adds all rows of `other`.
  void merge(PurchaseCollector&& other);

  /// The purchases so far.
  [[nodiscard]] PurchaseLog log(bool subtracts_returns) const;

 private:
  [[nodiscard]] bool continues(const Transaction& transaction, RowReason reason) const;

  IdIndex customers_, orders_;
  std::vector<Purchase> purchases_;  ///< those of one order may be in several
};

}  // namespace rfmseg
