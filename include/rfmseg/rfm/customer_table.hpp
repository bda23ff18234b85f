#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// One customer's behaviour up to the as-of date.
struct Customer {
  std::string id;
  Timestamp first_purchase{};
  Timestamp last_purchase{};
  std::int64_t recency = 0;    ///< whole days from the last purchase to the as-of date
  std::int64_t frequency = 0;  ///< distinct orders, or what else MetricDefinitions say
  Amount monetary;             ///< sum of line amounts, or their mean
  Amount items;                ///< total quantity
};

/// All customers, ascending by id as `CustomerIdLess` orders them. Every per-customer vector
/// elsewhere (scores, segments, labels) is parallel to `customers`.
struct CustomerTable {
  std::vector<Customer> customers;
  /// What each customer brought, where monetary is a mean; empty where it is the same as monetary.
  std::vector<Amount> revenues;
  /// How many orders each has placed, where frequency counts something else; else empty.
  std::vector<std::int64_t> order_counts;
  /// How many distinct products each has bought, where they were counted; else empty.
  std::vector<std::int64_t> product_counts;
  /// The group of each, where customers are grouped; else empty.
  std::vector<std::string> groups;
  /// From when recency is measured; nothing when a customer file does not tell.
  std::optional<Timestamp> as_of;
  bool has_dates = true;  ///< false when a customer file came without purchase dates
  bool has_items = true;  ///< false when it came without items
  /// Columns a customer file already had and that this run does not compute: name and cells.
  std::vector<std::pair<std::string, std::vector<std::string>>> carried;

  [[nodiscard]] std::size_t size() const { return customers.size(); }
  [[nodiscard]] Amount revenue(std::size_t customer) const {
    return revenues.empty() ? customers[customer].monetary : revenues[customer];
  }
  [[nodiscard]] std::int64_t orders(std::size_t customer) const {
    return order_counts.empty() ? customers[customer].frequency : order_counts[customer];
  }
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
