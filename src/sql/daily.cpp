#include "sql/daily.hpp"

#include <fmt/format.h>

#include <span>
#include <utility>
#include <vector>

#include "csv/fingerprint.hpp"
#include "rfmseg/clean/ledger.hpp"
#include "sql/order_sums.hpp"
#include "sql/steps.hpp"
#include "sql/tables.hpp"

namespace rfmseg::sql {
namespace {

/// Before all days, and a day after the first one that databases have.
constexpr const char* kAllDays = "DATE '0001-01-02'";

constexpr const char* kWatermark =
    "The first day to read again: the last one that was computed by these rules. Days that were in "
    "the future do not count.";

bool is_whole_day(const std::optional<Timestamp>& time) {
  return time && *time == start_of_day(*time);
}

std::string day_literal(Timestamp time) {
  return fmt::format("DATE '{}'", to_date_string(time));
}

/// The query without dates for which a condition on days is enough.
SqlQuery without_whole_days(SqlQuery query) {
  if (is_whole_day(query.rules.from)) query.rules.from.reset();
  if (is_whole_day(query.rules.until)) query.rules.until.reset();
  return query;
}

struct DailyColumn {
  std::string name, type;
};

std::vector<DailyColumn> daily_columns(const Dialect& dialect) {
  const auto text = [](std::string_view type) { return std::string(type); };
  const std::string time = text(dialect.timestamp_type), number = text(dialect.integer_type);
  return {{"customer_id", text(dialect.text_type)},
          {"order_id", text(dialect.text_type)},
          {"first_sale", time},
          {"last_sale", time},
          {"last_return", time},
          {"lines", number},
          {"return_lines", number},
          {"items", fill(dialect.decimal_type, 38, kNumberScale)},
          {"revenue", fill(dialect.decimal_type, 38, kSumScale)},
          {"rules", number},
          {"loaded_on", "DATE"},
          {"day", "DATE"}};
}

std::string names_of(std::span<const DailyColumn> columns) {
  std::vector<std::string> names;
  for (const DailyColumn& column : columns) names.push_back(column.name);
  return comma_separated(names);
}

using Values = std::vector<std::pair<std::string, std::string>>;

/// A SELECT of all columns: the values by name, NULL for others.
std::string select_daily(std::string_view select, const Values& values, std::string_view from,
                         const Dialect& dialect) {
  Columns columns;
  for (const DailyColumn& column : daily_columns(dialect)) {
    std::string value = "NULL";
    for (const auto& [name, given] : values) {
      if (name == column.name) value = given;
    }
    columns.add(fmt::format("CAST({} AS {})", value, column.type), column.name);
  }
  return fmt::format("{}\n{}\nFROM {}", select, columns.text(), from);
}

std::string if_incremental(std::string_view text) {
  return fmt::format("{{% if is_incremental() %}}\n{}\n{{% endif %}}", text);
}

}  // namespace

DailyTable::DailyTable(const SqlQuery& query, const Dialect& dialect)
    : query_(query),
      dialect_(dialect),
      row_query_(without_whole_days(query)),
      table_(query.dbt ? fmt::format("{{{{ ref('{}') }}}}", days_table_name(query))
                       : dialect.table(days_table_name(query))),
      rules_(rules()) {}

/// A number that is another one if the rules are others by which rows are read and summed.
std::string DailyTable::rules() const {
  SqlQuery query = row_query_;
  query.rules.as_of.reset();  // rows after it are read again, see first_day_query()
  Statement steps;
  sql::add_rows(steps, query, dialect_);
  steps.add("daily", "", sums_of_days());
  Fingerprint fingerprint;
  fingerprint.add(steps.text(""));
  constexpr std::size_t kDigits = 15;
  constexpr int kHexadecimal = 16;
  return std::to_string(std::stoll(fingerprint.hex().substr(0, kDigits), nullptr, kHexadecimal));
}

/// Whether a step of the query finds the first day, instead of a statement before it.
bool DailyTable::finds_day_in_query() const {
  return query_.dbt || dialect_.set_first_day.empty();
}

std::string DailyTable::create_table() const {
  std::string columns;
  for (const DailyColumn& column : daily_columns(dialect_)) {
    columns += fmt::format("{}  {} {}", columns.empty() ? "" : ",\n", column.name, column.type);
  }
  return fmt::format("CREATE TABLE IF NOT EXISTS {} (\n{}\n){}", table_, columns,
                     dialect_.days_table);
}

std::string DailyTable::first_day_query(std::string_view table) const {
  std::string last = "MAX(day)";
  if (query_.late_days > 0) last = fill(dialect_.days_before, last, query_.late_days);
  std::string first = fmt::format("COALESCE({}, {})", last, kAllDays);
  // Rows after it are dropped, and those of its day come back with a later one.
  if (query_.rules.as_of) {
    first = fmt::format("LEAST({}, {})", first, day_literal(*query_.rules.as_of));
  }
  return fmt::format("  SELECT {} AS first_day\n  FROM {}\n  WHERE rules = {} AND day <= loaded_on",
                     first, table, rules_);
}

std::string DailyTable::sums_of_days() const {
  const std::string day = fill(dialect_.date_of, std::string("sold_at"));
  Columns columns;
  columns.add("customer_id");
  columns.add("order_id");
  for (const OrderSum& sum : order_sums(query_, dialect_)) columns.add(sum.of_rows, sum.name);
  columns.add(day, "day");
  return fmt::format(
      "  SELECT\n{}\n  FROM cleaned\n  WHERE {}\n  GROUP BY customer_id, order_id, {}",
      columns.text(), is_summed(query_, dialect_), day);
}

std::string DailyTable::filtered_sales() const {
  const std::string day = fill(dialect_.date_of, std::string("sold_at"));
  return fmt::format(
      "  SELECT MAX(sold_at) AS last_sale, {0} AS day\n  FROM cleaned\n  WHERE reason = {1}\n"
      "  GROUP BY {0}",
      day, dialect_.literal(reason_key(RowReason::other_country)));
}

std::string DailyTable::empty_days(std::string_view table) const {
  const Values values = {{"rules", rules_}, {"loaded_on", "CURRENT_DATE"}, {"day", "day"}};
  return "UNION ALL\n-- Days that have no rows any more are replaced, too.\n" +
         select_daily("SELECT DISTINCT", values,
                      fmt::format("{}\nWHERE day >= (SELECT first_day FROM watermark)", table),
                      dialect_);
}

std::string DailyTable::new_rows() const {
  Statement statement;
  std::string first_day(dialect_.first_day);
  const std::string table = query_.dbt ? "{{ this }}" : table_;
  if (finds_day_in_query()) {
    first_day = "(SELECT first_day FROM watermark)";
    const std::string query = first_day_query(table);
    statement.add("watermark", kWatermark,
                  query_.dbt ? fmt::format("  {{% if is_incremental() %}}\n{}\n  {{% else %}}\n  "
                                           "SELECT {} AS first_day\n  {{% endif %}}",
                                           query, kAllDays)
                             : query);
  }
  sql::add_rows(statement, row_query_, dialect_, first_day);
  statement.add("daily",
                "The sums of each customer, order and day. Rows without an order id are orders of "
                "one row.",
                sums_of_days());
  Values values;
  for (const char* name : {"customer_id", "order_id", "day"}) values.emplace_back(name, name);
  for (const OrderSum& sum : order_sums(query_, dialect_)) values.emplace_back(sum.name, sum.name);
  const Values stamps = {{"rules", rules_}, {"loaded_on", "CURRENT_DATE"}};
  values.insert(values.end(), stamps.begin(), stamps.end());
  std::string rows = select_daily("SELECT", values, "daily", dialect_);
  if (!query_.rules.countries.empty()) {
    statement.add("filtered", "The last sale of each day to other countries.", filtered_sales());
    Values last = {{"last_sale", "last_sale"}, {"day", "day"}};
    last.insert(last.end(), stamps.begin(), stamps.end());
    rows += "\nUNION ALL\n" + select_daily("SELECT", last, "filtered", dialect_);
  }
  if (query_.dbt) {
    rows += '\n' + if_incremental(empty_days(table));
  } else if (dialect_.replaces_days) {
    rows += '\n' + empty_days(table);
  }
  return statement.text(rows) + std::string(dialect_.end_of_days);
}

void DailyTable::add_update(Script& script) const {
  const bool own_transaction = !dialect_.begin.empty() && !dialect_.tables_in_transactions;
  if (!dialect_.declare_first_day.empty()) script.add("", dialect_.declare_first_day);
  script.add("The sums of each day.", create_table());
  if (!dialect_.before_days.empty()) script.add("", fill(dialect_.before_days, table_));
  if (!finds_day_in_query()) {
    script.add(kWatermark, fill(dialect_.set_first_day, first_day_query(table_)));
  }
  if (own_transaction) script.add("", dialect_.begin);
  if (!dialect_.replaces_days) {
    script.add("", fmt::format("DELETE FROM {}\nWHERE rules <> {} OR day >= {}", table_, rules_,
                               dialect_.first_day));
  }
  script.add("", fill(dialect_.insert_days, table_, names_of(daily_columns(dialect_))) + '\n' +
                     new_rows());
  if (!dialect_.forget_first_day.empty()) script.add("", dialect_.forget_first_day);
  if (own_transaction) script.add("", dialect_.commit);
}

std::string DailyTable::dbt_model() const {
  return new_rows();
}

void DailyTable::add_rows(Statement& statement) const {
  std::string condition = fmt::format("rules = {}", rules_);
  if (is_whole_day(query_.rules.from)) {
    condition += fmt::format(" AND day >= {}", day_literal(*query_.rules.from));
  }
  if (is_whole_day(query_.rules.until)) {
    condition += fmt::format(" AND day < {}", day_literal(*query_.rules.until));
  }
  statement.add("daily", "The sums of each customer, order and day.",
                fmt::format("  SELECT {}\n  FROM {}\n  WHERE {}", names_of(daily_columns(dialect_)),
                            table_, condition));
}

}  // namespace rfmseg::sql
