#pragma once

#include <map>
#include <string>
#include <vector>

#include "load/columns.hpp"
#include "load/sample.hpp"
#include "rfmseg/layout/layout.hpp"
#include "rfmseg/load/load_options.hpp"

namespace rfmseg {

/// A filter or a value of a layout, with the position of its column.
struct PlacedValues {
  int position = -1;
  ColumnValues values;
};

/// A product of cells; positions of columns.
struct PlacedTerm {
  bool subtracted = false;
  std::vector<int> factors;
};

/// How the cells of a row become fields where that takes more than one column for each: what a
/// layout, with the positions of a file's columns.
struct RowPlan {
  std::vector<int> order;             ///< the first that is not blank
  std::vector<int> customer;          ///< likewise
  std::vector<int> returns_customer;  ///< likewise, of returns; empty: as other rows
  std::vector<int> date;              ///< joined with blanks
  /// The amount; empty if it is a column or quantity x price, as in TransactionColumns.
  std::vector<PlacedTerm> amount;
  /// Whether a negative amount of a row that is not a return is zero: a refund with tax and
  /// shipping is more than the goods.
  bool not_below_zero = false;
  std::vector<PlacedValues> returns;
  std::vector<PlacedValues> refunded;
  std::vector<int> once;  ///< columns with values of the whole order
  // If the plan has `once`:
  std::vector<int> shared;  ///< columns in which a blank has the value of another row of the order
  /// Columns of filters: a blank has the value of the row in which the order's amount counts, which
  /// may be that of the whole order. The reverse is not true: a blank there may mean something.
  std::vector<int> filtered;
  std::vector<int> identifying;  ///< columns of customer, date, country and currency
  std::vector<int> fill_down;    ///< columns in which a blank repeats the cell above
  int updated_at = -1;           ///< Layout::updated_at, if orders are restated

  /// Whether the plan has anything that a reader of plain columns does not do.
  [[nodiscard]] bool empty() const {
    return order.size() < 2 && customer.size() < 2 && returns_customer.empty() && date.size() < 2 &&
           amount.empty() && returns.empty() && once.empty() && fill_down.empty();
  }
  /// Whether the amount, or a part of it, is that of the whole order.
  [[nodiscard]] bool has_once_amount() const;
  /// Whether every term of it has such a value.
  [[nodiscard]] bool counts_once() const;
  /// Whether it has no other values.
  [[nodiscard]] bool has_only_once_amounts() const;
  /// Adds the column of a filter to `filtered`, unless its blanks are filled anyway.
  void add_filter(int place);
  /// All columns that the plan uses.
  [[nodiscard]] std::vector<int> columns() const;
};

/// The columns of a file and the plan for its rows.
struct PlannedColumns {
  TransactionColumns columns;
  RowPlan plan;
};

/// Finds the columns that the layout names; fields that it does not name are found as
/// find_transaction_columns() does, and `options.columns` replaces both. Throws as this function
/// does, and UsageError if the file does not have a column that the layout needs.
[[nodiscard]] PlannedColumns plan_columns(const std::string& file,
                                          const std::vector<std::string>& header,
                                          const Layout& layout, const LoadOptions& options,
                                          const Sample& sample);

/// The positions of the columns that identify an order, if the layout has columns with one value
/// per order; else empty.
[[nodiscard]] std::vector<int> order_places(const std::vector<std::string>& header,
                                            const Layout& layout, const LoadOptions& options);

}  // namespace rfmseg
