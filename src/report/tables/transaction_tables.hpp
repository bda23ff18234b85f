#pragma once

#include <string>
#include <vector>

#include "report/tables/result_table.hpp"
#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/rfm/transaction_summary.hpp"

namespace rfmseg {

/// Rows of the input that count alike, or a sum of such.
struct LedgerLine {
  std::string key, name;  ///< for files, and for people
  Ledger::Entry entry;
  /// For people and for files: the money of rows in other currencies, of which `entry` has none.
  std::string other_money{}, other_money_cell{};
};

[[nodiscard]] LedgerLine ledger_line(const Ledger& ledger, RowReason reason);
/// All that was read.
[[nodiscard]] LedgerLine read_line(const Ledger& ledger);

/// The lines, of which the last is the total.
[[nodiscard]] ResultTable ledger_table(const std::vector<LedgerLine>& lines);
/// Rows and amounts by reason.
[[nodiscard]] ResultTable ledger_table(const Ledger& ledger);

/// The rows that Ledger::details() have by value; empty if there are none.
[[nodiscard]] ResultTable ledger_detail_table(const Ledger& ledger);

/// The customers whom returns cost most.
[[nodiscard]] ResultTable fall_table(const std::vector<ReturnsEffect::Fall>& falls);
/// What each month brought.
[[nodiscard]] ResultTable month_table(const std::vector<MonthActivity>& months);
/// A customer's orders.
[[nodiscard]] ResultTable order_table(const std::vector<CustomerOrder>& orders);

}  // namespace rfmseg
