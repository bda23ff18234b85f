#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// Where a row of the input ends up: kept, subtracted from what its customer bought, or dropped for
/// the first reason that applies, in this order.
enum class RowReason {
  kept,
  subtracted,  ///< a cancellation, where returns are netted
  repeated_header,
  malformed,
  unreadable,
  missing_customer,
  cancellation,
  adjustment,
  non_positive_quantity,
  non_positive_price,
  excluded_stock_code,
  outside_dates,
  after_as_of,
  other_country,
  duplicate,
  already_stored,  ///< a row that an earlier file has brought to a store
  no_net_spend,    ///< of a customer with nothing left after returns
};
inline constexpr std::size_t kRowReasonCount = 17;

/// Whether rows of that reason count for nothing.
[[nodiscard]] constexpr bool is_dropped(RowReason reason) {
  return reason != RowReason::kept && reason != RowReason::subtracted;
}

/// A reason for people: `missing customer id`.
[[nodiscard]] std::string_view reason_name(RowReason reason);
/// A reason for files: `missing_customer_id`.
[[nodiscard]] std::string_view reason_key(RowReason reason);

/// Accounts for every row of the input, with its money. The entries sum to the input exactly.
class Ledger {
 public:
  struct Entry {
    std::uint64_t rows = 0;
    Amount amount;

    Entry& operator+=(const Entry& other) {
      rows += other.rows;
      amount += other.amount;
      return *this;
    }
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  void add(RowReason reason, Amount amount) { add_rows(reason, {1, amount}); }
  void add_rows(RowReason reason, const Entry& rows) {
    entries_[static_cast<std::size_t>(reason)] += rows;
  }
  /// Moves rows whose reason shows only once all rows are known. They must stand under `from`.
  void move(RowReason from, RowReason to, const Entry& rows);
  void merge(const Ledger& other);

  [[nodiscard]] const Entry& operator[](RowReason reason) const {
    return entries_[static_cast<std::size_t>(reason)];
  }
  /// The sum of all entries: rows read and what they are worth.
  [[nodiscard]] Entry total() const;
  /// Rows that could not be read: malformed and unreadable ones.
  [[nodiscard]] std::uint64_t bad_rows() const;

 private:
  std::array<Entry, kRowReasonCount> entries_{};
};

}  // namespace rfmseg
