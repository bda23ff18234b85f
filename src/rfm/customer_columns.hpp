#pragma once

#include <string>
#include <vector>

#include "rfm/customer_schema.hpp"

namespace rfmseg {

/// The position in the header of every column of the customer schema; -1 if the column is missing.
/// Measured columns are found by their usual names, the others by their own. Throws DataError, with
/// `file`, for two columns with one name and a missing customer id.
[[nodiscard]] std::vector<int> find_customer_columns(const std::string& file,
                                                     const std::vector<std::string>& header);

}  // namespace rfmseg
