#pragma once

#include <optional>
#include <string_view>

#include "csv/csv_file.hpp"
#include "load/local_times.hpp"
#include "rfm/customer_row_reader.hpp"
#include "rfmseg/load/load_options.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// Detects the format of the dates in a customer file as that of transactions is detected. Throws
/// DataError if it is ambiguous, or unknown.
[[nodiscard]] CustomerDates find_customer_dates(CsvFile& file, const CustomerFileColumns& columns,
                                                const LoadOptions& options);

}  // namespace rfmseg
