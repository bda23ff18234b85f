#pragma once

#include <vector>

#include "csv/csv_file.hpp"
#include "load/columns.hpp"
#include "load/ids.hpp"
#include "load/local_times.hpp"
#include "load/sample.hpp"
#include "rfmseg/load/load_options.hpp"
#include "rfmseg/load/number_format.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// How the rows of a file are read as transactions. Determined before the first row is read.
struct TransactionFormat {
  TransactionColumns columns;
  TimestampParser dates;
  /// The day-first format if dates are month-first, and vice versa. A value that only such a format
  /// parses contradicts `dates`.
  std::vector<TimestampParser> other_orders;
  LocalTimes local_times;
  NumberFormat numbers;
  IdFormat ids;
  /// Whether most order ids are numbers (see CleaningRules::cancellations).
  bool numbered_orders = false;
};

/// Finds the columns, and detects the formats of dates and numbers from the first 1,000 rows. If
/// these do not determine the order of day and month, or the decimal mark, reads ahead to the first
/// value that does. Throws DataError if there is none within 64 MiB, or if the first 1,000 rows
/// contain no date of a known format.
[[nodiscard]] TransactionFormat find_transaction_format(CsvFile& file, const LoadOptions& options,
                                                        const Sample& sample);
[[nodiscard]] inline TransactionFormat find_transaction_format(CsvFile& file,
                                                               const LoadOptions& options) {
  return find_transaction_format(file, options, take_sample(file));
}

}  // namespace rfmseg
