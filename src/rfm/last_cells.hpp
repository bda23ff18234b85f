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

/// The cells of some columns in one row of every customer, so that they belong together. Rows with
/// a value in the first column come before others; rows without any value do not count. Of these
/// the last by time, then order id: ids of digits alone are compared as numbers and come before all
/// others, which are compared by bytes. Of an order's rows at one time the one with the most
/// values, then the least cells by bytes. So the order of the rows does not matter. Memory grows
/// with customers.
class LastCells {
 public:
  explicit LastCells(std::size_t columns) : columns_(columns) {}

  /// Adds a row with its cells, one per column, of which there are some.
  void add(const Transaction& transaction, std::span<const std::string_view> cells);
  /// Adds all rows of `other`, which has as many columns.
  void merge(const LastCells& other);

  /// The values of a column for customers with these ids.
  [[nodiscard]] TextColumn column(std::size_t column, const IdColumn& ids) const;

 private:
  /// What a customer's row is chosen by, next to its cells.
  struct Row {
    bool has_first = false;  ///< a value in the first column
    Timestamp time = Timestamp::min();
    std::string order;
    std::size_t values = 0;  ///< the number of cells that are not blank; 0 until there is a row
  };

  /// Replaces the customer's row by one that comes after it.
  template <class Text>
  void update(std::string_view customer, Timestamp time, std::string_view order,
              std::span<const Text> cells);

  std::size_t columns_;
  IdIndex customers_;
  std::vector<Row> rows_;           ///< by customer
  std::vector<std::string> cells_;  ///< by customer, then column
};

}  // namespace rfmseg
