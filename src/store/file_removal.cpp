#include "store/file_removal.hpp"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/VariadicBind.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "load/transaction.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "store/former_lines.hpp"
#include "store/order_history.hpp"
#include "store/reading_reasons.hpp"
#include "store/values.hpp"

namespace rfmseg {
namespace {

std::string cell(const SQLite::Statement& query, int column) {
  return std::string(text_of(query.getColumn(column)));
}

/// Removes one file from the histories of orders.
class FileRemoval {
 public:
  FileRemoval(const Database& database, std::int64_t file)
      : database_(database),
        file_(file),
        find_lines_(
            *database,
            "SELECT order_id, customer_id, time, country, kind, mark, stock_code, quantity, "
            "price, line.amount, files, last_file, copies, different_copies, id FROM "
            "purchase JOIN line ON purchase = id WHERE order_id = ?1 AND (?2 = 0 OR id = "
            "?2)"),
        find_former_(*database,
                     "SELECT order_id, customer_id, time, country, kind, mark, stock_code, "
                     "quantity, price, amount, files FROM former_line WHERE order_id = ?"),
        find_versions_(*database, "SELECT files FROM order_version WHERE order_id = ?"),
        find_purchase_(*database,
                       "SELECT id FROM purchase WHERE order_id = ? AND customer_id = ? AND time = "
                       "? AND country = ? AND kind = ?"),
        insert_purchase_(*database,
                         "INSERT INTO purchase (order_id, customer_id, time, country, kind, mark, "
                         "lines, items, amount) VALUES (?, ?, ?, ?, ?, ?, 0, '0', '0')"),
        update_purchase_(*database,
                         "UPDATE purchase SET lines = ?, items = ?, amount = ? WHERE id = ?"),
        delete_purchase_(*database, "DELETE FROM purchase WHERE id = ?"),
        delete_lines_(*database, "DELETE FROM line WHERE purchase = ?"),
        delete_former_(*database, "DELETE FROM former_line WHERE order_id = ?"),
        insert_line_(*database,
                     "INSERT INTO line (purchase, stock_code, quantity, price, amount, copies, "
                     "different_copies, last_file, copies_in_last_file, files) VALUES (?, ?, ?, ?, "
                     "?, ?, ?, ?, ?, ?)"),
        former_lines_(database) {
    SQLite::Statement files(*database, "SELECT id FROM file WHERE removable <> 0");
    while (files.executeStep()) removable_.insert(files.getColumn(0).getInt64());
  }

  void run() {
    for (const auto& [order, purchase] : affected()) {
      check_interrupt();
      remove_from(order, purchase);
    }
    write_ledgers();
    for (const char* const statement :
         {"DELETE FROM file_error WHERE file = ?", "DELETE FROM file_ledger WHERE file = ?",
          "DELETE FROM file WHERE id = ?"}) {
      SQLite::Statement forget(*database_, statement);
      forget.bind(1, file_);
      forget.exec();
    }
  }

 private:
  /// An order id, and 0; or without an order id, that of a purchase.
  using Unit = std::pair<std::string, std::int64_t>;

  /// What the file has rows or a version of.
  std::set<Unit> affected() const {
    std::set<Unit> units;
    SQLite::Statement lines(
        *database_,
        "SELECT order_id, id, files, last_file FROM purchase JOIN line ON purchase = id");
    while (lines.executeStep()) {
      const FileEntries files = file_entries_of(database_, lines.getColumn(2));
      const bool has_it = files.all().empty() ? lines.getColumn(3).getInt64() == file_
                                              : files.find(file_) != nullptr;
      const std::string order = cell(lines, 0);
      if (has_it) units.emplace(order, order.empty() ? lines.getColumn(1).getInt64() : 0);
    }
    for (const char* const query :
         {"SELECT order_id, files FROM former_line", "SELECT order_id, files FROM order_version"}) {
      SQLite::Statement orders(*database_, query);
      while (orders.executeStep()) {
        if (file_entries_of(database_, orders.getColumn(1)).find(file_) != nullptr) {
          units.emplace(cell(orders, 0), 0);
        }
      }
    }
    return units;
  }

