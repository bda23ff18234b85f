#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/clean/cleaning.hpp"
#include "rfmseg/clean/duplicate_filter.hpp"
#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/clean/shared_orders.hpp"
#include "rfmseg/csv/csv_file.hpp"
#include "rfmseg/csv/row_reader.hpp"
#include "rfmseg/load/transaction.hpp"
#include "rfmseg/load/transaction_format.hpp"

namespace rfmseg {

struct CleaningOptions {
  LoadOptions load;
  CleaningRules rules;
  ErrorLimit error_limit;
  bool find_shared_orders = false;  ///< count rows of orders that earlier files hold, too
};

/// Takes the rows that one worker has judged. Only `row`'s block is valid during a call.
class RowSink {
 public:
  RowSink() = default;
  RowSink(const RowSink&) = delete;
  RowSink& operator=(const RowSink&) = delete;
  virtual ~RowSink() = default;

  virtual void kept(const Transaction& transaction, const RowReader& row) = 0;
  /// A cancellation, where CleaningRules say to net them.
  virtual void subtracted(const Transaction& transaction, const RowReader& row);
  virtual void dropped(RowReason reason, const Transaction& transaction, const RowReader& row);
  /// A row that is no transaction.
  virtual void unreadable(RowReason reason, const BadRow& bad, const RowReader& row);
  /// Called after the rows of each block, in the order of the file, one worker at a time.
  virtual void end_block() {}
};

/// Of bad rows so many are shown.
inline constexpr std::size_t kErrorsShown = 5;

/// A file as it was read.
struct SourceFile {
  std::string name;
  std::uint64_t rows = 0;
  std::string encoding;
  std::optional<std::uint64_t> first_line_not_utf8;  ///< see CsvFile
  char delimiter = ',';
  std::string date_format;
  NumberFormat numbers{};
  std::string fingerprint;  ///< see CsvFile
  Ledger::Entry
      shared;  ///< with files before it, when asked for: whole orders, row by row the same
};

/// Reads and judges the rows of one file after another and keeps the ledger of them all.
class CleaningRun {
 public:
  explicit CleaningRun(const CleaningOptions& options);

  /// Reads all of `file`, with one thread per sink. Throws DataError for a file that cannot be read
  /// as transactions at all.
  void read(CsvFile& file, std::span<RowSink* const> sinks);

  /// Throws DataError with the first five bad rows when there are more than the limit allows.
  void check_errors() const;

  [[nodiscard]] const Ledger& ledger() const { return ledger_; }
  [[nodiscard]] const std::vector<SourceFile>& files() const { return files_; }
  /// What is wrong with the first bad rows: at most five.
  [[nodiscard]] const std::vector<std::string>& first_errors() const { return first_errors_; }

 private:
  CleaningOptions options_;
  Ledger ledger_;
  std::vector<SourceFile> files_;
  std::vector<std::string> first_errors_;
  DuplicateFilter duplicates_;
  SharedOrders shared_orders_;
};

}  // namespace rfmseg
