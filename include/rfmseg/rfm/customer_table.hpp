#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/columns.hpp"

namespace rfmseg {

/// One customer's behaviour up to the as-of date: a row of a CustomerTable.
struct Customer {
  std::string id;
  std::optional<Timestamp> first_purchase;
  std::optional<Timestamp> last_purchase;
  std::int64_t recency = 0;
  std::int64_t frequency = 0;
  Amount monetary;
  std::optional<Amount> items;
};

/// All customers, ascending by id as `CustomerIdLess` orders them, column by column. Every
/// per-customer vector elsewhere (scores, segments, labels) is parallel to the columns.
struct CustomerTable {
  IdColumn ids;
  std::vector<Timestamp> first_purchase;  ///< empty when a customer file came without dates
  std::vector<Timestamp> last_purchase;   ///< likewise
  IntegerColumn recency;                  ///< whole days from the last purchase to the as-of date
  IntegerColumn frequency;                ///< distinct orders, or what else MetricDefinitions say
  AmountColumn monetary;                  ///< sum of line amounts, or their mean
  AmountColumn items;                     ///< total quantity; empty when a customer file has none
  /// What each customer brought, where monetary is a mean; empty where it is the same as monetary.
  AmountColumn revenues;
  /// How many orders each has placed, where frequency counts something else; else empty.
  IntegerColumn order_counts;
  /// How many distinct products each has bought, where they were counted; else empty.
  IntegerColumn product_counts;
  /// The group of each, where customers are grouped; else empty.
  std::vector<std::string> groups;
  /// Columns a customer file already had and that this run does not compute: name and cells.
  std::vector<std::pair<std::string, std::vector<std::string>>> carried;
  /// From when recency is measured; nothing when a customer file does not tell.
  std::optional<Timestamp> as_of;

  [[nodiscard]] std::size_t size() const { return ids.size(); }
  [[nodiscard]] bool has_dates() const { return !first_purchase.empty(); }
  [[nodiscard]] bool has_items() const { return !items.empty(); }
  [[nodiscard]] Amount revenue(std::size_t customer) const {
    return revenues.empty() ? monetary[customer] : revenues[customer];
  }
  [[nodiscard]] std::int64_t orders(std::size_t customer) const {
    return order_counts.empty() ? frequency[customer] : order_counts[customer];
  }
  [[nodiscard]] Customer customer(std::size_t index) const;
  /// Appends a row. All customers of a table have dates, or none; and so with items.
  void add(const Customer& customer);
};

/// The order of customers everywhere: by number when every id is an integer, else by bytes.
/// Ids equal as numbers (`7`, `007`) are ordered by bytes.
class CustomerIdLess {
 public:
  explicit CustomerIdLess(bool numeric) : numeric_(numeric) {}
  [[nodiscard]] bool operator()(std::string_view a, std::string_view b) const;

 private:
  bool numeric_;
};

/// True for an optional minus and one or more digits.
[[nodiscard]] bool is_integer_id(std::string_view id);

/// Sorts the customers by id; throws DataError when an id occurs twice.
void sort_by_id(CustomerTable& table);

}  // namespace rfmseg
