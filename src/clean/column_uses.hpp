#pragma once

#include <string>
#include <vector>

#include "load/columns.hpp"
#include "load/row_plan.hpp"
#include "rfmseg/clean/source_file.hpp"

namespace rfmseg {

/// The meaning of the columns, in the order of docs/formats.md: customer, order, date, amount, ...
[[nodiscard]] std::vector<ColumnUse> used_columns(const std::vector<std::string>& header,
                                                  const TransactionColumns& columns,
                                                  const RowPlan& plan);

}  // namespace rfmseg
