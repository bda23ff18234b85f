#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "csv/csv_file.hpp"
#include "load/columns.hpp"
#include "load/ids.hpp"
#include "load/local_times.hpp"
#include "load/order_groups.hpp"
#include "load/row_plan.hpp"
#include "load/sample.hpp"
#include "rfmseg/layout/layout.hpp"
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
  RowPlan plan;                              ///< what takes more than `columns`
  std::shared_ptr<SeenOrders> seen_orders;   ///< if the plan has values with one per order
  std::string cancellations;                 ///< Layout::cancellations
  std::string adjustments;                   ///< Layout::adjustments
  std::optional<TimestampParser> updates{};  ///< of RowPlan::updated_at
  /// Whether 1970-01-01 is a placeholder: the first rows have other dates, none within a year of
  /// it.
  bool lacks_1970 = false;
};

/// Finds the columns, and detects the formats of dates and numbers from the first 1,000 rows. If
/// these do not determine the order of day and month, or the decimal mark, reads ahead to the first
/// value that does. Throws DataError if there is none within 64 MiB, or if the first 1,000 rows
/// contain no date of a known format.
[[nodiscard]] TransactionFormat find_transaction_format(CsvFile& file, const LoadOptions& options,
                                                        const Layout& layout, const Sample& sample);
/// The same, with the layout that the options and the header choose.
[[nodiscard]] TransactionFormat find_transaction_format(CsvFile& file, const LoadOptions& options);

/// Has the rows of an order read together, if the layout needs that. To be called before any row is
/// read.
void keep_orders_together(CsvFile& file, const Layout& layout, const LoadOptions& options);

}  // namespace rfmseg
