#pragma once

/// \file
/// What was read to make a CustomerTable: files, ledger, months, returns, and the orders of one
/// customer.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/clean/source_file.hpp"
#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// The sales of one calendar month.
struct MonthActivity {
  std::chrono::year_month month{};
  Amount revenue;                     ///< less the returns of the month, if these are subtracted
  std::int64_t active_customers = 0;  ///< customers with a purchase in the month
};

/// The effect of subtracting returns from sales (CleaningRules::net_returns).
struct ReturnsEffect {
  /// A customer's spend before and after.
  struct Fall {
    std::string customer_id;
    Amount gross, net;
  };

  std::int64_t customers = 0;  ///< customers with a purchase
  std::int64_t returning = 0;  ///< customers with a purchase and a return
  Amount gross;                ///< sum of all purchases
  Ledger::Entry subtracted;    ///< returns of customers with a purchase

  std::int64_t dropped = 0;     ///< customers without net spend
  Ledger::Entry dropped_sales;  ///< rows of the dropped customers
  ReturnRows dropped_returns;
  /// Orders of the other customers that sum to nothing or less, and their rows.
  std::int64_t refunded_orders = 0;
  Ledger::Entry refunded_sales;
  ReturnRows refunded_returns;
  /// Returns of customers without a purchase: they have no effect.
  ReturnRows without_purchase;
  /// Subtracted returns of a product that the customer had not bought before.
  Ledger::Entry unmatched;

  std::vector<Fall> largest;  ///< the five largest falls or fewer, largest first (ties by id)

  /// Sum of all purchases less returns.
  [[nodiscard]] Amount net() const { return gross + subtracted.amount; }
};

/// The customers with the highest revenue that DroppedReturns looks at.
inline constexpr std::size_t kTopCustomers = 25;

/// What `net_returns` would change, if returns are dropped.
struct DroppedReturns {
  Ledger::Entry returns;  ///< rows that would be subtracted from customers with a purchase
  Amount revenue;         ///< of all customers, with returns dropped
  Amount net_revenue;     ///< the same with returns subtracted: of customers with net spend
  /// kTopCustomers, or all customers if these are fewer.
  std::int64_t top_customers = 0;
  /// The number of these who returned more than half of what they bought.
  std::int64_t top_customers_returned_most = 0;

  /// Whether the returns are worth more than 1 % of revenue.
  [[nodiscard]] bool matter() const;
};

/// One order of a customer: a purchase, or a return that is subtracted.
struct CustomerOrder {
  std::string id;          ///< empty if the rows have no order id
  Timestamp time{};        ///< of the earliest row
  std::int64_t lines = 0;  ///< rows
  Amount items;            ///< total quantity
  Amount amount;
};

/// The orders of one customer, and what happened to the rows.
struct CustomerHistory {
  std::vector<CustomerOrder> orders;  ///< by time, then id; a row without order id is one order
  Ledger ledger;                      ///< of the customer's readable rows
};

/// The transactions that a CustomerTable was measured from.
struct TransactionSummary {
  std::vector<SourceFile> files;      ///< in the order they were read
  Ledger ledger;                      ///< of all rows of all files
  std::vector<Message> first_errors;  ///< the first bad rows, at most kErrorsShown
  std::vector<Message> warnings;      ///< what to check, for all files
  /// The last sale among the rows that only the country drops.
  std::optional<Timestamp> last_filtered_sale;
  Timestamp first_purchase{}, last_purchase{};  ///< among the kept rows
  Timestamp as_of{};                            ///< as given, or the default
  std::uint64_t orders = 0;                     ///< distinct orders of all customers
  std::vector<MonthActivity> months{};          ///< if sum_months: ascending, without gaps
  std::optional<ReturnsEffect> returns;         ///< if net_returns
  std::optional<CustomerHistory> history;       ///< if history_of
  /// If measure_dropped_returns, but not net_returns.
  std::optional<DroppedReturns> dropped_returns{};

  /// The currency of all amounts: that of the first file that has one; empty if none has.
  [[nodiscard]] std::string_view currency() const {
    for (const SourceFile& file : files) {
      if (!file.numbers.currency.empty()) return file.numbers.currency;
    }
    return {};
  }
};

}  // namespace rfmseg
