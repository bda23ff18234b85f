#include "store/store_check.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/core.h>

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "load/transaction.hpp"
#include "plural.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "store/former_lines.hpp"
#include "store/stored_files.hpp"
#include "store/values.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// Rows that a query finds only in a damaged store, and what they are.
struct Rule {
  const char* noun;
  const char* what;
  const char* query;  ///< for the number of such rows
};

constexpr std::array kRules = {
    Rule{"order", "without lines",
         "SELECT count(*) FROM purchase WHERE id NOT IN (SELECT purchase FROM line)"},
    Rule{"line", "without an order",
         "SELECT count(*) FROM line WHERE purchase NOT IN (SELECT id FROM purchase)"},
    Rule{"order", "of an unknown kind",
         "SELECT count(*) FROM purchase WHERE kind NOT IN ('sale', 'return', 'no quantity', 'no "
         "price') OR mark NOT BETWEEN 0 AND 2"},
    Rule{"line", "with impossible numbers of copies",
         "SELECT count(*) FROM line WHERE NOT (copies BETWEEN 1 AND 1000000000000 AND "
         "different_copies BETWEEN 1 AND copies AND copies_in_last_file >= 1)"},
    Rule{"line", "of unknown files",
         "SELECT count(*) FROM line WHERE last_file NOT IN (SELECT id FROM file)"},
    Rule{"row", "of customers in unknown runs",
         "SELECT count(*) FROM run_customer WHERE run NOT IN (SELECT number FROM run)"},
    Rule{"ledger", "of unknown files",
         "SELECT count(DISTINCT file) FROM file_ledger WHERE file NOT IN (SELECT id FROM file)"},
};

/// Rows, quantity and amount of a purchase.
struct PurchaseSums {
  std::int64_t rows = 0;
  Amount items, amount;
  friend bool operator==(const PurchaseSums&, const PurchaseSums&) = default;
};

Amount times(const Database& database, const SQLite::Column& column, std::int64_t rows) {
  Int128 units = 0;
  if (__builtin_mul_overflow(amount_of(column).units(), Int128{rows}, &units)) {
    database.fail_damaged("a number of a line");
  }
  return Amount::from_units(units);
}

/// The orders whose lines do not add up to their sums.
std::uint64_t wrong_orders(const Database& database) {
  std::uint64_t wrong = 0;
  std::int64_t purchase = 0;
  PurchaseSums stated, sums;
  const auto finish = [&] { wrong += purchase != 0 && stated != sums ? 1 : 0; };
  SQLite::Statement lines(
      *database,
      "SELECT id, lines, items, purchase.amount, copies, quantity, line.amount, "
      "files FROM purchase JOIN line ON purchase = id ORDER BY id");
  while (lines.executeStep()) {
    check_interrupt();
    const std::int64_t id = lines.getColumn(0).getInt64();
    if (id != purchase) {
      finish();
      purchase = id;
      stated = {lines.getColumn(1).getInt64(), amount_of(lines.getColumn(2)),
                amount_of(lines.getColumn(3))};
      sums = {};
    }
    const std::int64_t rows = lines.getColumn(4).getInt64();
    sums.rows += rows;
    sums.items += times(database, lines.getColumn(5), rows);
    sums.amount += times(database, lines.getColumn(6), rows);
    const FileEntries files = file_entries_of(database, lines.getColumn(7));
    for (const FileEntries::Entry& entry : files.all()) (void)copies_of(database, entry.value);
  }
  finish();
  return wrong;
}

/// The difference between the orders and the ledgers of the files; nothing if there is none.
std::optional<std::string> wrong_ledgers(const Database& database) {
  const Ledger::Entry stated = stated_rows(database);
  PurchaseSums sums;
  SQLite::Statement purchases(*database, "SELECT lines, amount FROM purchase");
  while (purchases.executeStep()) {
    sums.rows += purchases.getColumn(0).getInt64();
    sums.amount += amount_of(purchases.getColumn(1));
  }
  if (sums.rows == static_cast<std::int64_t>(stated.rows) && sums.amount == stated.amount) {
    return std::nullopt;
  }
  return fmt::format("the orders have {} rows worth {}, the ledgers of the files {} worth {}",
                     sums.rows, to_string(sums.amount), stated.rows, to_string(stated.amount));
}

}  // namespace

std::vector<std::string> find_faults(const Database& database) {
  std::vector<std::string> faults;
  SQLite::Statement integrity(*database, "PRAGMA integrity_check(20)");
  while (integrity.executeStep()) {
    const std::string found = integrity.getColumn(0).getString();
    if (found != "ok") faults.push_back(printable(found, 200));
  }
  if (!faults.empty()) return faults;  // its content cannot be trusted
  try {
    for (const Rule& rule : kRules) {
      const auto rows = static_cast<std::uint64_t>(database->execAndGet(rule.query).getInt64());
      if (rows > 0) faults.push_back(fmt::format("{} {}", plural(rows, rule.noun), rule.what));
    }
    if (!faults.empty()) return faults;
    if (const std::uint64_t orders = wrong_orders(database); orders > 0) {
      faults.push_back(fmt::format("{} with other sums than the lines", plural(orders, "order")));
    }
    if (auto fault = wrong_ledgers(database)) faults.push_back(*std::move(fault));
    (void)read_files(database);
  } catch (const DataError& error) {
    faults.push_back(error.message().text());
  }
  return faults;
}

}  // namespace rfmseg
