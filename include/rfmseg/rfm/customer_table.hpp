#pragma once

/// \file
/// One row per customer: what each customer bought, and when. All other results of the library are
/// parallel to this table.
///
///     const rfmseg::CustomerTable& table = customers.table;  // from load_customers()
///     for (std::size_t i = 0; i < table.size(); ++i) {
///       std::cout << table.ids[i] << ": " << table.recency[i] << " days, "
///                 << to_string(table.revenue(i), 2) << '\n';
///     }

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/columns.hpp"
#include "rfmseg/rfm/name_column.hpp"

namespace rfmseg {

/// One row of a CustomerTable; see there for the meaning of the members. A member is empty if the
/// table does not have the column.
struct Customer {
  std::string id;
  std::optional<Timestamp> first_purchase;
  std::optional<Timestamp> last_purchase;
  std::int64_t recency = 0;
  std::int64_t frequency = 0;
  Amount monetary;
  std::optional<Amount> items;
};

/// All customers, stored by column and sorted by id (see CustomerIdLess). Columns are parallel; an
/// optional column is either empty or has a value for every customer. Vectors of scores, segments
/// and labels in other results are parallel to the columns.
struct CustomerTable {
  IdColumn ids;
  std::vector<Timestamp> first_purchase;  ///< optional: customer files may have no dates
  std::vector<Timestamp> last_purchase;   ///< optional, as first_purchase
  IntegerColumn recency;                  ///< whole days from the last purchase to the as-of date
  IntegerColumn frequency;                ///< distinct orders, or as MetricDefinitions specify
  AmountColumn monetary;                  ///< sum of line amounts, or as MetricDefinitions specify
  AmountColumn items;                     ///< optional: total quantity
  /// Sum of line amounts. Empty if monetary is that sum; use revenue().
  AmountColumn revenues;
  /// Distinct orders. Empty if frequency counts them; use orders().
  IntegerColumn order_counts;
  /// Optional: distinct stock codes. Counted if MeasureOptions::count_products is set.
  IntegerColumn product_counts;
  /// Optional: the customer's value of LoadOptions::group_column.
  NameColumn groups;
  /// Columns of a customer file that other commands computed (scores, segment): name and cells.
  std::vector<std::pair<std::string, TextColumn>> carried;
  /// Columns of LoadOptions::carried_columns: name and cells. The cells of a customer are those of
  /// one row, the last with a value in the first of these columns (see LastCells).
  std::vector<std::pair<std::string, TextColumn>> extra;
  /// The as-of date, from which recency is measured. Empty if not known, as in some customer files.
  std::optional<Timestamp> as_of;

  /// The number of customers.
  [[nodiscard]] std::size_t size() const { return ids.size(); }
  [[nodiscard]] bool has_dates() const { return !first_purchase.empty(); }
  [[nodiscard]] bool has_items() const { return !items.empty(); }
  /// The sum of the customer's line amounts.
  [[nodiscard]] Amount revenue(std::size_t customer) const {
    return revenues.empty() ? monetary[customer] : revenues[customer];
  }
  /// The number of the customer's orders.
  [[nodiscard]] std::int64_t orders(std::size_t customer) const {
    return order_counts.empty() ? frequency[customer] : order_counts[customer];
  }
  /// A copy of row `index`.
  [[nodiscard]] Customer customer(std::size_t index) const;
  /// Appends a row. Either all customers of a table have dates or none has; the same holds for
  /// items. Does not keep the table sorted: see sort_by_id().
  void add(const Customer& customer);
};

/// The order of customers in all results: numeric if every id is an integer, else by bytes. Ids
/// that are equal as numbers (`7`, `007`) are ordered by bytes.
class CustomerIdLess {
 public:
  /// `numeric`: whether every id is an integer (see is_integer_id()).
  explicit CustomerIdLess(bool numeric) : numeric_(numeric) {}
  /// Whether `a` comes before `b`.
  [[nodiscard]] bool operator()(std::string_view a, std::string_view b) const;

 private:
  bool numeric_;
};

/// Whether the id is an optional minus followed by one or more digits.
[[nodiscard]] bool is_integer_id(std::string_view id);

/// Sorts the rows by id, with up to `threads` threads. Throws DataError if an id occurs twice.
void sort_by_id(CustomerTable& table, unsigned threads = 1);

}  // namespace rfmseg
