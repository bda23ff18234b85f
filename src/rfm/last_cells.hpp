#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "load/transaction.hpp"
#include "rfm/id_index.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/columns.hpp"

namespace rfmseg {

/// Throws UsageError for names of LoadOptions::carried_columns that customers have a column of
/// anyway, or that occur twice.
void check_carried_columns(const std::vector<std::string>& names);

/// The last value of some columns for every customer. A row without a value in a column leaves the
/// value of an earlier row. Of rows at one time the one with the last order id counts: ids of
/// digits alone are compared as numbers and come before all others, which are compared by bytes. Of
/// an order's rows at one time the least value by bytes counts. So the order of the rows does not
/// matter. Memory grows with customers.
class LastCells {
 public:
  explicit LastCells(std::size_t columns) : columns_(columns) {}

  /// Adds a row with its cells, one per column.
  void add(const Transaction& transaction, std::span<const std::string_view> cells);
  /// Adds all rows of `other`, which has as many columns.
  void merge(const LastCells& other);

  /// The values of a column for customers with these ids.
  [[nodiscard]] std::vector<std::string> column(std::size_t column, const IdColumn& ids) const;

 private:
  struct Cell {
    Timestamp time = Timestamp::min();
    std::string order;
    std::string text;  ///< empty until there is a value
  };

  /// The first cell of the customer.
  Cell* cells_of(std::string_view customer);
  static void update(Cell& cell, Timestamp time, std::string_view order, std::string_view text);

  std::size_t columns_;
  IdIndex customers_;
  std::vector<Cell> cells_;  ///< by customer, then column
};

}  // namespace rfmseg
