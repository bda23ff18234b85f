#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "rfm/measurement.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "rfmseg/load/columns.hpp"
#include "rfmseg/store/store.hpp"
#include "rfmseg/text.hpp"
#include "store/kinds.hpp"
#include "store/reading_fates.hpp"
#include "store/state.hpp"
#include "store/values.hpp"

namespace rfmseg {
namespace {

/// Looks for an interrupt every so many rows.
constexpr std::uint64_t kRowsBetweenLooks = 4096;

Ledger::Entry rows_of(const SQLite::Statement& query, int first_column) {
  return {static_cast<std::uint64_t>(query.getColumn(first_column).getInt64()),
          amount_of(query.getColumn(first_column + 1))};
}

/// The rows of each file by fate; the sum of all under kAllRows.
std::map<std::int64_t, std::map<std::string, Ledger::Entry>> file_ledgers(
    const Database& database) {
  std::map<std::int64_t, std::map<std::string, Ledger::Entry>> ledgers;
  SQLite::Statement query(*database, "SELECT file, fate, rows, amount FROM file_ledger");
  while (query.executeStep()) {
    ledgers[query.getColumn(0).getInt64()][std::string(text_of(query.getColumn(1)))] =
        rows_of(query, 2);
  }
  return ledgers;
}

std::map<std::int64_t, std::vector<std::string>> file_errors(const Database& database) {
  std::map<std::int64_t, std::vector<std::string>> errors;
  SQLite::Statement query(*database, "SELECT file, message FROM file_error ORDER BY file, place");
  while (query.executeStep()) {
    errors[query.getColumn(0).getInt64()].emplace_back(text_of(query.getColumn(1)));
  }
  return errors;
}

char character_of(const SQLite::Column& column) {
  const std::string_view text = text_of(column);
  return text.empty() ? '\0' : text.front();
}

std::vector<StoredFile> read_files(const Database& database) {
  auto ledgers = file_ledgers(database);
  auto errors = file_errors(database);
  std::vector<StoredFile> files;
  SQLite::Statement query(
      *database,
      "SELECT id, name, fingerprint, ingested, encoding, delimiter, date_format, decimal_mark, "
      "decimal_reason, currency, first_line_not_utf8 FROM file ORDER BY id");
  while (query.executeStep()) {
    StoredFile& stored = files.emplace_back();
    auto& ledger = ledgers[query.getColumn(0).getInt64()];
    SourceFile& file = stored.file;
    file.name = text_of(query.getColumn(1));
    file.fingerprint = text_of(query.getColumn(2));
    stored.ingested = text_of(query.getColumn(3));
    file.encoding = text_of(query.getColumn(4));
    file.delimiter = character_of(query.getColumn(5));
    file.date_format = text_of(query.getColumn(6));
    file.numbers.decimal = character_of(query.getColumn(7));
    file.numbers.reason = static_cast<NumberFormat::Reason>(query.getColumn(8).getInt());
    file.numbers.currency = text_of(query.getColumn(9));
    if (!query.isColumnNull(10)) {
      file.first_line_not_utf8 = static_cast<std::uint64_t>(query.getColumn(10).getInt64());
    }
    for (const Fate fate : kReadingFates) {
      const Ledger::Entry& rows = ledger[std::string(fate_key(fate))];
      if (fate == Fate::already_stored) stored.already_stored = rows;
      stored.ledger.add_rows(fate, rows);
    }
    file.rows = ledger[kAllRows].rows;
    stored.first_errors = std::move(errors[query.getColumn(0).getInt64()]);
  }
  return files;
}

/// How the first file and the number of the others are called, as InputFiles does.
std::string description(const std::vector<StoredFile>& files) {
  const std::string& first = files.front().file.name;
  if (files.size() == 1) return first;
  return fmt::format("{} (and {} more file{})", first, files.size() - 1,
                     files.size() == 2 ? "" : "s");
}

/// Whether the sums of purchases are not enough: who asks what is in single lines.
bool needs_lines(const MeasureOptions& options) {
  const CleaningRules& rules = options.cleaning.rules;
  return !rules.excluded_stock_codes.empty() || rules.drop_duplicates || rules.net_returns ||
         options.count_products || !options.history_of.empty();
}

/// Judges what the store holds as rows of files are judged, and measures it.
class StoreReader {
 public:
  StoreReader(const Database& database, const MeasureOptions& options, Ledger& ledger)
      : database_(database),
        rules_(options.cleaning.rules),
        ledger_(ledger),
        measurement_(options) {}

