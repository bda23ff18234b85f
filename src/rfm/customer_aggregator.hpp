#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "load/transaction.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/metric_definitions.hpp"
#include "rfmseg/rfm/transaction_summary.hpp"

namespace rfmseg {

/// What to count of customers.
struct AggregatorOptions {
  MetricDefinitions metrics{};
  /// Whether each customer's group is taken: that of the last transaction; of several at that time,
  /// the least by bytes.
  bool grouped = false;
  bool products = false;  ///< whether distinct stock codes are counted
  bool months = false;    ///< whether revenue is also summed by month
};

/// Sums transactions up by customer. What it holds grows with customers and orders, not with rows;
/// where products or months are counted, with those of each customer, too.
/// Neither the order of rows nor how they are shared out over aggregators changes the result.
class CustomerAggregator {
 public:
  explicit CustomerAggregator(const AggregatorOptions& options = {});
  ~CustomerAggregator();
  CustomerAggregator(CustomerAggregator&&) noexcept;
  CustomerAggregator& operator=(CustomerAggregator&&) noexcept;

  /// Counts a kept transaction. One without an order id is an order of its own.
  void add(const Transaction& transaction);
  /// Subtracts a cancellation from what its customer bought.
  void add_return(const Transaction& transaction);

  /// Takes over all that `other`, of the same options, has counted.
  void merge(CustomerAggregator&& other);

  /// The last purchase, or return by a customer who has bought; nothing when nobody has.
  [[nodiscard]] std::optional<Timestamp> last_transaction() const;

  // Customers are those who have bought, and for more than they have returned:

  /// The last purchase of any customer; nothing when there is none.
  [[nodiscard]] std::optional<Timestamp> last_purchase() const;
  [[nodiscard]] std::optional<Timestamp> first_purchase() const;
  /// Orders over all customers.
  [[nodiscard]] std::uint64_t orders() const;
  /// The customers with their recency as of `as_of`, ascending by id.
  [[nodiscard]] CustomerTable table(Timestamp as_of) const;

  /// Every month from the first purchase to the last transaction; their revenue sums to that of the
  /// table. Empty unless months were asked for.
  [[nodiscard]] std::vector<MonthActivity> months() const;

  /// What the returns did; `unmatched` is not known here.
  [[nodiscard]] ReturnsEffect returns_effect() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The default as-of date: midnight after the day of the last transaction.
[[nodiscard]] Timestamp default_as_of(Timestamp last_transaction);

}  // namespace rfmseg
