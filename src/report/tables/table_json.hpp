#pragma once

#include "report/json_parts.hpp"
#include "report/tables/result_table.hpp"

namespace rfmseg {

/// The five numbers by their keys.
[[nodiscard]] Json five_numbers_json(const FiveNumbers& numbers);

/// An object per row, by the keys of the columns that JSON has.
[[nodiscard]] Json json_rows(const ResultTable& table);

}  // namespace rfmseg
