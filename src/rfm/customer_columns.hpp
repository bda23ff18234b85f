#pragma once

#include <string>
#include <vector>

#include "rfm/customer_schema.hpp"
#include "rfmseg/load/load_options.hpp"

namespace rfmseg {

/// The position in the header of every column of the customer schema; -1 if the column is missing.
/// Measured columns are found by the user's names, then by their usual names, the others by their
/// own. Throws DataError, with `file`, for two columns with one name and for a missing column that
/// a customer file must have; UsageError if a column that the user named does not exist.
[[nodiscard]] std::vector<int> find_customer_columns(const std::string& file,
                                                     const std::vector<std::string>& header,
                                                     const ColumnNames& names);

}  // namespace rfmseg
