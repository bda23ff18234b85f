#include "store/seen_rows.hpp"

#include <SQLiteCpp/VariadicBind.h>

namespace rfmseg {
namespace {

const Database& with_empty_table(const Database& database) {
  database->exec(
      "CREATE TEMP TABLE IF NOT EXISTS seen_row (purchase, stock_code, quantity, price, amount, "
      "high, low, PRIMARY KEY (purchase, stock_code, quantity, price, amount, high, low)) "
      "WITHOUT ROWID");
  database->exec(
      "CREATE TEMP TABLE IF NOT EXISTS seen_line (purchase, stock_code, quantity, price, amount, "
      "rows, PRIMARY KEY (purchase, stock_code, quantity, price, amount)) WITHOUT ROWID");
  database->exec("DELETE FROM temp.seen_row; DELETE FROM temp.seen_line");
  return database;
}

}  // namespace

SeenRows::SeenRows(const Database& database)
    : insert_(*with_empty_table(database),
              "INSERT OR IGNORE INTO temp.seen_row VALUES (?, ?, ?, ?, ?, ?, ?)"),
      count_(
          *database,
          "INSERT INTO temp.seen_line VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET rows = "
          "rows + excluded.rows RETURNING rows") {}

std::int64_t SeenRows::add(const StoredLine& line,
                           std::span<const DuplicateFilter::Fingerprint> rows) {
  std::int64_t added = 0;
  for (const auto& [high, low] : rows) {
    insert_.reset();
    SQLite::bind(insert_, line.purchase, line.stock_code, line.quantity, line.price, line.amount,
                 static_cast<std::int64_t>(high), static_cast<std::int64_t>(low));
    added += insert_.exec();
  }
  count_.reset();
  SQLite::bind(count_, line.purchase, line.stock_code, line.quantity, line.price, line.amount,
               added);
  count_.executeStep();
  const std::int64_t rows_so_far = count_.getColumn(0).getInt64();
  count_.reset();  // a statement that writes and is not at its end keeps the transaction open
  return rows_so_far;
}

}  // namespace rfmseg
