#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "clean/judge.hpp"
#include "load/columns.hpp"
#include "load/transaction.hpp"
#include "plural.hpp"
#include "rfm/last_cells.hpp"
#include "rfm/measurement.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "rfmseg/store/store.hpp"
#include "setting_format.hpp"
#include "store/kinds.hpp"
#include "store/state.hpp"
#include "store/stored_files.hpp"
#include "store/values.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The number of rows between checks for an interrupt.
constexpr std::uint64_t kRowsBetweenLooks = 4096;

/// Whether single lines are needed rather than the sums of purchases.
bool needs_lines(const MeasureOptions& options) {
  const CleaningRules& rules = options.cleaning.rules;
  return !rules.excluded_stock_codes.empty() || rules.drop_duplicates ||
         rules.subtracts_returns() || options.count_products || options.detail_purchases ||
         !options.history_of.empty();
}

/// Throws DataError if files have amounts in different currencies.
void check_currencies(const std::vector<StoredFile>& files, const std::string& store) {
  const StoredFile* first = nullptr;
  for (const StoredFile& stored : files) {
    const std::string& currency = stored.file.numbers.currency;
    if (currency.empty()) continue;
    if (first == nullptr) first = &stored;
    if (currency == first->file.numbers.currency) continue;
    throw DataError(
        ErrorKind::ambiguous_format, {store},
        fmt::format("amounts of {} are in {}, those of {} in {} (hint: use one store per currency)",
                    first->file.name, printable(first->file.numbers.currency), stored.file.name,
                    printable(currency)));
  }
}

/// Judges and measures the transactions of a store like rows of files.
class StoreReader {
 public:
  StoreReader(const Database& database, const MeasureOptions& options, Ledger& ledger)
      : database_(database),
        rules_(options.cleaning.rules),
        judge_(rules_),
        ledger_(ledger),
        measurement_(options),
        left_(stated_rows(database)),
        cells_(options.cleaning.load.carried_columns.size()) {}

  /// Reads purchases as one transaction each.
  void read_purchases() {
    SQLite::Statement query(*database_,
                            "SELECT order_id, customer_id, time, country, items, amount, lines, "
                            "kind, mark, id FROM purchase ORDER BY id");
    while (next(query)) {
      const std::int64_t id = query.getColumn(9).getInt64();
      if (id <= last_id_) database_.fail_damaged("orders are out of order");
      last_id_ = id;
      Transaction transaction = purchase_of(query);
      transaction.quantity = decimal_of(query.getColumn(4));
      transaction.amount = amount_of(query.getColumn(5));
      transaction.lines = query.getColumn(6).getInt64();
      transaction.price = {text_of(query.getColumn(7)) == kSale ? 1 : 0, 0};
      transaction.mark = mark_of(query.getColumn(8));
      require_rows(transaction.lines);
      take(transaction, judge_(transaction));
    }
  }

  void read_lines() {
    SQLite::Statement query(
        *database_,
        "SELECT order_id, customer_id, time, country, stock_code, quantity, price, line.amount, "
        "copies, different_copies, mark FROM purchase JOIN line ON purchase = id ORDER BY id");
    while (next(query)) {
      Transaction transaction = purchase_of(query);
      transaction.stock_code = text_of(query.getColumn(4));
      transaction.quantity = decimal_of(query.getColumn(5));
      transaction.price = decimal_of(query.getColumn(6));
      transaction.amount = amount_of(query.getColumn(7));
      transaction.mark = mark_of(query.getColumn(10));
      const std::int64_t copies = query.getColumn(8).getInt64();
      const std::int64_t different = query.getColumn(9).getInt64();
      require_rows(copies);
      const RowReason reason = judge_(transaction);
      for (std::int64_t copy = 0; copy < copies; ++copy) {
        const bool repeated = rules_.drop_duplicates && copy >= different;
        const bool duplicate = repeated && !is_dropped(reason);
        take(transaction, duplicate ? RowReason::duplicate : reason, repeated);
      }
    }
  }

  /// Throws DataError unless the rows that were read are those of the ledgers. To be called after
  /// all were read.
  void check_sums() const {
    if (left_.rows == 0 && left_.amount == Amount{}) return;
    database_.fail_damaged(
        fmt::format("its orders and the ledgers of its files differ by {} worth {}",
                    plural(left_.rows, "row"), to_string(left_.amount)));
  }

  [[nodiscard]] Measurement& measurement() { return measurement_; }
  /// See TransactionSummary.
  [[nodiscard]] std::optional<Timestamp> last_filtered_sale() const { return last_filtered_sale_; }

