#include "store/restatement.hpp"

#include <SQLiteCpp/VariadicBind.h>

#include <algorithm>
#include <vector>

#include "rfmseg/interrupt.hpp"
#include "store/former_lines.hpp"
#include "store/values.hpp"

namespace rfmseg {
namespace {

const Database& with_empty_decisions(const Database& database) {
  database->exec(
      "CREATE TEMP TABLE IF NOT EXISTS order_decision (order_id PRIMARY KEY, decision) WITHOUT "
      "ROWID");
  database->exec("DELETE FROM temp.order_decision");
  return database;
}

/// A line of which earlier files have more copies than the file.
struct EarlierLine {
  std::int64_t purchase = 0;
  std::string stock_code, quantity, price, amount;
  std::int64_t copies = 0, copies_here = 0;
  StoredPurchase of;
  FileEntries files;

  [[nodiscard]] LineKey key() const { return {stock_code, quantity, price, amount}; }
};

/// Removes what the last file does not have of the orders that it contains.
class Removal {
 public:
  explicit Removal(const Database& database)
      : database_(database),
        former_lines_(database),
        find_lines_(*database,
                    "SELECT purchase, stock_code, quantity, price, line.amount, copies, CASE "
                    "last_file WHEN ?1 THEN copies_in_last_file ELSE 0 END AS copies_here, "
                    "customer_id, time, country, kind, mark, files, last_file, different_copies "
                    "FROM purchase JOIN line ON purchase = id WHERE order_id = ?2 AND copies > "
                    "copies_here"),
        update_line_(*database,
                     "UPDATE line SET copies = ?1, different_copies = min(different_copies, ?1) "
                     "WHERE purchase = ?2 AND stock_code = ?3 AND quantity = ?4 AND price = ?5 AND "
                     "amount = ?6"),
        find_sums_(*database, "SELECT lines, items, amount FROM purchase WHERE id = ?"),
        update_sums_(*database,
                     "UPDATE purchase SET lines = ?, items = ?, amount = ? WHERE id = ?"),
        delete_lines_(*database,
                      "DELETE FROM line WHERE copies = 0 AND purchase IN (SELECT id FROM purchase "
                      "WHERE order_id = ?)"),
        delete_purchases_(*database, "DELETE FROM purchase WHERE lines = 0 AND order_id = ?") {}

  /// Returns the removed rows.
  Ledger::Entry remove(const std::string& order, std::int64_t file) {
    Ledger::Entry removed;
    for (const EarlierLine& line : earlier_lines(order, file)) {
      removed += remove(line);
      if (line.copies_here == 0) former_lines_.add(line.of, line.key(), line.files);
    }
    if (removed.rows == 0) return removed;
    for (SQLite::Statement* statement : {&delete_lines_, &delete_purchases_}) {
      statement->reset();
      SQLite::bind(*statement, order);
      statement->exec();
    }
    return removed;
  }

 private:
  std::vector<EarlierLine> earlier_lines(const std::string& order, std::int64_t file) {
    std::vector<EarlierLine> lines;
    find_lines_.reset();
    SQLite::bind(find_lines_, file, order);
    while (find_lines_.executeStep()) {
      const auto text = [&](int column) { return find_lines_.getColumn(column).getString(); };
      EarlierLine& line = lines.emplace_back(EarlierLine{
          find_lines_.getColumn(0).getInt64(),
          text(1),
          text(2),
          text(3),
          text(4),
          find_lines_.getColumn(5).getInt64(),
          find_lines_.getColumn(6).getInt64(),
          {order, text(7), text(8), text(9), text(10), find_lines_.getColumn(11).getInt()},
          file_entries_of(database_, find_lines_.getColumn(12))});
      if (line.files.all().empty()) {
        line.files.set(find_lines_.getColumn(13).getInt64(),
                       to_string(Copies{line.copies, find_lines_.getColumn(14).getInt64()}));
      }
    }
    return lines;
  }

  Ledger::Entry remove(const EarlierLine& line) {
    update_line_.reset();
    SQLite::bind(update_line_, line.copies_here, line.purchase, line.stock_code, line.quantity,
                 line.price, line.amount);
    update_line_.exec();
    find_sums_.reset();
    SQLite::bind(find_sums_, line.purchase);
    find_sums_.executeStep();
    const std::int64_t removed = line.copies - line.copies_here;
    Amount items = amount_of(find_sums_.getColumn(1));
    Amount amount = amount_of(find_sums_.getColumn(2));
    Ledger::Entry rows;
    for (std::int64_t copy = 0; copy < removed; ++copy) {
      items -= number(line.quantity);
      amount -= number(line.amount);
      rows += {1, number(line.amount)};
    }
    update_sums_.reset();
    SQLite::bind(update_sums_, find_sums_.getColumn(0).getInt64() - removed, to_string(items),
                 to_string(amount), line.purchase);
    update_sums_.exec();
    return rows;
  }

