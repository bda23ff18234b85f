#pragma once

/// \file
/// All purchases, one after another: what a CustomerTable does not keep. Cohorts, segments over
/// time and models of repeat buying are computed from it.
///
///     rfmseg::MeasureOptions options{.keep_purchases = true};
///     const rfmseg::Customers customers = rfmseg::measure_customers(files, options);
///     for (const rfmseg::Purchase& one : customers.purchases->of(0)) {
///       std::cout << to_date_string(one.time) << ": " << to_string(one.amount, 2) << '\n';
///     }

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/columns.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/metric_definitions.hpp"

namespace rfmseg {

/// The rows of an order at one time: a purchase, or a return that is subtracted.
struct Purchase {
  static constexpr std::uint32_t kNoOrder = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::uint16_t kNoCountry = std::numeric_limits<std::uint16_t>::max();

  Timestamp time{};
  std::uint32_t customer = 0;      ///< index in PurchaseLog::customers
  std::uint32_t order = kNoOrder;  ///< equal for the rows of an order; without one, each row is one
  /// `kept`, or is_subtracted(); `refunded_order` is money that counts, but not a purchase.
  RowReason reason = RowReason::kept;
  std::uint16_t country = kNoCountry;  ///< index in PurchaseLog::countries; of several the least
  /// Stock codes that the customer had not bought before: they add up to the distinct ones.
  std::uint32_t new_products = 0;
  std::int64_t lines = 0;
  Amount items;   ///< total quantity; 0 for returns
  Amount amount;  ///< negative for returns

  [[nodiscard]] bool is_purchase() const { return reason == RowReason::kept; }
};

/// Money that a customer took back in rows that cleaning drops.
struct DroppedReturn {
  Timestamp time{};
  std::uint32_t customer = 0;  ///< index in PurchaseLog::customers
  Amount amount;               ///< negative
};

/// The purchases of all customers. Memory grows with orders, not with rows: some 60 bytes each.
struct PurchaseLog {
  IdColumn customers;               ///< sorted by id, as in a CustomerTable
  std::vector<Purchase> purchases;  ///< by customer, then time
  bool subtracts_returns = false;   ///< CleaningRules::subtracts_returns()
  bool zero_amounts = false;        ///< CleaningRules::keep_zero_amounts

  // With MeasureOptions::detail_purchases, as are countries and new products of purchases:

  /// Sorted; empty also if there are more than a Purchase can tell apart.
  std::vector<std::string> countries = {};
  /// By customer, then time; of customers without purchases, too. Empty if returns are subtracted.
  std::vector<DroppedReturn> dropped_returns = {};

  /// The purchases of one customer, by time.
  [[nodiscard]] std::span<const Purchase> of(std::size_t customer) const;
};

/// The purchases until `as_of` that a CustomerTable of this date counts: without customers that
/// have no net spend, and with the rows of refunded orders as `refunded_order`. The customers are
/// those of the table, in its order.
[[nodiscard]] PurchaseLog counted_purchases(const PurchaseLog& log, Timestamp as_of);

/// Measures the customers of a log on one date after another.
class PurchaseReplay {
 public:
  /// The log must remain valid.
  PurchaseReplay(const PurchaseLog& log, const MetricDefinitions& metrics);
  ~PurchaseReplay();
  PurchaseReplay(const PurchaseReplay&) = delete;
  PurchaseReplay& operator=(const PurchaseReplay&) = delete;

  /// The table that measure_customers() gives for the same rows with `as_of`, except groups and
  /// products; empty if no customer has bought by then. Dates must not descend.
  [[nodiscard]] CustomerTable table(Timestamp as_of, unsigned threads = 1);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rfmseg
