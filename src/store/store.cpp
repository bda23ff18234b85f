#include "rfmseg/store/store.hpp"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <SQLiteCpp/VariadicBind.h>
#include <fmt/core.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <utility>

#include "clean/cleaning_run.hpp"
#include "csv/csv_file.hpp"
#include "load/transaction.hpp"
#include "plural.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/layout/layout.hpp"
#include "store/file_checks.hpp"
#include "store/ingestion.hpp"
#include "store/other_reading.hpp"
#include "store/reading_reasons.hpp"
#include "store/state.hpp"
#include "store/values.hpp"
#include "text.hpp"

namespace rfmseg {

namespace {

using SQLite::TransactionBehavior;

/// The fingerprint of the file, computed in advance; nothing if it can be read only once.
std::optional<std::string> fingerprint_ahead(const std::string& path, const CsvOptions& csv) {
  std::error_code error;
  if (path == "-" || !std::filesystem::is_regular_file(path, error)) return std::nullopt;
  CsvFile file(path, csv);
  Block block;
  while (file.next(block)) {
  }
  return file.fingerprint();
}

/// Finds a stored file with the same content; sets its name and time.
bool find_known(const Database& database, const std::string& fingerprint, StoredFile& stored) {
  SQLite::Statement find(*database, "SELECT name, ingested FROM file WHERE fingerprint = ?");
  find.bind(1, fingerprint);
  if (!find.executeStep()) return false;
  stored.known = true;
  stored.first_name = text_of(find.getColumn(0));
  stored.ingested = text_of(find.getColumn(1));
  return true;
}

/// The currency of the store: that of the first file that has one; empty if none has.
std::string store_currency(const Database& database) {
  SQLite::Statement first(*database,
                          "SELECT currency FROM file WHERE currency <> '' ORDER BY id LIMIT 1");
  return first.executeStep() ? first.getColumn(0).getString() : std::string();
}

/// Adds warnings of rows that are not stored, because the store has another currency.
void warn_of_currencies(const std::string& currency, StoredFile& stored) {
  for (const auto& [other, rows] : stored.ledger.details(RowReason::other_currency)) {
    stored.file.warnings.emplace_back(
        fmt::format("{}: the amounts in the store are in {}, and only those are kept: {} worth {} "
                    "in {} dropped (hint: use one store per currency)",
                    stored.file.name, printable(currency), plural(rows.rows, "row"),
                    to_string(rows.amount, 2), printable(other)));
  }
}

void write_file(const Database& database, std::int64_t number, const StoredFile& stored,
                bool subtracts_returns, const std::string& header,
                const std::optional<DateRange>& dates) {
  const SourceFile& file = stored.file;
  SQLite::Statement insert(
      *database,
      "INSERT INTO file (id, name, fingerprint, ingested, encoding, delimiter, date_format, "
      "decimal_mark, decimal_reason, currency, columns, zone, layout, measures, "
      "subtracts_returns, format, header, first_time, last_time, removable, first_line_not_utf8) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  constexpr int kLastColumn = 21;
  const auto time_text = [&](std::chrono::local_days DateRange::*date) {
    return dates ? to_string(Timestamp(*dates.*date)) : std::string();
  };
  SQLite::bind(insert, number, file.name, file.fingerprint, stored.ingested, file.encoding,
               std::string(1, file.delimiter), file.date_format,
               std::string(1, file.numbers.decimal), static_cast<int>(file.numbers.reason),
               file.numbers.currency, columns_text(file.columns), file.zone, file.layout,
               file.measures, subtracts_returns ? 1 : 0, file.format, header,
               time_text(&DateRange::first), time_text(&DateRange::last), 1);
  if (file.first_line_not_utf8) {
    insert.bind(kLastColumn, static_cast<std::int64_t>(*file.first_line_not_utf8));
  } else {
    insert.bind(kLastColumn);
  }
  insert.exec();

  SQLite::Statement insert_rows(*database, "INSERT INTO file_ledger VALUES (?, ?, ?, ?)");
  const auto write_rows = [&](const std::string& reason, const Ledger::Entry& rows) {
    insert_rows.reset();
    SQLite::bind(insert_rows, number, reason, static_cast<std::int64_t>(rows.rows),
                 to_string(rows.amount));
    insert_rows.exec();
  };
  Ledger ledger = stored.ledger;
  ledger.add_rows(RowReason::already_stored, stored.already_stored);
  ledger.add_rows(RowReason::restated, stored.replaced.rows);
  ledger.add_rows(RowReason::restated, stored.outdated.rows);
  for (const RowReason reason : kReadingReasons) {
    const std::string key(reason_key(reason));
    write_rows(key, ledger[reason]);
    for (const auto& [value, rows] : ledger.details(reason)) {
      write_rows(fmt::format("{}{}{}", key, kDetailMark, value), rows);
    }
  }
  write_rows(kAllRows, stored.ledger.total());

  SQLite::Statement insert_error(*database, "INSERT INTO file_error VALUES (?, ?, ?)");
  for (std::size_t i = 0; i < stored.first_errors.size(); ++i) {
    insert_error.reset();
    SQLite::bind(insert_error, number, static_cast<std::int64_t>(i),
                 stored.first_errors[i].encoded());
    insert_error.exec();
  }
}

}  // namespace

Store::Store(const std::string& path, Access access, std::chrono::milliseconds lock_timeout)
    : state_(std::make_unique<State>(path, access, lock_timeout)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;

const std::string& Store::name() const {
  return state_->database.path();
}

StoredFile Store::ingest(const std::string& path, const CsvOptions& csv,
                         const CleaningOptions& options, const IngestRules& rules) {
  const Database& database = state_->database;
  CsvOptions with_fingerprint = csv;
  with_fingerprint.fingerprint = true;
  return database.guarded([&] {
    StoredFile stored;
    stored.file.name = path;
    const auto ahead = fingerprint_ahead(path, with_fingerprint);
    CleaningOptions all = options;
    // All rows are stored; whether returns are subtracted is decided when they are measured.
    all.rules = {
        .net_returns = false, .filters = options.rules.filters, .currency = options.rules.currency};
    all.find_shared_orders = false;
    if (ahead && find_known(database, *ahead, stored)) {
      auto other = other_reading(database, *ahead, store_currency(database), path, csv, all);
      if (other) stored.file.warnings.push_back(std::move(*other));
      return stored;
    }

    CsvFile file(path, with_fingerprint);
    if (is_customer_file(file.header(), options.load.columns)) {
      throw DataError({path}, "is a customer table, but a store requires transactions");
    }
    const Layout layout = choose_layout(path, file.header(), options.load.layout);
    const std::string currency = store_currency(database);
    // A pipe may take long. Other programs can write until there is something to be written.
    std::optional<SQLite::Transaction> of_file;
    std::int64_t number = 0;
    const auto begin = [&] {
      auto& transaction = rules.dry_run ? state_->database.rehearsal() : of_file;
      if (!transaction) transaction.emplace(*database, TransactionBehavior::IMMEDIATE);
      database.require_in_place();
      if (store_currency(database) != currency) {
        throw DataError(ErrorKind::busy_store, {database.path()},
                        "another program has added its first file (hint: repeat the command)");
      }
      number = database->execAndGet("SELECT coalesce(max(id), 0) + 1 FROM file").getInt64();
      return number;
    };
    Ingestion ingestion(database, begin, layout.restates_orders);
    // Most orders of one day may be in another currency than the store's.
    const bool in_store_currency = all.rules.currency.empty() && !layout.name.empty();
    if (in_store_currency) all.rules.currency = currency;
    CleaningRun run(all);
    run.read(file, std::array<RowSink*, 1>{&ingestion});
    run.finish();
    stored.file = run.files().front();
    stored.ledger = run.ledger();
    stored.first_errors = run.first_errors();
    if (in_store_currency && !currency.empty()) warn_of_currencies(currency, stored);
    ingestion.finish();
    // Another program may have added the file in the meantime, and a pipe has no fingerprint
    // before.
    if (find_known(database, stored.file.fingerprint, stored)) return stored;
    check_currency(currency, stored.file);
    check_dates(database, ingestion.dates(), rules, stored);
    const std::string header = header_text(file.header());
    warn_of_differences(database, header, stored);
    stored.already_stored = ingestion.already_stored();
    stored.replaced = ingestion.replaced();
    stored.outdated = ingestion.outdated();
    stored.ingested = utc_now();
    write_file(database, number, stored, layout.subtracts_returns(), header,
               ingestion.dates().range());
    if (of_file) of_file->commit();
    return stored;
  });
}

}  // namespace rfmseg
