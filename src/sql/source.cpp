#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "sql/row_columns.hpp"
#include "sql/steps.hpp"
#include "sql/tables.hpp"
#include "text.hpp"

namespace rfmseg::sql {
namespace {

/// `'sales', 'orders'` of `sales.orders`.
std::string dbt_source(const std::string& name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string::npos || !is_plain_name(std::string_view(name).substr(0, dot)) ||
      !is_plain_name(std::string_view(name).substr(dot + 1))) {
    throw UsageError(fmt::format("{}: '{}' is not a source of dbt (hint: SOURCE.TABLE)",
                                 Setting::table, printable(name)));
  }
  return fmt::format("'{}', '{}'", name.substr(0, dot), name.substr(dot + 1));
}

std::vector<std::string> list_of(const std::string& column) {
  return column.empty() ? std::vector<std::string>{} : std::vector{column};
}

/// Writes the step that reads the table.
class SourceStep {
 public:
  SourceStep(const SqlQuery& query, const Dialect& dialect, std::string_view first_day)
      : query_(query),
        meaning_(query.meaning),
        dialect_(dialect),
        first_day_(first_day),
        columns_(query) {}

  [[nodiscard]] std::string source() const {
    Columns columns;
    columns.add(first_of(meaning_.order), "order_id");
    columns.add(first_of(meaning_.customer), "customer_id");
    if (query_.table.text) {
      columns.add(date_text(), "date_cell");
    } else if (meaning_.date.size() > 1) {
      throw UsageError(
          fmt::format("the date is in several columns (hint: {}, if these are text, "
                      "or a view with a timestamp)",
                      Setting::text_columns));
    } else {
      columns.add(fill(dialect_.timestamp_of, dialect_.identifier(meaning_.date.front())),
                  "sold_at");
    }
    for (const auto& [name, column] : columns_.numbers())
      columns.add(query_.table.text ? text_of(column) : dialect_.identifier(column),
                  name + "_cell");
    if (columns_.has_stock_codes())
      columns.add(first_of(list_of(meaning_.stock_code)), "stock_code");
    if (columns_.has_countries()) columns.add(first_of(list_of(meaning_.country)), "country");
    if (columns_.has_currency()) columns.add(text_of(meaning_.currency), "currency");
    for (std::size_t i = 0; i < meaning_.filters.size(); ++i) {
      columns.add(text_of(meaning_.filters[i].values.column), RowColumns::filter(i));
    }
    for (std::size_t i = 0; i < meaning_.returns.size(); ++i) {
      columns.add(text_of(meaning_.returns[i].column), RowColumns::returned(i));
    }
    if (query_.rules.drop_duplicates) columns.add(number_of_copy(), "copy");
    return fmt::format("  SELECT\n{}\n  FROM {}{}", columns.text(), from(), since_first_day());
  }

 private:
  /// The column as text, without white space around it; blank for NULL.
  [[nodiscard]] std::string text_of(const std::string& column) const {
    const std::string text =
        fmt::format("CAST({} AS {})", dialect_.identifier(column), dialect_.text_type);
    return fmt::format("COALESCE({}, '')", fill(dialect_.trim, text, dialect_.white_space));
  }

  /// The first of the columns that is not blank.
  [[nodiscard]] std::string first_of(const std::vector<std::string>& columns) const {
    if (columns.empty()) return "''";
    if (columns.size() == 1) return text_of(columns.front());
    std::vector<std::string> texts;
    for (const std::string& column : columns) {
      texts.push_back(fmt::format("NULLIF({}, '')", text_of(column)));
    }
    return fmt::format("COALESCE({}, '')", comma_separated(texts));
  }

  /// The date and its time as text.
  [[nodiscard]] std::string date_text() const {
    std::string text = text_of(meaning_.date.front());
    for (std::size_t i = 1; i < meaning_.date.size(); ++i) {
      text = fill(dialect_.trim, fmt::format("{} || ' ' || {}", text, text_of(meaning_.date[i])),
                  std::string("' '"));
    }
    return text;
  }

  /// Rows that are equal in every column have the same reason, so any of them may be the first.
  [[nodiscard]] std::string number_of_copy() const {
    if (meaning_.header.empty()) {
      throw UsageError(
          "duplicates can only be dropped if all columns are known (hint: give INPUT, a file with "
          "some rows of the table)");
    }
    std::vector<std::string> names;
    for (const std::string& name : meaning_.header) names.push_back(dialect_.identifier(name));
    return fmt::format("ROW_NUMBER() OVER (PARTITION BY {} ORDER BY {})", comma_separated(names),
                       names.front());
  }

  /// Fewer rows to read. `cleaned` has the exact condition: a day more here is for times with a
  /// zone, of which the day is found later.
  [[nodiscard]] std::string since_first_day() const {
    if (first_day_.empty() || query_.table.text) return {};
    return "\n  WHERE " + fill(dialect_.not_before, dialect_.identifier(meaning_.date.front()),
                               sql::fill(dialect_.days_before, first_day_, 1));
  }

  [[nodiscard]] std::string from() const {
    const SqlTable& table = query_.table;
    if (query_.dbt) return fmt::format("{{{{ source({}) }}}}", dbt_source(table.name));
    if (table.files.empty()) return dialect_.table(table.name);
    const std::string_view pattern = table.text ? dialect_.text_files : dialect_.files;
    if (pattern.empty()) {
      throw UsageError(fmt::format("{}: {} cannot read {} in a query (hint: {} NAME)",
                                   Setting::table_files, dialect_.title,
                                   table.text ? "CSV files" : "files", Setting::table));
    }
    return fill(pattern, query_.dialect == SqlDialect::spark ? dialect_.identifier(table.files)
                                                             : dialect_.literal(table.files));
  }

  const SqlQuery& query_;
  const TableMeaning& meaning_;
  const Dialect& dialect_;
  std::string_view first_day_;
  RowColumns columns_;
};

}  // namespace

std::string source_step(const SqlQuery& query, const Dialect& dialect, std::string_view first_day) {
  return SourceStep(query, dialect, first_day).source();
}

}  // namespace rfmseg::sql