  OrderHistory::Line line_of(const SQLite::Statement& query) const {
    OrderHistory::Line line{{cell(query, 0), cell(query, 1), cell(query, 2), cell(query, 3),
                             cell(query, 4), query.getColumn(5).getInt()},
                            {cell(query, 6), cell(query, 7), cell(query, 8), cell(query, 9)},
                            {}};
    const FileEntries files = file_entries_of(database_, query.getColumn(10));
    for (const FileEntries::Entry& entry : files.all()) {
      line.files[entry.file] = copies_of(database_, entry.value);
    }
    return line;
  }

  OrderHistory history_of(const Unit& unit, std::set<std::int64_t>& purchases) {
    OrderHistory history;
    find_lines_.reset();
    SQLite::bind(find_lines_, unit.first, unit.second);
    while (find_lines_.executeStep()) {
      OrderHistory::Line& line = history.lines.emplace_back(line_of(find_lines_));
      if (line.files.empty()) {
        line.files[find_lines_.getColumn(11).getInt64()] = {find_lines_.getColumn(12).getInt64(),
                                                            find_lines_.getColumn(13).getInt64()};
      }
      purchases.insert(find_lines_.getColumn(14).getInt64());
    }
    if (unit.second != 0) return history;
    find_former_.reset();
    SQLite::bind(find_former_, unit.first);
    while (find_former_.executeStep()) history.lines.push_back(line_of(find_former_));
    find_versions_.reset();
    SQLite::bind(find_versions_, unit.first);
    if (find_versions_.executeStep()) {
      const FileEntries versions = file_entries_of(database_, find_versions_.getColumn(0));
      for (const FileEntries::Entry& version : versions.all()) {
        std::optional<Timestamp> updated;
        if (!version.value.empty()) {
          updated = TimestampParser(TimestampParser::Known::iso).parse(version.value);
          if (!updated) database_.fail_damaged("when an order was updated");
        }
        history.versions[version.file] = updated;
      }
    }
    find_versions_.reset();
    return history;
  }

  void remove_from(const std::string& order, std::int64_t purchase) {
    std::set<std::int64_t> purchases;
    const OrderHistory history = history_of({order, purchase}, purchases);
    const OrderHistory::Outcome before = history.replay(removable_, std::nullopt);
    const OrderHistory::Outcome after = history.replay(removable_, file_);
    for (const auto& [file, skipped] : before.skipped) {
      add(changes_[file].first, skipped);
    }
    for (const auto& [file, skipped] : after.skipped) {
      add(changes_[file].second, skipped);
    }
    for (const std::int64_t id : purchases) execute(delete_lines_, id);
    if (purchase == 0) execute(delete_former_, order);
    write_lines(history, after, std::move(purchases));
    if (purchase == 0) write_versions(order, history, after);
  }

  static void add(OrderHistory::Skipped& sum, const OrderHistory::Skipped& skipped) {
    sum.already_stored += skipped.already_stored;
    sum.restated += skipped.restated;
  }

  template <class... Values>
  static void execute(SQLite::Statement& statement, const Values&... values) {
    statement.reset();
    SQLite::bind(statement, values...);
    statement.exec();
    statement.reset();
  }

  /// `purchases`: those that the order had.
  void write_lines(const OrderHistory& history, const OrderHistory::Outcome& outcome,
                   std::set<std::int64_t> purchases) {
    struct Sums {
      std::int64_t lines = 0;
      Amount items, amount;
    };
    std::map<std::int64_t, Sums> sums;
    for (std::size_t i = 0; i < history.lines.size(); ++i) {
      const OrderHistory::Line& line = history.lines[i];
      const OrderHistory::State& state = outcome.lines[i];
      FileEntries files;
      for (const auto& [file, copies] : line.files) {
        if (file != file_) files.set(file, to_string(copies));
      }
      if (files.all().empty()) continue;
      if (state.copies.rows == 0) {
        former_lines_.add(line.of, line.key, files);
        continue;
      }
      const std::int64_t id = id_of(line.of);
      const bool in_one_file = files.all().size() == 1;
      execute(insert_line_, id, line.key.stock_code, line.key.quantity, line.key.price,
              line.key.amount, state.copies.rows, state.copies.different, state.last_file,
              state.copies_in_last_file, in_one_file ? std::string() : files.text());
      Sums& sum = sums[id];
      sum.lines += state.copies.rows;
      sum.items += times(line.key.quantity, state.copies.rows);
      sum.amount += times(line.key.amount, state.copies.rows);
    }
    for (const auto& [id, sum] : sums) {
      execute(update_purchase_, sum.lines, to_string(sum.items), to_string(sum.amount), id);
      purchases.erase(id);
    }
    for (const std::int64_t id : purchases) execute(delete_purchase_, id);
  }

