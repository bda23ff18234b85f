#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"

namespace rfmseg::test {

inline Amount amount(std::string_view text) {
  return Amount::from(parse_decimal(text).value());
}

/// One row of a table to test with.
struct Row {
  std::int64_t recency;
  std::int64_t frequency;
  std::string_view monetary;
  std::string_view items = "1";
};

/// Customers 1, 2, 3, ... with these metrics.
inline CustomerTable customers(const std::vector<Row>& rows) {
  CustomerTable table;
  for (const Row& row : rows) {
    Customer customer;
    customer.id = std::to_string(table.size() + 1);
    customer.recency = row.recency;
    customer.frequency = row.frequency;
    customer.monetary = amount(row.monetary);
    customer.items = amount(row.items);
    table.add(customer);
  }
  return table;
}

}  // namespace rfmseg::test
