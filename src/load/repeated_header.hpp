#pragma once

#include <span>
#include <string>
#include <vector>

#include "csv/row_reader.hpp"

namespace rfmseg {

// Rows of files that were concatenated with their headers. All columns of the row must be read.

/// Whether the row has the names of the header in the columns at `positions`; -1 is none.
[[nodiscard]] bool repeats_header(const RowReader& row, const std::vector<std::string>& header,
                                  std::span<const int> positions);

/// Whether the row has all names of the header, in another order.
[[nodiscard]] bool reorders_columns(const RowReader& row, const std::vector<std::string>& header);

/// Whether a row that cannot be read looks like a header with other names: every cell has one, no
/// two are the same, and none has a digit.
[[nodiscard]] bool names_other_columns(const RowReader& row,
                                       const std::vector<std::string>& header);

}  // namespace rfmseg