  /// Purchases, their lines folded into one.
  void read_purchases() {
    SQLite::Statement query(*database_,
                            "SELECT order_id, customer_id, time, country, items, amount, lines, "
                            "kind FROM purchase ORDER BY id");
    while (next(query)) {
      Transaction transaction = purchase_of(query);
      transaction.quantity = decimal_of(query.getColumn(4));
      transaction.amount = amount_of(query.getColumn(5));
      transaction.lines = query.getColumn(6).getInt64();
      transaction.price = {text_of(query.getColumn(7)) == kNoPrice ? 0 : 1, 0};
      take(transaction, judge(transaction, rules_));
    }
  }

  void read_lines() {
    SQLite::Statement query(
        *database_,
        "SELECT order_id, customer_id, time, country, stock_code, quantity, price, line.amount, "
        "copies, different_copies FROM purchase JOIN line ON purchase = id ORDER BY id");
    while (next(query)) {
      Transaction transaction = purchase_of(query);
      transaction.stock_code = text_of(query.getColumn(4));
      transaction.quantity = decimal_of(query.getColumn(5));
      transaction.price = decimal_of(query.getColumn(6));
      transaction.amount = amount_of(query.getColumn(7));
      const std::int64_t copies = query.getColumn(8).getInt64();
      const std::int64_t different = query.getColumn(9).getInt64();
      const Fate fate = judge(transaction, rules_);
      for (std::int64_t copy = 0; copy < copies; ++copy) {
        const bool duplicate = rules_.drop_duplicates && copy >= different && !is_dropped(fate);
        take(transaction, duplicate ? Fate::duplicate : fate);
      }
    }
  }

  [[nodiscard]] Measurement& measurement() { return measurement_; }

 private:
  bool next(SQLite::Statement& query) {
    if (++rows_ % kRowsBetweenLooks == 0) check_interrupt();
    return query.executeStep();
  }

  static Transaction purchase_of(const SQLite::Statement& query) {
    Transaction transaction;
    transaction.order_id = text_of(query.getColumn(0));
    transaction.customer_id = text_of(query.getColumn(1));
    transaction.time = time_of(query.getColumn(2));
    transaction.country = text_of(query.getColumn(3));
    transaction.group = transaction.country;
    return transaction;
  }

  void take(const Transaction& transaction, Fate fate) {
    ledger_.add_rows(fate, {static_cast<std::uint64_t>(transaction.lines), transaction.amount});
    measurement_.add(fate, transaction);
  }

  const Database& database_;
  const CleaningRules& rules_;
  Ledger& ledger_;
  Measurement measurement_;
  std::uint64_t rows_ = 0;
};

void check_group(const std::string& column) {
  if (column.empty()) return;
  const auto names = field_aliases(Field::country);
  if (std::ranges::find(names, plain_name(column)) != names.end()) return;
  throw UsageError(
      fmt::format("--by {}: a store keeps no such column (hint: --by country, or give the files)",
                  printable(column)));
}

}  // namespace

std::vector<StoredFile> Store::files() const {
  return state_->database.guarded([&] { return read_files(state_->database); });
}

Customers Store::measure(const MeasureOptions& options) const {
  check_group(options.cleaning.load.group_column);
  const Database& database = state_->database;
  return database.guarded([&] {
    // One moment of the store, whoever writes meanwhile.
    const SQLite::Transaction moment(*database);
    const std::vector<StoredFile> files = read_files(database);
    if (files.empty()) {
      throw DataError(fmt::format(
          "{}: holds no transactions yet (hint: rfmseg ingest --store {} FILE)", name(), name()));
    }
    TransactionSummary reading;
    for (const StoredFile& stored : files) {
      reading.files.push_back(stored.file);
      reading.ledger.merge(stored.ledger);
      for (const std::string& error : stored.first_errors) {
        if (reading.first_errors.size() < kErrorsShown) reading.first_errors.push_back(error);
      }
    }
    StoreReader reader(database, options, reading.ledger);
    needs_lines(options) ? reader.read_lines() : reader.read_purchases();
    return reader.measurement().finish(std::move(reading), description(files));
  });
}

}  // namespace rfmseg
