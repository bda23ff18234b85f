#pragma once

#include <string>
#include <vector>

#include "rfm/customer_schema.hpp"

namespace rfmseg {

/// The position in the header of every column of the customer schema, -1 where there is none. The
/// measured ones go by the usual aliases, of which the surest counts; those that are computed later
/// by their own names. Throws DataError, naming `file`, for two columns of one name and for want of
/// the customer's id.
[[nodiscard]] std::vector<int> find_customer_columns(const std::string& file,
                                                     const std::vector<std::string>& header);

}  // namespace rfmseg
