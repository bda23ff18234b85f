#include "store/schema_check.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/core.h>

#include <map>

#include "store/schema.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// A row for each column of a table: its name, type, whether it may be NULL, default, position in
/// the primary key, and whether it is generated.
std::string columns_of_table(const SQLite::Database& database, const std::string& table) {
  std::string columns;
  SQLite::Statement query(database,
                          "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM "
                          "pragma_table_xinfo(?)");
  query.bind(1, table);
  while (query.executeStep()) {
    for (int i = 0; i < query.getColumnCount(); ++i)
      columns += query.getColumn(i).getString() + '|';
    columns += '\n';
  }
  return columns;
}

/// The columns of each table.
using Tables = std::map<std::string, std::string>;

const Tables& tables_of_a_store() {
  static const Tables all = [] {
    SQLite::Database empty(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (const char* const migration : kMigrations) empty.exec(migration);
    Tables tables;
    SQLite::Statement names(empty, "SELECT name FROM sqlite_master WHERE type = 'table'");
    while (names.executeStep()) {
      const std::string name = names.getColumn(0).getString();
      tables[name] = columns_of_table(empty, name);
    }
    return tables;
  }();
  return all;
}

}  // namespace

std::optional<std::string> schema_fault(const SQLite::Database& database, bool is_current) {
  SQLite::Statement foreign(database,
                            "SELECT type, name FROM sqlite_master WHERE type IN ('view', "
                            "'trigger') OR sql LIKE 'CREATE VIRTUAL%' LIMIT 1");
  if (foreign.executeStep()) {
    return fmt::format("has a {} '{}', which no store has",
                       printable(foreign.getColumn(0).getString()),
                       printable(foreign.getColumn(1).getString()));
  }
  if (!is_current) return std::nullopt;
  for (const auto& [table, columns] : tables_of_a_store()) {
    if (columns_of_table(database, table) != columns) {
      return fmt::format("table {} does not have the columns of a store", table);
    }
  }
  return std::nullopt;
}

}  // namespace rfmseg
