#pragma once

// How failed tests show values.

#include <ostream>
#include <string>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/rfm/customer_table.hpp"

namespace rfmseg {

inline void PrintTo(const Decimal& value, std::ostream* out) {
  *out << value.digits << "e-" << value.scale;
}
inline void PrintTo(Amount amount, std::ostream* out) {
  *out << to_string(amount);
}

namespace test {

/// All that is measured of a customer, in one line.
inline std::string described(const Customer& c) {
  return c.id + ' ' + to_string(c.first_purchase.value()) + ' ' +
         to_string(c.last_purchase.value()) + ' ' + std::to_string(c.recency) + ' ' +
         std::to_string(c.frequency) + ' ' + to_string(c.monetary) + ' ' +
         to_string(c.items.value());
}

/// A line for each customer.
inline std::string described(const CustomerTable& table) {
  std::string text;
  for (std::size_t i = 0; i < table.size(); ++i) text += described(table.customer(i)) + '\n';
  return text;
}

}  // namespace test
}  // namespace rfmseg
