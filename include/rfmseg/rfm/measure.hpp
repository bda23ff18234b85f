#pragma once

/// \file
/// From files to a CustomerTable: reads transactions or customer files and measures recency,
/// frequency and monetary value of every customer.
///
///     rfmseg::InputFiles files({"orders.csv"});
///     rfmseg::MeasureOptions options{.threads = 4};
///     options.cleaning.rules.net_returns = true;
///     const rfmseg::Customers customers = rfmseg::load_customers(files, options);
///     std::cout << customers.table.size() << " customers\n";

#include <optional>
#include <string>
#include <vector>

#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/load/load_options.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/metric_definitions.hpp"
#include "rfmseg/rfm/purchase_log.hpp"
#include "rfmseg/rfm/transaction_summary.hpp"

namespace rfmseg {

/// How transactions are read, cleaned and measured.
struct MeasureOptions {
  CleaningOptions cleaning{};
  MetricDefinitions metrics{};
  unsigned threads = 1;         ///< does not affect the result
  bool count_products = false;  ///< compute CustomerTable::product_counts
  bool sum_months = false;      ///< compute TransactionSummary::months
  bool keep_purchases = false;  ///< compute Customers::purchases
  /// With keep_purchases: also their countries, new products and the returns that are dropped.
  bool detail_purchases = false;
  /// Compute TransactionSummary::dropped_returns, unless returns are subtracted.
  bool measure_dropped_returns = false;
  std::string history_of{};  ///< id: compute TransactionSummary::history of this customer
};

/// The customers of the input files.
struct Customers {
  CustomerTable table;
  std::optional<TransactionSummary> transactions;  ///< empty for customer files
  std::optional<PurchaseLog> purchases{};  ///< if keep_purchases: all, not only counted ones
};

/// Reads transaction files, drops the rows that cleaning rejects, and measures every customer.
/// Recency is measured from `options.cleaning.rules.as_of`; the default is midnight after the day
/// of the last row that is not dropped. With `net_returns`, customers without net spend are dropped
/// with all of their rows. Memory grows with customers and orders, not with rows.
///
/// Throws DataError if a file cannot be read, required columns are missing, dates or numbers are
/// ambiguous, there are more bad rows than `options.cleaning.error_limit` allows, or no customers
/// remain; UsageError if a given column does not exist or the date format is invalid.
[[nodiscard]] Customers measure_customers(InputFiles& files, const MeasureOptions& options);

/// Whether the header belongs to a customer file rather than to transactions. The user's names of
/// columns decide if they are of fields that only one kind of file has; else a customer file has
/// frequency, monetary, and recency or the last purchase, under one of their usual names.
[[nodiscard]] bool is_customer_file(const std::vector<std::string>& header,
                                    const ColumnNames& columns = {});

/// Reads customer files: one row per customer, with columns found by `load.columns`, or else by the
/// names in docs/formats.md and other usual names. If a row has a last purchase but no recency,
/// recency is measured from `as_of`; the default is midnight after the day of the last of these
/// purchases. Columns that other commands computed (scores, segment, cluster, tier, group) are
/// copied to CustomerTable::carried. The cells of `load.group_column`, unless empty, become
/// CustomerTable::groups. Dates are read as those of transactions: `load.date_format` and
/// `load.zone` apply to them.
///
/// Throws DataError, with line and column, for a cell that cannot be read, a last purchase after
/// the as-of date and a customer that occurs twice; DataError for files without rows, a missing
/// column and dates that are ambiguous; UsageError if a given column does not exist, or if `as_of`
/// is given but every row has a recency.
[[nodiscard]] CustomerTable read_customer_files(InputFiles& files,
                                                std::optional<Timestamp> as_of = std::nullopt,
                                                const LoadOptions& load = {}, unsigned threads = 1);

/// Reads transaction files with measure_customers(), or customer files with read_customer_files();
/// is_customer_file() of the first header decides which. For customer files only `as_of`,
/// `columns`, `date_format`, `zone`, `group_column` and `threads` of the options apply. Throws as
/// these functions do, and DataError if the files are of both kinds.
[[nodiscard]] Customers load_customers(InputFiles& files, const MeasureOptions& options);

}  // namespace rfmseg
