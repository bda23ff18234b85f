#pragma once

#include <optional>
#include <string>

#include "rfmseg/csv/csv_file.hpp"
#include "rfmseg/load/columns.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// What the user says of the files; what is left out is found out.
struct LoadOptions {
  ColumnNames columns;
  std::optional<std::string> date_format;  ///< strptime directives, e.g. `%d/%m/%Y %H:%M`
};

/// How the rows of one file are read as transactions. Decided once, before the first row counts.
struct TransactionFormat {
  TransactionColumns columns;
  TimestampParser dates;
  /// When slashed dates were found to be month-first: the day-first reading, or the other way
  /// round. A value that only this one can read contradicts the decision.
  std::optional<TimestampParser> other_order;
};

/// Finds the columns, and the date format from the first rows: ISO 8601, month-first or day-first
/// slashes. For slashes it reads ahead to the first date with a part above 12. Throws DataError
/// that names `--date-format` when that never comes (within 64 MiB), and when the first 1,000 rows
/// hold no date of a known format.
[[nodiscard]] TransactionFormat find_transaction_format(CsvFile& file, const LoadOptions& options);

}  // namespace rfmseg
