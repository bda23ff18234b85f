#include "rfm/derived_measures.hpp"

#include <chrono>

namespace rfmseg {

std::int64_t tenure(const CustomerTable& table, std::size_t customer) {
  const auto since = *table.as_of - table.first_purchase[customer];
  return std::chrono::floor<std::chrono::days>(since).count();
}

double mean_order_value(const CustomerTable& table, std::size_t customer) {
  return table.revenue(customer).to_double() / static_cast<double>(table.orders(customer));
}

double days_between_orders(const CustomerTable& table, std::size_t customer) {
  using Days = std::chrono::duration<double, std::chrono::days::period>;
  if (table.orders(customer) == 1) return static_cast<double>(table.recency[customer]);
  const Days between = table.last_purchase[customer] - table.first_purchase[customer];
  return between.count() / static_cast<double>(table.orders(customer) - 1);
}

}  // namespace rfmseg
