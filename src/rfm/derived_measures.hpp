#pragma once

#include <cstddef>
#include <cstdint>

#include "rfmseg/rfm/customer_table.hpp"

namespace rfmseg {

// Measures of one customer that follow from the columns of the table.

/// Whole days from the first purchase to the as-of date; the table has dates and an as-of date.
[[nodiscard]] std::int64_t tenure(const CustomerTable& table, std::size_t customer);

/// Revenue per order, of a customer with orders.
[[nodiscard]] double mean_order_value(const CustomerTable& table, std::size_t customer);

/// Mean days from one order to the next, of a customer with orders; the table has dates. For a
/// single order it is the recency: the shortest time that the next order can take.
[[nodiscard]] double days_between_orders(const CustomerTable& table, std::size_t customer);

}  // namespace rfmseg
