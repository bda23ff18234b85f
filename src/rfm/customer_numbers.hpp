#pragma once

#include "csv/csv_file.hpp"
#include "rfm/customer_row_reader.hpp"
#include "rfmseg/load/load_options.hpp"
#include "rfmseg/load/number_format.hpp"

namespace rfmseg {

/// Detects how the numbers of a customer file are written as that of transactions is detected,
/// except that tables of rfmseg have a decimal point. Throws DataError if the decimal mark is
/// doubtful.
[[nodiscard]] NumberFormat find_customer_numbers(CsvFile& file, const CustomerFileColumns& columns,
                                                 const LoadOptions& options);

}  // namespace rfmseg
