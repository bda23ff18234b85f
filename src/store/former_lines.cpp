#include "store/former_lines.hpp"

#include <SQLiteCpp/VariadicBind.h>

#include <optional>

#include "store/values.hpp"

namespace rfmseg {

FormerLines::FormerLines(const Database& database)
    : database_(database),
      is_empty_(database->execAndGet("SELECT NOT EXISTS (SELECT 1 FROM former_line)").getInt() !=
                0),
      find_(*database,
            "SELECT files FROM former_line WHERE order_id = ? AND customer_id = ? AND time = ? AND "
            "country = ? AND kind = ? AND stock_code = ? AND quantity = ? AND price = ? AND amount "
            "= ?"),
      delete_(*database,
              "DELETE FROM former_line WHERE order_id = ? AND customer_id = ? AND time = ? AND "
              "country = ? AND kind = ? AND stock_code = ? AND quantity = ? AND price = ? AND "
              "amount = ?"),
      insert_(*database, "INSERT INTO former_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") {}

FileEntries FormerLines::take(const StoredPurchase& purchase, const LineKey& line) {
  if (is_empty_) return {};
  const auto bind = [&](SQLite::Statement& statement) {
    statement.reset();
    SQLite::bind(statement, purchase.order_id, purchase.customer_id, purchase.time,
                 purchase.country, purchase.kind, line.stock_code, line.quantity, line.price,
                 line.amount);
  };
  bind(find_);
  if (!find_.executeStep()) return {};
  FileEntries files = file_entries_of(database_, find_.getColumn(0));
  find_.reset();
  bind(delete_);
  delete_.exec();
  return files;
}

void FormerLines::add(const StoredPurchase& purchase, const LineKey& line,
                      const FileEntries& files) {
  is_empty_ = false;
  insert_.reset();
  SQLite::bind(insert_, purchase.order_id, purchase.customer_id, purchase.time, purchase.country,
               purchase.kind, purchase.mark, line.stock_code, line.quantity, line.price,
               line.amount, files.text());
  insert_.exec();
}

FileEntries file_entries_of(const Database& database, const SQLite::Column& column) {
  auto entries = FileEntries::parse(text_of(column));
  if (!entries) database.fail_damaged("which files have a line or an order");
  return *std::move(entries);
}

Copies copies_of(const Database& database, const std::string& value) {
  const auto copies = parse_copies(value);
  if (!copies) database.fail_damaged("the copies of a line in its files");
  return *copies;
}

}  // namespace rfmseg
