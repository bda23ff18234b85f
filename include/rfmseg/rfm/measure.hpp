#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/metric_definitions.hpp"
#include "rfmseg/rfm/transaction_summary.hpp"

namespace rfmseg {

/// What to measure, and how.
struct MeasureOptions {
  CleaningOptions cleaning{};
  MetricDefinitions metrics{};
  unsigned threads = 1;
  bool count_products = false;  ///< whether the distinct products of each customer are wanted
  bool sum_months = false;      ///< whether revenue is wanted by month, too
  std::string history_of{};     ///< the customer whose orders are wanted; empty for none
};

/// Customers, and where they come from.
struct Customers {
  CustomerTable table;
  std::optional<TransactionSummary> transactions;  ///< nothing when they came as customer files
};

/// Measures every customer of the transaction files. Recency is as of the date in the cleaning
/// rules, or of the midnight after the last transaction that counts. Customers with nothing left
/// after returns are none, and their rows are dropped. Throws DataError when nobody is left.
[[nodiscard]] Customers measure_customers(InputFiles& files, const MeasureOptions& options);

/// Whether the header is that of a customer file and not of transactions: it has frequency,
/// monetary, and recency or the last purchase, by their usual names.
[[nodiscard]] bool is_customer_file(const std::vector<std::string>& header);

/// Reads customer files. Where only the last purchase is given, recency is as of `as_of`, or of the
/// midnight after the last purchase of all. Columns of the customer schema that are computed later
/// (scores, segment, cluster, tier, group) are carried; the cells of `group_column`, unless it is
/// empty, are the groups. Throws DataError with line and column for a cell that cannot be read and
/// for a customer that occurs twice; UsageError for an as-of date that nothing needs.
[[nodiscard]] CustomerTable read_customer_files(InputFiles& files,
                                                std::optional<Timestamp> as_of = std::nullopt,
                                                const std::string& group_column = {});

/// Reads either kind of file, told apart by the first one's header; customer files as they were
/// measured, whatever the options say. Throws DataError for a mixture.
[[nodiscard]] Customers load_customers(InputFiles& files, const MeasureOptions& options);

}  // namespace rfmseg
