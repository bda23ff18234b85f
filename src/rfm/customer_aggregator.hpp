#pragma once

#include <array>
#include <cstddef>

#include "load/transaction.hpp"
#include "rfm/customer_totals.hpp"
#include "rfm/order_run.hpp"

namespace rfmseg {

/// Sums up transactions by customer. Memory grows with customers and orders (and products and
/// months, if these are counted), not with rows. The result does not depend on the order of rows or
/// on their distribution over several aggregators.
class CustomerAggregator {
 public:
  explicit CustomerAggregator(const AggregatorOptions& options = {}) : totals_(options) {}

  /// Adds a kept transaction. Without an order id it is a separate order.
  void add(const Transaction& transaction);
  /// Subtracts a return, for which `reason` is is_subtracted(), from its customer's revenue.
  void add_return(const Transaction& transaction, RowReason reason = RowReason::subtracted) {
    totals_.add_return(transaction, reason);
  }
  /// Adds everything that `other`, which has the same options, has counted.
  void merge(CustomerAggregator&& other, unsigned threads = 1);

  /// See CustomerTotals::settle_refunds().
  void settle_refunds() {
    add_waiting();
    totals_.settle_refunds();
  }

  /// The sums of all transactions so far. Valid until the next call of another function.
  [[nodiscard]] const CustomerTotals& totals();

 private:
  /// The run of the transaction, which may be a new one.
  OrderRun& run_of(const Transaction& transaction);
  void add_waiting();

  CustomerTotals totals_;
  std::array<OrderRun, 32> runs_;
  std::size_t waiting_ = 0;  ///< runs that are not in the totals; the last one may go on
};

}  // namespace rfmseg
