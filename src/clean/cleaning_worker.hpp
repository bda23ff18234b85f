#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clean/day_counts.hpp"
#include "clean/duplicate_filter.hpp"
#include "clean/judge.hpp"
#include "clean/row_filters.hpp"
#include "clean/row_sink.hpp"
#include "clean/shared_orders.hpp"
#include "csv/block_workers.hpp"
#include "csv/csv_file.hpp"
#include "load/transaction_format.hpp"
#include "load/transaction_reader.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/clean/value_counts.hpp"

namespace rfmseg {

/// What the rows of a file show, apart from the transactions.
struct FileFindings {
  Ledger ledger;
  std::vector<BadRow> first_bad;       ///< the first bad rows, at most kErrorsShown
  OrderPrints order_prints;            ///< if CleaningOptions::find_shared_orders
  ValueCounts currencies;              ///< of transactions with a currency
  std::vector<ValueCounts> undecided;  ///< values of the columns of FileReading::undecided
  ValueCounts unknown;                 ///< values that the layout lacks, as Exclusion::label
  AmountCheck amounts;
  DayCounts days;  ///< of kept rows
  OffsetRange offsets;
  /// The last sale among the rows that only filters or the country drop.
  std::optional<Timestamp> last_filtered_sale;

  void merge(FileFindings&& other);
};

/// How a file is read.
struct FileReading {
  Layout layout;  ///< without a name if there is none
  TransactionFormat format;
  /// The currency of the rows that count; empty: all. An export's is that of most of its rows.
  std::string currency;
  std::vector<int> undecided;  ///< columns as find_deciding_columns() returns them
};

/// Reads and judges the rows of a file in one thread.
class CleaningWorker {
 public:
  CleaningWorker(CsvFile& file, const FileReading& reading, const CleaningOptions& options,
                 WantedParts wanted, DuplicateFilter& duplicates, RowSink& sink);

  void work(const Block& block, Turn& turn);

  [[nodiscard]] FileFindings& findings();

 private:
  void process(const Transaction& transaction);
  void process(const BadRow& bad);
  /// Whether filters or the currency exclude the row, which is then in the ledger.
  [[nodiscard]] bool exclude(const Transaction& transaction);
  /// Whether filters exclude the row, which is then in the ledger.
  [[nodiscard]] bool filter_out(Amount amount);
  void note(const Transaction& transaction);

  CsvFile& file_;
  const CleaningOptions& options_;
  std::string currency_;  ///< FileReading::currency
  RowFilters filters_;
  std::size_t undecided_;  ///< the number of columns
  TransactionReader reader_;
  Judge judge_;
  DuplicateFilter& duplicates_;
  RowSink& sink_;
  FileFindings findings_;
  std::string file_currency_;  ///< of amounts that have no other
  bool looks_closer_;  ///< whether a currency is chosen, or there are filters or undecided columns
  std::string record_text_;  ///< buffer
};

}  // namespace rfmseg
