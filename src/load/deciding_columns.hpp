#pragma once

#include <string>
#include <vector>

#include "load/columns.hpp"
#include "load/sample.hpp"

namespace rfmseg {

/// The positions of columns that no field uses and that look as if they decide which rows count: a
/// status, a type, a second currency. By name, or by values such as `Cancelled`; at most five, with
/// few different values each.
[[nodiscard]] std::vector<int> find_deciding_columns(const std::vector<std::string>& header,
                                                     const Sample& sample,
                                                     const TransactionColumns& columns);

/// Whether the amount seems to be the total of an order, repeated in each of its rows: at least two
/// orders of the sample have several rows, and all of these rows have the amount of their order.
[[nodiscard]] bool repeats_order_totals(const Sample& sample, const TransactionColumns& columns);

}  // namespace rfmseg
