#pragma once

#include <optional>

#include "csv/csv_file.hpp"
#include "load/columns.hpp"
#include "rfmseg/load/load_options.hpp"
#include "rfmseg/load/number_format.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// How the rows of one file are read as transactions. Decided once, before the first row counts.
struct TransactionFormat {
  TransactionColumns columns;
  TimestampParser dates;
  /// When dates were found to be month-first: the day-first reading, or the other way round. A
  /// value that only this one can read contradicts the decision.
  std::optional<TimestampParser> other_order;
  NumberFormat numbers;
};

/// Finds the columns, and from the first 1,000 rows how dates and numbers are written. Where these
/// rows do not say whether the day or the month comes first, or whether a comma is a decimal one,
/// it reads ahead to the first value that does. Throws DataError that names `--date-format` or
/// `--decimal` when that never comes (within 64 MiB), and when the first 1,000 rows hold no date of
/// a known format.
[[nodiscard]] TransactionFormat find_transaction_format(CsvFile& file, const LoadOptions& options);

}  // namespace rfmseg
