#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "clean/duplicate_filter.hpp"
#include "clean/shared_orders.hpp"
#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/local_times.hpp"
#include "load/transaction.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/clean/source_file.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// Receives the judged rows of one worker. During a call only the block of `row` is valid.
class RowSink {
 public:
  RowSink() = default;
  RowSink(const RowSink&) = delete;
  RowSink& operator=(const RowSink&) = delete;
  virtual ~RowSink() = default;

  virtual void kept(const Transaction& transaction, const RowReader& row) = 0;
  /// A cancellation, with CleaningRules::net_returns.
  virtual void subtracted(const Transaction& transaction, const RowReader& row);
  virtual void dropped(RowReason reason, const Transaction& transaction, const RowReader& row);
  /// A row that cannot be read as a transaction.
  virtual void unreadable(RowReason reason, const BadRow& bad, const RowReader& row);
  /// Called after the rows of a block, in the order of the file, by one worker at a time.
  virtual void end_block() {}
};

/// Reads and judges the rows of several files, and counts them in one ledger.
class CleaningRun {
 public:
  /// `wanted`: what the sinks use of the rows.
  explicit CleaningRun(const CleaningOptions& options, const WantedParts& wanted = {});

  /// Reads all rows of `file` with one thread per sink. Throws DataError if it cannot be read as
  /// transactions.
  void read(CsvFile& file, std::span<RowSink* const> sinks);

  /// The files, by their number in this run, whose UTC offsets turned out to be of different zones
  /// after times had been read as written. These have to be read again, in UTC.
  using FileNumbers = std::set<std::size_t>;
  [[nodiscard]] const FileNumbers& misread_zones() const { return misread_zones_; }
  void set_files_in_utc(const FileNumbers& files) { in_utc_ = files; }

  /// Throws DataError if there are misread_zones(), and, with the first bad rows, if there are more
  /// of these than the limit.
  void check_errors() const;

  [[nodiscard]] const Ledger& ledger() const { return ledger_; }
  [[nodiscard]] const std::vector<SourceFile>& files() const { return files_; }
  /// The errors of the first bad rows, at most kErrorsShown.
  [[nodiscard]] const std::vector<Message>& first_errors() const { return first_errors_; }

 private:
  void add_zone(const OffsetRange& offsets, const LocalTimes& times);

  CleaningOptions options_;
  WantedParts wanted_;
  Ledger ledger_;
  std::vector<SourceFile> files_;
  std::vector<Message> first_errors_;
  DuplicateFilter duplicates_;
  SharedOrders shared_orders_;
  FileNumbers misread_zones_;
  FileNumbers in_utc_;
};

}  // namespace rfmseg
