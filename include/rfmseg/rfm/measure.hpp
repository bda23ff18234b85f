#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "rfmseg/clean/cleaning_run.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/metric_definitions.hpp"

namespace rfmseg {

/// The transactions a customer table was made from.
struct TransactionSummary {
  std::vector<SourceFile> files;
  Ledger ledger;
  std::vector<std::string> first_errors;  ///< see CleaningRun
  Timestamp first_purchase{}, last_purchase{};
  Timestamp as_of{};
  std::uint64_t orders = 0;
};

/// Customers, and where they come from.
struct Customers {
  CustomerTable table;
  std::optional<TransactionSummary> transactions;  ///< nothing when they came as customer files
};

/// Measures every customer of the transaction files, as `metrics` say. Recency is as of
/// options.rules.as_of, or of the midnight after the last kept transaction. Throws DataError when
/// no row is left after cleaning.
[[nodiscard]] Customers measure_customers(InputFiles& files, const CleaningOptions& options,
                                          unsigned threads, const MetricDefinitions& metrics = {});

/// Whether the header is that of a customer file and not of transactions: it has frequency,
/// monetary, and recency or the last purchase, by their usual names.
[[nodiscard]] bool is_customer_file(const std::vector<std::string>& header);

/// Reads customer files. Where only the last purchase is given, recency is as of `as_of`, or of the
/// midnight after the last purchase of all. Columns of the customer schema that are computed later
/// (scores, segment, cluster, tier) are carried. Throws DataError with line and column for a cell
/// that cannot be read and for a customer that occurs twice; UsageError for an as-of date that
/// nothing needs.
[[nodiscard]] CustomerTable read_customer_files(InputFiles& files,
                                                std::optional<Timestamp> as_of = std::nullopt);

/// Reads either kind of file, told apart by the first one's header; customer files as they were
/// measured, whatever `metrics` say. Throws DataError for a mixture.
[[nodiscard]] Customers load_customers(InputFiles& files, const CleaningOptions& options,
                                       unsigned threads, const MetricDefinitions& metrics = {});

}  // namespace rfmseg
