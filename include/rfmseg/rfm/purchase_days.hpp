#pragma once

/// \file
/// The days on which each customer bought: what repeat-buying models are fitted to (see
/// clv/purchase_histories.hpp).
///
///     const rfmseg::Customers customers =
///         rfmseg::measure_customers(files, {.purchase_days = true});
///     for (const rfmseg::PurchaseDay& day : customers.table.purchase_days[0]) {
///       std::cout << to_string(day.amount, 2) << '\n';
///     }

#include <chrono>
#include <cstddef>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/rfm/columns.hpp"

namespace rfmseg {

/// A day on which a customer bought. Several orders of a day are one purchase.
struct PurchaseDay {
  std::chrono::local_days day;
  /// The sum of the day's sales. Returns are not subtracted, but an order that was refunded does
  /// not count.
  Amount amount;
  friend bool operator==(const PurchaseDay&, const PurchaseDay&) = default;
};

/// The distinct purchase days of each customer, ascending; no customer is without one. A column of
/// a CustomerTable.
class PurchaseDays {
 public:
  using value_type = std::vector<PurchaseDay>;
  using const_iterator = ColumnIterator<PurchaseDays>;

  /// Adds the next customer.
  void push_back(const std::vector<PurchaseDay>& days);
  void reserve(std::size_t customers) { ends_.reserve(customers); }

  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] bool empty() const { return ends_.empty(); }
  [[nodiscard]] std::vector<PurchaseDay> operator[](std::size_t customer) const;
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, size()}; }

 private:
  IntegerColumn ends_;  ///< of each customer's days
  IntegerColumn days_;  ///< since 1970-01-01
  AmountColumn amounts_;
};

}  // namespace rfmseg
