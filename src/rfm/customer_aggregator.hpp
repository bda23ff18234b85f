#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "load/transaction.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/metric_definitions.hpp"
#include "rfmseg/rfm/transaction_summary.hpp"

namespace rfmseg {

/// What to compute for each customer.
struct AggregatorOptions {
  MetricDefinitions metrics{};
  /// Store the customer's group: that of the last transaction; of several at that time, the least
  /// by bytes.
  bool grouped = false;
  bool products = false;  ///< count distinct stock codes
  bool months = false;    ///< sum revenue by month, too
};

/// Sums up transactions by customer. Memory grows with customers and orders (and products and
/// months, if these are counted), not with rows. The result does not depend on the order of rows or
/// on their distribution over several aggregators.
class CustomerAggregator {
 public:
  explicit CustomerAggregator(const AggregatorOptions& options = {});
  ~CustomerAggregator();
  CustomerAggregator(CustomerAggregator&&) noexcept;
  CustomerAggregator& operator=(CustomerAggregator&&) noexcept;

  /// Adds a kept transaction. Without an order id it is a separate order.
  void add(const Transaction& transaction);
  /// Subtracts a cancellation from its customer's revenue.
  void add_return(const Transaction& transaction);

  /// Adds everything that `other`, which has the same options, has counted.
  void merge(CustomerAggregator&& other);

  /// The last purchase, or return by a customer with a purchase; nothing if there is none.
  [[nodiscard]] std::optional<Timestamp> last_transaction() const;

  // Customers are those with a purchase and positive net spend:

  /// The last purchase of any customer; nothing if there is none.
  [[nodiscard]] std::optional<Timestamp> last_purchase() const;
  [[nodiscard]] std::optional<Timestamp> first_purchase() const;
  /// The number of orders of all customers.
  [[nodiscard]] std::uint64_t orders() const;
  /// The table of the customers, with recency as of `as_of`.
  [[nodiscard]] CustomerTable table(Timestamp as_of) const;

  /// Every month from the first purchase to the last transaction. The revenues sum to that of the
  /// table. Empty unless `months` is set.
  [[nodiscard]] std::vector<MonthActivity> months() const;

  /// The effect of returns, except `unmatched`.
  [[nodiscard]] ReturnsEffect returns_effect() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The default as-of date: midnight after the day of the last transaction.
[[nodiscard]] Timestamp default_as_of(Timestamp last_transaction);

}  // namespace rfmseg
