#pragma once

#include <memory>
#include <optional>

#include "rfmseg/load/transaction.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/metric_definitions.hpp"

namespace rfmseg {

/// Sums transactions up by customer. What it holds grows with customers and orders, not with rows.
/// Neither the order of rows nor how they are shared out over aggregators changes the result.
class CustomerAggregator {
 public:
  explicit CustomerAggregator(const MetricDefinitions& metrics = {});
  ~CustomerAggregator();
  CustomerAggregator(CustomerAggregator&&) noexcept;
  CustomerAggregator& operator=(CustomerAggregator&&) noexcept;

  /// Counts a kept transaction. One without an order id is an order of its own.
  void add(const Transaction& transaction);

  /// Takes over all that `other`, of the same definitions, has counted.
  void merge(CustomerAggregator&& other);

  /// The last purchase of any customer; nothing when there is none.
  [[nodiscard]] std::optional<Timestamp> last_purchase() const;
  [[nodiscard]] std::optional<Timestamp> first_purchase() const;
  /// Orders over all customers.
  [[nodiscard]] std::uint64_t orders() const;

  /// The customers with their recency as of `as_of`, ascending by id.
  [[nodiscard]] CustomerTable table(Timestamp as_of) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The default as-of date: midnight after the day of the last purchase.
[[nodiscard]] Timestamp default_as_of(Timestamp last_purchase);

}  // namespace rfmseg
