#pragma once

#include "load/layout_row.hpp"
#include "load/number_reader.hpp"
#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// Adds up the terms of RowPlan::amount in the row. A blank term is zero; the amount is blank if
/// all are. `cell` is where the row is; it is set to the cell that is unreadable. Throws as
/// NumberReader does.
[[nodiscard]] NumberReader::Outcome read_layout_amount(const LayoutRow& row, NumberReader& numbers,
                                                       NumberCell& cell, Decimal& amount);

}  // namespace rfmseg
