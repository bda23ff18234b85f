#pragma once

#include <cstddef>
#include <cstdint>

#include "rfmseg/rfm/customer_table.hpp"

namespace rfmseg {

// Measures of one customer that are computed from the columns of the table.

/// Whole days from the first purchase to the as-of date. Requires dates and an as-of date.
[[nodiscard]] std::int64_t tenure(const CustomerTable& table, std::size_t customer);

/// Revenue per order. Requires a customer with orders.
[[nodiscard]] double mean_order_value(const CustomerTable& table, std::size_t customer);

/// Mean days between orders. For a single order it is the recency, which is a lower bound of the
/// time to the next one. Requires dates and a customer with orders.
[[nodiscard]] double days_between_orders(const CustomerTable& table, std::size_t customer);

}  // namespace rfmseg