  Amount times(const std::string& number, std::int64_t rows) const {
    const auto value = parse_amount(number);
    Int128 units = 0;
    if (!value || __builtin_mul_overflow(value->units(), Int128{rows}, &units)) {
      database_.fail_damaged("a number of a line");
    }
    return Amount::from_units(units);
  }

  std::int64_t id_of(const StoredPurchase& purchase) {
    find_purchase_.reset();
    SQLite::bind(find_purchase_, purchase.order_id, purchase.customer_id, purchase.time,
                 purchase.country, purchase.kind);
    if (find_purchase_.executeStep()) {
      const std::int64_t id = find_purchase_.getColumn(0).getInt64();
      find_purchase_.reset();
      return id;
    }
    execute(insert_purchase_, purchase.order_id, purchase.customer_id, purchase.time,
            purchase.country, purchase.kind, purchase.mark);
    return database_->getLastInsertRowid();
  }

  void write_versions(const std::string& order, const OrderHistory& history,
                      const OrderHistory::Outcome& outcome) {
    for (const char* const statement : {"DELETE FROM order_version WHERE order_id = ?",
                                        "DELETE FROM order_update WHERE order_id = ?"}) {
      SQLite::Statement forget(*database_, statement);
      execute(forget, order);
    }
    FileEntries versions;
    for (const auto& [file, updated] : history.versions) {
      if (file != file_) versions.set(file, updated ? to_string(*updated) : "");
    }
    if (!versions.all().empty()) {
      SQLite::Statement insert(*database_, "INSERT INTO order_version VALUES (?, ?)");
      execute(insert, order, versions.text());
    }
    if (outcome.updated) {
      SQLite::Statement insert(*database_, "INSERT INTO order_update VALUES (?, ?)");
      execute(insert, order, to_string(*outcome.updated));
    }
  }

  /// Corrects what later files have skipped because of this one.
  void write_ledgers() {
    for (const auto& [file, change] : changes_) {
      const auto& [before, after] = change;
      correct(file, RowReason::already_stored, before.already_stored, after.already_stored);
      correct(file, RowReason::restated, before.restated, after.restated);
    }
  }

  void correct(std::int64_t file, RowReason reason, const Ledger::Entry& before,
               const Ledger::Entry& after) {
    if (file == file_ || before == after) return;
    const std::string key(reason_key(reason));
    SQLite::Statement find(*database_,
                           "SELECT rows, amount FROM file_ledger WHERE file = ? AND fate = ?");
    SQLite::bind(find, file, key);
    if (!find.executeStep()) database_.fail_damaged("the ledger of a file");
    const std::int64_t rows = find.getColumn(0).getInt64() -
                              static_cast<std::int64_t>(before.rows) +
                              static_cast<std::int64_t>(after.rows);
    const Amount amount = amount_of(find.getColumn(1)) - before.amount + after.amount;
    find.reset();
    if (rows < 0) database_.fail_damaged("the ledger of a file");
    SQLite::Statement update(
        *database_,
        "UPDATE file_ledger SET rows = ?, amount = ? WHERE file = ? AND fate = "
        "?");
    execute(update, rows, to_string(amount), file, key);
  }

  const Database& database_;
  std::int64_t file_;
  std::set<std::int64_t> removable_;
  /// What files have skipped because of others: with this file, and without it.
  std::map<std::int64_t, std::pair<OrderHistory::Skipped, OrderHistory::Skipped>> changes_;
  SQLite::Statement find_lines_, find_former_, find_versions_;
  SQLite::Statement find_purchase_, insert_purchase_, update_purchase_, delete_purchase_;
  SQLite::Statement delete_lines_, delete_former_, insert_line_;
  FormerLines former_lines_;
};

}  // namespace

void remove_file(const Database& database, std::int64_t file) {
  FileRemoval(database, file).run();
}

}  // namespace rfmseg
