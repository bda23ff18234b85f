#include "clean/cleaning_run.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "clean/amount_warnings.hpp"
#include "clean/cleaning_worker.hpp"
#include "clean/column_uses.hpp"
#include "clean/currency_warnings.hpp"
#include "clean/reading_warnings.hpp"
#include "clean/row_filters.hpp"
#include "clean/usual_currency.hpp"
#include "csv/block_workers.hpp"
#include "csv/csv_file.hpp"
#include "load/columns.hpp"
#include "load/currency.hpp"
#include "load/deciding_columns.hpp"
#include "load/local_times.hpp"
#include "load/number.hpp"
#include "load/transaction.hpp"
#include "load/transaction_format.hpp"
#include "plural.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

std::vector<int> find_carried_columns(const CsvFile& file, const LoadOptions& load) {
  std::vector<int> places;
  for (const std::string& name : load.carried_columns) {
    places.push_back(
        find_named_column(file.name(), file.header(), name, Setting::carried_columns, name));
  }
  return places;
}

}  // namespace

CleaningRun::CleaningRun(const CleaningOptions& options, const WantedParts& wanted)
    : options_(options), wanted_(wanted), notes_orders_(options.find_shared_orders) {
  // Rows of shared orders are dropped as duplicates, so none count twice.
  if (options.rules.drop_duplicates) options_.find_shared_orders = false;
  std::string& currency = options_.rules.currency;
  if (!currency.empty()) currency = currency_of(currency);
  if (options_.find_shared_orders) wanted_ = {};
  if (options.rules.drop_duplicates) wanted_.other_columns = true;
  if (!options.rules.excluded_stock_codes.empty()) wanted_.stock_code = true;
  if (!options.rules.countries.empty()) wanted_.country = true;
}

void CleaningRun::read(CsvFile& file, std::span<RowSink* const> sinks) {
  const Layout layout = choose_layout(file.name(), file.header(), options_.load.layout);
  if (!options_.rules.net_returns) options_.rules.net_returns = layout.subtracts_returns();
  keep_orders_together(file, layout, options_.load);
  const Sample sample = take_sample(file);
  FileReading reading{
      .layout = layout,
      .format = find_transaction_format(file, options_.load, layout, sample),
      .currency = options_.rules.currency,
      .undecided = {},
      .carried = find_carried_columns(file, options_.load),
      .notes_orders = notes_orders_ && known_newest_ == nullptr && layout.restates_orders,
      .newest = layout.restates_orders ? known_newest_.get() : nullptr,
      .number = files_.size()};
  TransactionFormat& format = reading.format;
  const RowFilters filters(file.name(), file.header(), options_.rules.filters, layout);
  for (const int place : filters.columns()) format.plan.add_filter(place);
  for (const int place : reading.carried) format.plan.add_filter(place);
  if (reading.currency.empty() && !layout.name.empty()) {
    reading.currency = usual_currency(sample, format, filters);
  }
  if (options_.load.layout.restates_orders.value_or(false) && !format.columns.has(Field::order)) {
    throw UsageError({file.name()},
                     fmt::format("{} requires a column of order ids (hint: {} order=NAME)",
                                 Setting::restate, Setting::columns));
  }
  if (format.plan.has_once_amount() && format.columns.has(Field::stock_code) &&
      !options_.rules.excluded_stock_codes.empty()) {
    throw UsageError({file.name()},
                     "the amount is that of the whole order, so rows with excluded stock codes "
                     "cannot be dropped");
  }
  // What a cell repeats may be in any earlier block.
  if (!format.plan.fill_down.empty()) sinks = sinks.first(1);
  if (in_utc_.contains(files_.size())) format.local_times = LocalTimes::utc();
  if (options_.rules.filters.empty() && layout.filters.empty()) {
    reading.undecided = find_deciding_columns(file.header(), sample, format.columns);
    const std::vector<int> planned = format.plan.columns();
    std::erase_if(reading.undecided,
                  [&](int place) { return std::ranges::find(planned, place) != planned.end(); });
  }
  std::vector<std::unique_ptr<CleaningWorker>> workers;
  std::vector<BlockWork> work;
  for (RowSink* sink : sinks) {
    workers.push_back(
        std::make_unique<CleaningWorker>(file, reading, options_, wanted_, duplicates_, *sink));
    work.emplace_back([worker = workers.back().get()](const Block& block, Turn& turn) {
      worker->work(block, turn);
    });
  }
  for_each_block(file, work);

  FileFindings found;
  for (const auto& worker : workers) found.merge(std::move(worker->findings()));
  const FileRead read{
      file, reading, sample, found, options_.rules.currency, options_.load.layout.layout};
  check_signs(read);
  check_missing_currency(read);
  std::ranges::sort(found.first_bad, {}, &BadRow::line);
  for (const BadRow& row : found.first_bad) {
    if (first_errors_.size() < kErrorsShown) first_errors_.push_back(row.message);
  }
  ledger_.merge(found.ledger);
  add_currencies(reading, found);
  found.days.end_file(file.name());
  days_.merge(std::move(found.days));
  last_filtered_sale_ = std::max(last_filtered_sale_, found.last_filtered_sale);
  newest_->add_file(reading.number, found.versions);
  const SharedOrders::Shared shared = shared_orders_.add_file(found.order_prints);
  NumberFormat numbers = format.numbers;
  if (found.currencies.values().size() == 1)
    numbers.currency = found.currencies.values().begin()->first;
  if (!reading.currency.empty()) numbers.currency = reading.currency;
  files_.push_back({.name = file.name(),
                    .rows = found.ledger.total().rows,
                    .format = file.format(),
                    .encoding = file.encoding(),
                    .first_line_not_utf8 = file.first_line_not_utf8(),
                    .delimiter = file.delimiter(),
                    .date_format = format.dates.format(),
                    .numbers = std::move(numbers),
                    .columns = used_columns(file.header(), format.columns, format.plan),
                    .warnings = file_warnings(read),
                    .fingerprint = file.fingerprint(),
                    .shared = shared.same,
                    .changed = layout.restates_orders ? shared.changed : Ledger::Entry{},
                    .restated = found.ledger[RowReason::restated],
                    .layout = layout.name,
                    .measures = layout.measures,
                    .unknown = found.unknown.values()});
  add_zone(found.offsets, format.local_times);
}