 private:
  bool next(SQLite::Statement& query) {
    if (++rows_ % kRowsBetweenLooks == 0) check_interrupt();
    return query.executeStep();
  }

  /// Throws DataError unless these are at least one row, and at most those that remain: reading a
  /// damaged store may not end.
  void require_rows(std::int64_t rows) const {
    if (rows < 1 || static_cast<std::uint64_t>(rows) > left_.rows) {
      database_.fail_damaged("its orders have other rows than the ledgers of its files");
    }
  }

  [[nodiscard]] OrderMark mark_of(const SQLite::Column& column) const {
    const int mark = column.getInt();
    if (mark < 0 || mark > static_cast<int>(OrderMark::adjustment)) {
      database_.fail_damaged(fmt::format("an order has mark {}", mark));
    }
    return static_cast<OrderMark>(mark);
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

  void take(const Transaction& transaction, RowReason reason, bool repeated = false) {
    ledger_.add_rows(reason, {static_cast<std::uint64_t>(transaction.lines), transaction.amount});
    left_.rows -= static_cast<std::uint64_t>(transaction.lines);
    left_.amount -= transaction.amount;
    measurement_.add(reason, transaction, repeated);
    if (reason == RowReason::kept && measurement_.carries()) carry(transaction);
    if (reason == RowReason::other_country) {
      last_filtered_sale_ = std::max(last_filtered_sale_, std::optional(transaction.time));
    }
  }

  /// All carried columns are the country.
  void carry(const Transaction& transaction) {
    cells_.assign(cells_.size(), transaction.country);
    measurement_.add_carried(transaction, cells_);
  }

  const Database& database_;
  const CleaningRules& rules_;
  Judge judge_;
  Ledger& ledger_;
  Measurement measurement_;
  std::optional<Timestamp> last_filtered_sale_;
  std::uint64_t rows_ = 0;
  std::int64_t last_id_ = 0;
  Ledger::Entry left_;                   ///< rows of the store that were not read yet
  std::vector<std::string_view> cells_;  ///< buffer of carry()
};

/// Throws UsageError unless it is the one column that a store has.
void check_column(Setting setting, const std::string& column) {
  if (is_alias(Field::country, plain_name(column))) return;
  throw UsageError(
      fmt::format("{0} {1}: not a column of a store (hint: {0} country, or use the files as input)",
                  setting, printable(column)));
}

void check_columns(const LoadOptions& load) {
  if (!load.group_column.empty()) check_column(Setting::group_column, load.group_column);
  check_carried_columns(load.carried_columns);
  for (const std::string& name : load.carried_columns) {
    check_column(Setting::carried_columns, name);
  }
}

/// Whether returns are subtracted by default: as for files, the first one decides.
bool subtracts_returns(const Database& database) {
  SQLite::Statement first(*database, "SELECT subtracts_returns FROM file ORDER BY id LIMIT 1");
  return first.executeStep() && first.getColumn(0).getInt() != 0;
}

}  // namespace

std::vector<StoredFile> Store::files() const {
  return state_->database.guarded([&] { return read_files(state_->database); });
}

Customers Store::measure(const MeasureOptions& given) const {
  check_columns(given.cleaning.load);
  const Database& database = state_->database;
  return database.guarded([&] {
    // A consistent snapshot, even if another program writes.
    const SQLite::Transaction moment(*database);
    const std::vector<StoredFile> files = read_files(database);
    if (files.empty()) {
      throw DataError(ErrorKind::empty_store, {name()}, "has no transactions yet");
    }
    check_currencies(files, name());
    MeasureOptions options = given;
    std::optional<bool>& net_returns = options.cleaning.rules.net_returns;
    if (!net_returns) net_returns = subtracts_returns(database);
    TransactionSummary reading;
    for (const StoredFile& stored : files) {
      reading.files.push_back(stored.file);
      reading.ledger.merge(stored.ledger);
      for (const Message& error : stored.first_errors) {
        if (reading.first_errors.size() < kErrorsShown) reading.first_errors.push_back(error);
      }
    }
    StoreReader reader(database, options, reading.ledger);
    needs_lines(options) ? reader.read_lines() : reader.read_purchases();
    reader.check_sums();
    reading.last_filtered_sale = reader.last_filtered_sale();
    return reader.measurement().finish(std::move(reading),
                                       describe_files(files.front().file.name, files.size()));
  });
}

}  // namespace rfmseg
