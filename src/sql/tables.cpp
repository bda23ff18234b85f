#include "sql/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "fold.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg::sql {
namespace {

constexpr std::string_view kDaysSuffix = "_days";
constexpr std::string_view kNewSuffix = "_rfmseg_new";
/// PostgreSQL cuts longer names without an error, so that two of them may mean one table.
constexpr std::size_t kLongestPostgresName = 63;

std::string_view last_part(std::string_view table) {
  return table.substr(table.rfind('.') + 1);
}

/// Whether two names may mean one table, as one may lack its schema.
bool may_be_same_table(std::string_view a, std::string_view b) {
  while (same_folded(last_part(a), last_part(b))) {
    const std::size_t a_dot = a.rfind('.'), b_dot = b.rfind('.');
    if (a_dot == std::string_view::npos || b_dot == std::string_view::npos) return true;
    a = a.substr(0, a_dot);
    b = b.substr(0, b_dot);
  }
  return false;
}

void check_source_remains(const SqlQuery& query, const std::string& written) {
  if (query.table.name.empty() || !may_be_same_table(written, query.table.name)) return;
  throw UsageError(
      fmt::format("the query would replace the table that it reads: {}", printable(written)));
}

void check_length(const std::string& table, std::string_view longest_suffix) {
  const std::size_t most = kLongestPostgresName - longest_suffix.size();
  if (last_part(table).size() <= most) return;
  throw UsageError(
      fmt::format("{}: '{}' has more than {} bytes; PostgreSQL would cut the names of "
                  "tables made of it",
                  Setting::create_table, printable(last_part(table)), most));
}

void check_incremental(const SqlQuery& query) {
  if (query.create_table.empty()) {
    throw UsageError(fmt::format("{} requires the name of the table to write (hint: {} NAME)",
                                 Setting::incremental, Setting::create_table));
  }
  if (query.stage == SqlStage::ledger) {
    throw UsageError(
        fmt::format("a ledger is made of all rows, which {} does not read again (hint: "
                    "write the ledger by a query without it)",
                    Setting::incremental));
  }
  if (query.dbt && !is_plain_name(query.create_table)) {
    throw UsageError(fmt::format("{}: '{}' is not the name of a model of dbt",
                                 Setting::create_table, printable(query.create_table)));
  }
}

}  // namespace

bool is_plain_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return is_digit(c) || c == '_' || (to_lower(c) >= 'a' && to_lower(c) <= 'z');
  });
}

std::string days_table_name(const SqlQuery& query) {
  return fmt::format("{}{}", query.create_table, kDaysSuffix);
}

void check_tables(const SqlQuery& query) {
  if (query.dbt &&
      !(query.table.files.empty() && (query.create_table.empty() || query.incremental))) {
    throw UsageError(
        fmt::format("a model of dbt reads a source, and dbt names the table that it "
                    "writes (hint: {} SOURCE.TABLE alone)",
                    Setting::table));
  }
  if (query.incremental) {
    check_incremental(query);
    check_source_remains(query, days_table_name(query));
  } else if (query.stage == SqlStage::days) {
    throw UsageError(fmt::format("the stage days requires {}", Setting::incremental));
  }
  if (query.create_table.empty()) return;
  check_source_remains(query, query.create_table);
  if (query.dialect != SqlDialect::postgres) return;
  check_length(query.create_table, query.dbt ? kDaysSuffix : kNewSuffix);
}

bool replaces_by_renaming(const SqlQuery& query, const Dialect& dialect) {
  return !query.create_table.empty() && !dialect.rename_table.empty();
}

void add_table(Script& script, const SqlQuery& query, const Dialect& dialect,
               std::string_view rows) {
  const std::string name = dialect.table(query.create_table);
  if (!replaces_by_renaming(query, dialect)) {
    script.add("", fmt::format("{}\n{}", fill(dialect.create_table, name), rows));
    return;
  }
  const std::string new_name = dialect.table(fmt::format("{}{}", query.create_table, kNewSuffix));
  // It may be left over from a run that has failed.
  script.add("", fmt::format("DROP TABLE IF EXISTS {}", new_name));
  script.add("", fmt::format("{}\n{}", fill(dialect.create_table, new_name), rows));
  script.add("The table is replaced when the new one is complete.",
             fmt::format("DROP TABLE IF EXISTS {}", name));
  script.add("", fill(dialect.rename_table, new_name,
                      dialect.identifier(last_part(query.create_table)), name));
}

}  // namespace rfmseg::sql
