#pragma once

/// \file
/// The ledger: the number and the amount of the input rows by what happened to them.
///
///     const rfmseg::Ledger& ledger = customers.transactions->ledger;  // from measure_customers()
///     const rfmseg::Ledger::Entry& missing = ledger[rfmseg::RowReason::missing_customer];
///     std::cout << missing.rows << " of " << ledger.total().rows << " rows have no customer: "
///               << to_string(missing.amount, 2) << '\n';

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>

#include "rfmseg/clean/value_counts.hpp"
#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// What happened to an input row: kept, subtracted from its customer's monetary value, or dropped.
/// A dropped row has the first reason that applies, in this order (docs/definitions.md defines
/// them).
enum class RowReason : std::uint8_t {
  kept,
  subtracted,         ///< a cancellation, with CleaningRules::net_returns
  subtracted_return,  ///< any other return, likewise
  refunded_order,  ///< with net_returns: of an order that sums to nothing or less; not a purchase
  repeated_header,
  footer,          ///< a total or a remark of the program that wrote the file
  malformed,       ///< wrong number of fields, or not text
  unreadable,      ///< a date, quantity or price that cannot be parsed
  blank_amount,    ///< no quantity, price or line amount
  not_counted,     ///< by CleaningRules::filters or the layout
  further_line,    ///< of an order whose amount counts in another row
  repeated_order,  ///< whose amount has counted in an earlier row
  other_currency,  ///< than CleaningRules::currency
  missing_customer,
  cancellation,  ///< by CleaningRules::cancellations or the layout
  returned,      ///< the amount is negative
  adjustment,    ///< by the layout
  non_positive_quantity,
  non_positive_price,
  excluded_stock_code,
  outside_dates,
  after_as_of,
  other_country,
  duplicate,
  already_stored,  ///< only in stores: the row came with an earlier file
  restated,        ///< another file has a newer version of the order
  no_net_spend,    ///< the customer returned as much as was bought, or more
};
/// The number of values of RowReason.
inline constexpr std::size_t kRowReasonCount = 27;

/// Whether rows with this reason are dropped: their money is not part of the revenue.
[[nodiscard]] constexpr bool is_dropped(RowReason reason) {
  return reason > RowReason::refunded_order;
}

/// Whether rows with this reason are subtracted from their customer's monetary value.
[[nodiscard]] constexpr bool is_subtracted(RowReason reason) {
  return reason == RowReason::subtracted || reason == RowReason::subtracted_return;
}

/// The reason in texts: `missing customer id`.
[[nodiscard]] std::string_view reason_name(RowReason reason);
/// The reason in files: `missing_customer_id`.
[[nodiscard]] std::string_view reason_key(RowReason reason);

/// Counts every row of the input and its amount, by reason. The entries sum to the input exactly.
class Ledger {
 public:
  /// The rows of one reason.
  using Entry = RowSum;

  /// Adds one row.
  void add(RowReason reason, Amount amount) { add_rows(reason, {1, amount}); }
  /// Adds several rows.
  void add_rows(RowReason reason, const Entry& rows) {
    entries_[static_cast<std::size_t>(reason)] += rows;
  }
  /// Adds rows, which are counted by add() too, to the details of their reason: by a status, a
  /// currency, an id that means no customer.
  void add_detail(RowReason reason, std::string_view value, const Entry& rows) {
    details_[reason].add(value, rows);
  }
  /// The rows of a reason by the value that they have in common. They are part of the reason's
  /// entry, except for the money of other currencies. Empty if the reason has no details, or more
  /// different values than ValueCounts::kMost.
  [[nodiscard]] const ValueCounts::Values& details(RowReason reason) const;

  /// Moves `rows`, which must be among those of `from`, to another reason. For reasons that depend
  /// on all rows of a customer, such as `no_net_spend`.
  void move(RowReason from, RowReason to, const Entry& rows);
  /// Adds all entries of `other`.
  void merge(const Ledger& other);

  /// The rows with this reason.
  [[nodiscard]] const Entry& operator[](RowReason reason) const {
    return entries_[static_cast<std::size_t>(reason)];
  }
  /// The sum of all entries: all rows read and their amounts.
  [[nodiscard]] Entry total() const;
  /// The number of malformed and unreadable rows.
  [[nodiscard]] std::uint64_t bad_rows() const;

 private:
  std::array<Entry, kRowReasonCount> entries_{};
  std::map<RowReason, ValueCounts> details_;
};

/// Returns, by the reason that they have where returns are dropped.
struct ReturnRows {
  Ledger::Entry cancellations, others;

  [[nodiscard]] Ledger::Entry all() const {
    Ledger::Entry sum = cancellations;
    sum += others;
    return sum;
  }
  ReturnRows& operator+=(const ReturnRows& more) {
    cancellations += more.cancellations;
    others += more.others;
    return *this;
  }
};

}  // namespace rfmseg
