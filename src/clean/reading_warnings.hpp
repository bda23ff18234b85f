#pragma once

#include <string>
#include <vector>

#include "clean/cleaning_worker.hpp"
#include "clean/day_counts.hpp"
#include "load/columns.hpp"
#include "load/row_plan.hpp"
#include "load/sample.hpp"
#include "rfmseg/clean/source_file.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// A file after it was read.
struct FileRead {
  const CsvFile& file;
  const FileReading& reading;
  const Sample& sample;
  const FileFindings& found;
  const std::string& chosen_currency;  ///< CleaningRules::currency
  const std::string& chosen_layout;    ///< LayoutOptions::layout
};

/// What a person should check about the file: values that its layout lacks, amounts that contradict
/// each other, columns that may decide which rows count, totals of orders that are repeated.
[[nodiscard]] std::vector<Message> file_warnings(const FileRead& read);

/// Throws DataError if the values of a column that is subtracted have a minus sign in some rows
/// only: a refund of 5.00 is then either `5.00` or `-5.00`.
void check_signs(const FileRead& read);

/// Throws DataError if rows without a currency count in a file with several and none was chosen
/// one.
void check_missing_currency(const FileRead& read);

/// That the as-of date depends on this row.
[[nodiscard]] Message far_last_warning(const FarRow& row);
/// That the time of the data begins with this row.
[[nodiscard]] Message far_first_warning(const FarRow& row);
[[nodiscard]] Message gap_warning(const DayGap& gap);

/// The meaning of the columns, in the order of docs/formats.md: customer, order, date, amount, ...
[[nodiscard]] std::vector<ColumnUse> used_columns(const std::vector<std::string>& header,
                                                  const TransactionColumns& columns,
                                                  const RowPlan& plan);

/// Adds warnings of what was counted in the file: bytes that are not UTF-8, converted times, orders
/// that count twice.
void add_count_warnings(SourceFile& file);

}  // namespace rfmseg
