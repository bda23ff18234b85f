#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "load/transaction.hpp"
#include "rfm/id_index.hpp"
#include "rfm/month_sums.hpp"
#include "rfm/net_orders.hpp"
#include "rfm/order_run.hpp"
#include "rfm/order_set.hpp"
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
  bool products = false;      ///< count distinct stock codes
  bool months = false;        ///< sum revenue by month, too
  bool refunds = false;       ///< returns are subtracted: find refunded orders
  bool zero_amounts = false;  ///< see CleaningRules::keep_zero_amounts
};

/// The sums of each customer: all that is kept of the transactions.
class CustomerTotals {
 public:
  explicit CustomerTotals(const AggregatorOptions& options)
      : options_(options), net_orders_(options.metrics.frequency == FrequencyMeasure::days) {}

  /// Whether the rows of a run must have the same time.
  [[nodiscard]] bool split_by_time() const {
    return options_.months || options_.metrics.frequency == FrequencyMeasure::days;
  }
  [[nodiscard]] const AggregatorOptions& options() const { return options_; }

  /// Adds runs; several at once, so that their memory is fetched at the same time.
  void add(std::span<const OrderRun> runs);
  /// Counts a product that the customer bought.
  void add_product(std::string_view customer_id, std::string_view stock_code);
  /// Subtracts a return, for which `reason` is is_subtracted(), from its customer's revenue.
  void add_return(const Transaction& transaction, RowReason reason);
  /// Adds everything that `other`, which has the same options, has counted.
  void merge(CustomerTotals&& other, unsigned threads);
  /// After everything was added: removes refunded orders from frequency, dates and items. Their
  /// money remains.
  void settle_refunds();

  /// The last purchase, or return by a customer with a purchase; nothing if there is none.
  [[nodiscard]] std::optional<Timestamp> last_transaction() const;

  // Customers are those with a purchase that was not refunded and positive net spend:

  /// The last purchase of any customer; nothing if there is none.
  [[nodiscard]] std::optional<Timestamp> last_purchase() const;
  [[nodiscard]] std::optional<Timestamp> first_purchase() const;
  /// The number of orders of all customers.
  [[nodiscard]] std::uint64_t orders() const;
  /// The table of the customers, with recency as of `as_of`.
  [[nodiscard]] CustomerTable table(Timestamp as_of, unsigned threads = 1) const;

  /// Every month from the first purchase to the last transaction. The revenues sum to that of the
  /// table. Empty unless `months` is set.
  [[nodiscard]] std::vector<MonthActivity> months() const;

  /// The effect of returns, except `unmatched`.
  [[nodiscard]] ReturnsEffect returns_effect() const;

 private:
  struct Sums {
    Timestamp first_purchase = Timestamp::max(), last_purchase = Timestamp::min();
    std::int64_t orders = 0;  ///< 0 for customers with returns only
    std::int64_t lines = 0;
    std::int64_t days = 0;      ///< if frequency counts them
    std::int64_t products = 0;  ///< if they are counted
    Amount revenue;
    Amount items;

    Sums& operator+=(const Sums& more);
  };
  /// The returns of one customer.
  struct Returned {
    ReturnRows rows;
    Timestamp last = Timestamp::min();
  };

  std::uint32_t customer(std::string_view id);
  std::vector<std::uint32_t> add_customers(const IdIndex& others, unsigned threads);
  void add_run(std::uint32_t customer, const OrderRun& run);
  void add_returned(std::uint32_t customer, const Returned& more);
  void set_group(std::uint32_t customer, std::string_view name, Timestamp time);
  [[nodiscard]] Returned returned_by(std::size_t customer) const;
  [[nodiscard]] Amount net_spend(std::size_t customer) const;
  [[nodiscard]] bool is_customer(std::size_t customer) const;
  [[nodiscard]] bool has_bought(std::size_t customer) const;
  [[nodiscard]] std::int64_t purchases_of(const Sums& of) const;

  AggregatorOptions options_;
  IdIndex index_;
  std::vector<Sums> sums_;          ///< by number in the index
  std::vector<Returned> returned_;  ///< parallel to the beginning of `sums_`; others are zero
  std::vector<std::string> group_;  ///< parallel to `sums_` if grouped
  OrderSet orders_;
  OrderSet days_;                       ///< pairs of customer and day, if frequency counts days
  OrderSet products_;                   ///< pairs of customer and stock code, if they are counted
  MonthSums months_;                    ///< if they are summed
  NetOrders net_orders_;                ///< if refunds are found
  NetOrders::Refunds refunds_;          ///< by customer, once they are settled
  std::vector<std::uint32_t> numbers_;  ///< buffer of add()
};

/// The default as-of date: midnight after the day of the last transaction.
[[nodiscard]] Timestamp default_as_of(Timestamp last_transaction);

}  // namespace rfmseg
