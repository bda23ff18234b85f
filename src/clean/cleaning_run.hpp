#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "clean/duplicate_filter.hpp"
#include "clean/shared_orders.hpp"
#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/transaction.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/clean/source_file.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

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
  [[nodiscard]] const std::vector<Message>& first_errors() const { return first_errors_; }

 private:
  CleaningOptions options_;
  Ledger ledger_;
  std::vector<SourceFile> files_;
  std::vector<Message> first_errors_;
  DuplicateFilter duplicates_;
  SharedOrders shared_orders_;
};

}  // namespace rfmseg