  /// A number of a store that was read before.
  static Amount number(const std::string& text) { return parse_amount(text).value(); }

  const Database& database_;
  FormerLines former_lines_;
  SQLite::Statement find_lines_, update_line_, find_sums_, update_sums_;
  SQLite::Statement delete_lines_, delete_purchases_;
};

}  // namespace

Restatement::Restatement(const Database& database)
    : database_(database),
      find_decision_(*with_empty_decisions(database),
                     "SELECT decision FROM temp.order_decision WHERE order_id = ?"),
      insert_decision_(*database, "INSERT INTO temp.order_decision VALUES (?, ?)"),
      find_update_(*database, "SELECT updated FROM order_update WHERE order_id = ?"),
      write_update_(*database,
                    "INSERT INTO order_update VALUES (?, ?) ON CONFLICT (order_id) DO UPDATE SET "
                    "updated = max(updated, excluded.updated)"),
      find_purchase_(*database, "SELECT 1 FROM purchase WHERE order_id = ? LIMIT 1"),
      find_versions_(*database, "SELECT files FROM order_version WHERE order_id = ?"),
      write_versions_(*database, "INSERT OR REPLACE INTO order_version VALUES (?, ?)") {}

void Restatement::add(std::string_view order, std::optional<Timestamp> updated) {
  if (order.empty()) return;
  Order& noted = orders_[std::string(order)];
  noted.updated = std::max(noted.updated, updated);
}

void Restatement::decide(std::int64_t file) {
  for (auto& [id, order] : orders_) {
    note_version(id, order, file);
    find_decision_.reset();
    SQLite::bind(find_decision_, id);
    if (find_decision_.executeStep()) {
      // Rows of the order were written already: all of a file have the same decision.
      order.decision = static_cast<Decision>(find_decision_.getColumn(0).getInt());
    } else {
      order.decision = decision(id, order);
      insert_decision_.reset();
      SQLite::bind(insert_decision_, id, static_cast<int>(order.decision));
      insert_decision_.exec();
      if (order.decision == Decision::outdated) ++outdated_.orders;
    }
    if (order.updated && order.decision != Decision::outdated) {
      write_update_.reset();
      SQLite::bind(write_update_, id, to_string(*order.updated));
      write_update_.exec();
    }
  }
}

void Restatement::note_version(const std::string& id, const Order& order, std::int64_t file) {
  FileEntries files;
  find_versions_.reset();
  SQLite::bind(find_versions_, id);
  if (find_versions_.executeStep()) files = file_entries_of(database_, find_versions_.getColumn(0));
  find_versions_.reset();
  std::string updated = order.updated ? to_string(*order.updated) : "";
  // Rows of the order may have been noted before.
  if (const std::string* const before = files.find(file)) updated = std::max(updated, *before);
  files.set(file, updated);
  write_versions_.reset();
  SQLite::bind(write_versions_, id, files.text());
  write_versions_.exec();
}

Restatement::Decision Restatement::decision(const std::string& id, const Order& order) {
  if (order.updated) {
    find_update_.reset();
    SQLite::bind(find_update_, id);
    if (find_update_.executeStep() && *order.updated < time_of(find_update_.getColumn(0))) {
      return Decision::outdated;
    }
  }
  find_purchase_.reset();
  SQLite::bind(find_purchase_, id);
  return find_purchase_.executeStep() ? Decision::replaces : Decision::is_new;
}

bool Restatement::is_outdated(const std::string& order) const {
  const auto noted = orders_.find(order);
  return noted != orders_.end() && noted->second.decision == Decision::outdated;
}

void Restatement::replace(std::int64_t file) {
  Removal removal(database_);
  SQLite::Statement orders(*database_,
                           "SELECT order_id FROM temp.order_decision WHERE decision = ?");
  SQLite::bind(orders, static_cast<int>(Decision::replaces));
  while (orders.executeStep()) {
    check_interrupt();
    const Ledger::Entry rows = removal.remove(orders.getColumn(0).getString(), file);
    if (rows.rows == 0) continue;
    replaced_.rows += rows;
    ++replaced_.orders;
  }
}

}  // namespace rfmseg