/// Adds the currencies of the rows that count.
void CleaningRun::add_currencies(const FileReading& reading, const FileFindings& found) {
  ValueCounts currencies = found.currencies;
  // The name of a column is the currency of all its amounts.
  const std::string& named = reading.format.numbers.currency;
  if (currencies.values().empty() && !named.empty()) {
    RowSum rows = found.ledger[RowReason::kept];
    rows += found.ledger[RowReason::subtracted];
    rows += found.ledger[RowReason::subtracted_return];
    currencies.add(named, rows);
  }
  if (reading.currency.empty()) {
    currencies_.merge(currencies);
    return;
  }
  for (const auto& [currency, rows] : currencies.values()) {
    if (is_same_currency(currency, reading.currency)) currencies_.add(reading.currency, rows);
  }
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

std::shared_ptr<const NewestOrders> CleaningRun::newest_orders() const {
  if (known_newest_ != nullptr || !newest_->any_restated()) return nullptr;
  newest_->check_shops(files_.front().name);
  return newest_;
}

void CleaningRun::finish() {
  check_errors();
  check_currencies();
  for (SourceFile& file : files_) add_count_warnings(file);
  warn_of_currencies();
  if (const auto row = days_.far_last(); row && !options_.rules.as_of) {
    warnings_.push_back(far_last_warning(*row));
  }
  if (const auto row = days_.far_first()) warnings_.push_back(far_first_warning(*row));
  if (const auto gap = days_.long_gap()) warnings_.push_back(gap_warning(*gap));
}

void CleaningRun::check_errors() const {
  if (!misread_zones_.empty()) {
    const SourceFile& file = files_[*misread_zones_.begin()];
    throw DataError(ErrorKind::ambiguous_format, {file.name},
                    fmt::format("its times have UTC offsets of different zones ({}), which the "
                                "first rows do not show (hint: {} UTC)",
                                file.different_offsets, Setting::zone));
  }
  const std::uint64_t bad = ledger_.bad_rows();
  const std::uint64_t all = ledger_.total().rows;
  if (!options_.error_limit.exceeded(bad, all)) return;
  std::string shown;
  for (const Message& error : first_errors_) shown += "\n  " + error.encoded();
  throw DataError(ErrorKind::too_many_errors,
                  fmt::format("{} of {} could not be read, more than {} allows ({}); the first:{}",
                              bad, plural(all, "row"), Setting::error_limit,
                              options_.error_limit.describe(), shown));
}

void CleaningRun::check_currencies() const {
  const auto& currencies = currencies_.values();
  if (currencies.size() < 2 || !options_.rules.currency.empty()) return;
  std::string counts;
  std::string most;
  std::uint64_t most_rows = 0;
  for (const auto& [currency, rows] : currencies) {
    if (!counts.empty()) counts += ", ";
    counts += fmt::format("{} ({} worth {})", printable(currency), plural(rows.rows, "row"),
                          to_string(rows.amount, 2));
    if (rows.rows <= most_rows) continue;
    most_rows = rows.rows;
    most = currency;
  }
  DataError error(
      ErrorKind::ambiguous_format, {files_.front().name},
      fmt::format("amounts are in several currencies: {} (hint: {} {} keeps only those)", counts,
                  Setting::currency, printable(most)));
  for (const auto& [currency, rows] : currencies) error.propose(Setting::currency, currency);
  throw error;
}

void CleaningRun::warn_of_currencies() {
  const SourceFile* known = nullptr;
  const SourceFile* unknown = nullptr;
  for (const SourceFile& file : files_) {
    const SourceFile*& first = file.numbers.currency.empty() ? unknown : known;
    if (first == nullptr && file.rows > 0) first = &file;
  }
  if (known == nullptr || unknown == nullptr) return;
  warnings_.push_back(fmt::format(
      "{}: its amounts have no currency, while {} is in {}: both are added up as {}", unknown->name,
      known->name, printable(known->numbers.currency), printable(known->numbers.currency)));
}

}  // namespace rfmseg
