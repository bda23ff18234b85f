#include "clean/cleaning_run.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "clean/judge.hpp"
#include "csv/block_workers.hpp"
#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/local_times.hpp"
#include "load/transaction.hpp"
#include "load/transaction_format.hpp"
#include "load/transaction_reader.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/clean/source_file.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"

namespace rfmseg {
namespace {

/// Reads and judges rows in one thread.
class Worker {
 public:
  Worker(CsvFile& file, const TransactionFormat& format, const CleaningOptions& options,
         const WantedParts& wanted, DuplicateFilter& duplicates, RowSink& sink)
      : file_(file),
        reader_(file, format, wanted),
        options_(options),
        judge_(options.rules),
        duplicates_(duplicates),
        sink_(sink) {}

  void work(const Block& block, Turn& turn) {
    // The first of two equal rows may be in an earlier block.
    if (options_.rules.drop_duplicates) turn.wait();
    std::uint64_t rows = 0;
    reader_.start(block);
    for (; reader_.next(); ++rows) {
      if (reader_.transaction()) {
        process(*reader_.transaction());
      } else {
        process(reader_.bad());
      }
    }
    file_.count_rows(rows);
    turn.wait();
    sink_.end_block();
  }

  [[nodiscard]] const Ledger& ledger() const { return ledger_; }
  [[nodiscard]] const std::vector<BadRow>& first_bad() const { return first_bad_; }
  [[nodiscard]] const OffsetRange& offsets() const { return reader_.offsets(); }
  [[nodiscard]] OrderPrints& order_prints() { return order_prints_; }

 private:
  void process(const Transaction& transaction) {
    if (options_.find_shared_orders) order_prints_.add(transaction);
    RowReason reason = judge_(transaction);
    if (options_.rules.drop_duplicates && !is_dropped(reason)) {
      const auto print = DuplicateFilter::fingerprint(reader_.row().record_text(record_text_));
      if (!duplicates_.is_new(print)) reason = RowReason::duplicate;
    }
    ledger_.add(reason, transaction.amount);
    if (reason == RowReason::kept) {
      sink_.kept(transaction, reader_.row());
    } else if (reason == RowReason::subtracted) {
      sink_.subtracted(transaction, reader_.row());
    } else {
      sink_.dropped(reason, transaction, reader_.row());
    }
  }

  void process(const BadRow& bad) {
    const RowReason reason = reason_of(bad.kind);
    ledger_.add(reason, bad.amount);
    // A worker's blocks are in the order of the file, so these are its first bad rows.
    const bool counts = bad.kind != BadRow::Kind::repeated_header;
    if (counts && first_bad_.size() < kErrorsShown) first_bad_.push_back(bad);
    sink_.unreadable(reason, bad, reader_.row());
  }

  static RowReason reason_of(BadRow::Kind kind) {
    switch (kind) {
      case BadRow::Kind::repeated_header:
        return RowReason::repeated_header;
      case BadRow::Kind::malformed:
        return RowReason::malformed;
      case BadRow::Kind::unreadable:
        break;
    }
    return RowReason::unreadable;
  }

  CsvFile& file_;
  TransactionReader reader_;
  const CleaningOptions& options_;
  Judge judge_;
  DuplicateFilter& duplicates_;
  RowSink& sink_;
  Ledger ledger_;
  OrderPrints order_prints_;
  std::vector<BadRow> first_bad_;
  std::string record_text_;  ///< buffer
};

}  // namespace

void RowSink::subtracted(const Transaction&, const RowReader&) {}
void RowSink::dropped(RowReason, const Transaction&, const RowReader&) {}
void RowSink::unreadable(RowReason, const BadRow&, const RowReader&) {}

CleaningRun::CleaningRun(const CleaningOptions& options, const WantedParts& wanted)
    : options_(options), wanted_(wanted) {
  // Rows of shared orders are dropped as duplicates, so none count twice.
  if (options.rules.drop_duplicates) options_.find_shared_orders = false;
  if (options_.find_shared_orders) wanted_ = {};
  if (options.rules.drop_duplicates) wanted_.other_columns = true;
  if (!options.rules.excluded_stock_codes.empty()) wanted_.stock_code = true;
  if (!options.rules.countries.empty()) wanted_.country = true;
}

void CleaningRun::read(CsvFile& file, std::span<RowSink* const> sinks) {
  TransactionFormat format = find_transaction_format(file, options_.load);
  if (in_utc_.contains(files_.size())) format.local_times = LocalTimes::utc();
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<BlockWork> work;
  for (RowSink* sink : sinks) {
    workers.push_back(
        std::make_unique<Worker>(file, format, options_, wanted_, duplicates_, *sink));
    work.emplace_back([worker = workers.back().get()](const Block& block, Turn& turn) {
      worker->work(block, turn);
    });
  }
  for_each_block(file, work);

  Ledger file_ledger;
  OrderPrints prints;
  std::vector<BadRow> bad;
  OffsetRange offsets;
  for (const auto& worker : workers) {
    file_ledger.merge(worker->ledger());
    prints.merge(std::move(worker->order_prints()));
    offsets.merge(worker->offsets());
    bad.insert(bad.end(), worker->first_bad().begin(), worker->first_bad().end());
  }
  std::ranges::sort(bad, {}, &BadRow::line);
  for (const BadRow& row : bad) {
    if (first_errors_.size() < kErrorsShown) first_errors_.push_back(row.message);
  }
  ledger_.merge(file_ledger);
  files_.push_back({file.name(), file_ledger.total().rows, file.encoding(),
                    file.first_line_not_utf8(), file.delimiter(), format.dates.format(),
                    format.numbers, file.fingerprint(), shared_orders_.add_file(prints)});
  add_zone(offsets, format.local_times);
}

/// Adds the zone of its times to the last file.
void CleaningRun::add_zone(const OffsetRange& offsets, const LocalTimes& times) {
  SourceFile& file = files_.back();
  if (options_.load.zone) {
    file.zone = *options_.load.zone;
  } else if (!offsets.one_zone()) {
    file.zone = "UTC";
    file.different_offsets = offsets.text();
    if (times.as_written()) misread_zones_.insert(files_.size() - 1);
  } else if (!offsets.empty()) {
    file.zone = offsets.all_utc() ? "UTC" : fmt::format("local ({})", offsets.text());
  }
}

void CleaningRun::check_errors() const {
  if (!misread_zones_.empty()) {
    const SourceFile& file = files_[*misread_zones_.begin()];
    throw DataError(
        ErrorKind::ambiguous_format, {file.name},
        fmt::format("the UTC offsets of its times are of different zones ({}), which the first "
                    "rows do not show (hint: {} UTC)",
                    file.different_offsets, Setting::zone));
  }
  const std::uint64_t bad = ledger_.bad_rows();
  const std::uint64_t all = ledger_.total().rows;
  if (!options_.error_limit.exceeded(bad, all)) return;
  std::string shown;
  for (const Message& error : first_errors_) shown += "\n  " + error.encoded();
  throw DataError(
      ErrorKind::too_many_errors,
      fmt::format("{} of {} rows cannot be read, more than {} allows ({}); the first:{}", bad, all,
                  Setting::error_limit, options_.error_limit.describe(), shown));
}

}  // namespace rfmseg
