#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "clean/cleaning_worker.hpp"
#include "clean/day_counts.hpp"
#include "clean/duplicate_filter.hpp"
#include "clean/order_versions.hpp"
#include "clean/row_sink.hpp"
#include "clean/shared_orders.hpp"
#include "csv/csv_file.hpp"
#include "load/local_times.hpp"
#include "load/transaction.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/clean/source_file.hpp"
#include "rfmseg/clean/value_counts.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

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

  /// Which file has the newest version of each order, if a layout restates orders and some are in
  /// several files; else null. Only with CleaningOptions::find_shared_orders. All files have to be
  /// read again, as rows of older versions have counted.
  [[nodiscard]] std::shared_ptr<const NewestOrders> newest_orders() const;
  void set_newest_orders(std::shared_ptr<const NewestOrders> orders) {
    known_newest_ = std::move(orders);
  }

  /// After the last file: throws DataError if there are misread_zones(), if more rows are bad than
  /// the limit allows, with the first of them, or if the amounts are in several currencies.
  void finish();

  [[nodiscard]] const Ledger& ledger() const { return ledger_; }
  [[nodiscard]] const std::vector<SourceFile>& files() const { return files_; }
  /// The errors of the first bad rows, at most kErrorsShown.
  [[nodiscard]] const std::vector<Message>& first_errors() const { return first_errors_; }
  /// What a person should check, apart from SourceFile::warnings. Set by finish().
  [[nodiscard]] const std::vector<Message>& warnings() const { return warnings_; }
  /// The last sale among the rows that only the country drops.
  [[nodiscard]] std::optional<Timestamp> last_filtered_sale() const { return last_filtered_sale_; }

 private:
  void check_errors() const;
  void check_currencies() const;
  /// Of files without a currency among others.
  void warn_of_currencies();
  void add_currencies(const FileReading& reading, const FileFindings& found);
  void add_zone(const OffsetRange& offsets, const LocalTimes& times);

  CleaningOptions options_;
  WantedParts wanted_;
  Ledger ledger_;
  std::vector<SourceFile> files_;
  std::vector<Message> first_errors_;
  std::vector<Message> warnings_;
  std::optional<Timestamp> last_filtered_sale_;
  DuplicateFilter duplicates_;
  SharedOrders shared_orders_;
  bool notes_orders_;
  std::shared_ptr<NewestOrders> newest_ = std::make_shared<NewestOrders>();
  std::shared_ptr<const NewestOrders> known_newest_;
  ValueCounts currencies_;
  DayCounts days_;
  FileNumbers misread_zones_;
  FileNumbers in_utc_;
};

}  // namespace rfmseg
