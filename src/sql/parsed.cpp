#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "sql/date_pattern.hpp"
#include "sql/missing_words.hpp"
#include "sql/number_pattern.hpp"
#include "sql/patterns.hpp"
#include "sql/row_columns.hpp"
#include "sql/steps.hpp"
#include "text.hpp"

namespace rfmseg::sql {
namespace {

/// Writes the step that reads ids, dates and numbers.
class ParsedStep {
 public:
  ParsedStep(const SqlQuery& query, const Dialect& dialect)
      : query_(query),
        meaning_(query.meaning),
        dialect_(dialect),
        columns_(query),
        number_type_(fill(dialect.decimal_type, dialect.number_digits, kNumberScale)) {}

  [[nodiscard]] std::string parsed() const {
    Columns columns;
    columns.add(order_id(), "order_id");
    columns.add(customer_id(), "customer_id");
    // A spreadsheet has replaced digits of the id by an exponent.
    columns.add(fill(dialect_.matches, std::string("customer_id"),
                     dialect_.literal("^[0-9][0-9.,]*[eE][+][0-9]+$")),
                "lost_digits");
    if (query_.table.text) {
      columns.add(plain_date(), "date_text");
    } else {
      columns.add("sold_at");
    }
    for (const auto& [name, column] : columns_.numbers()) {
      columns.add(name + "_cell");
      columns.add(number_of(name + "_cell"), name);
    }
    for (const std::string& name : columns_.passed_on()) columns.add(name);
    for (std::size_t i = 0; i < meaning_.returns.size(); ++i) columns.add(RowColumns::returned(i));
    return fmt::format("  SELECT\n{}\n  FROM source", columns.text());
  }

 private:
  /// An id without the `.0` of spreadsheets.
  [[nodiscard]] std::pair<std::string, std::string> plain_id(const std::string& id) const {
    return {fill(dialect_.matches, id, dialect_.literal("^[0-9]+[.]0$")),
            fmt::format("SUBSTR({0}, 1, LENGTH({0}) - 2)", id)};
  }

  [[nodiscard]] std::string order_id() const {
    return case_of({{fmt::format("order_id IN ({})", missing_literals(dialect_)), "NULL"},
                    plain_id("order_id")},
                   "order_id", 4);
  }

  [[nodiscard]] std::string customer_id() const {
    std::vector<std::string> nobody = meaning_.nobody;
    for (const std::string& id : meaning_.nobody) {
      if (!id.empty() && std::ranges::all_of(id, is_digit)) nobody.push_back(id + ".0");
    }
    std::vector<std::string> conditions;
    if (!nobody.empty()) conditions.push_back(is_one_of("customer_id", nobody, dialect_));
    conditions.push_back(fmt::format("customer_id IN ({})",
                                     meaning_.missing_words ? missing_literals(dialect_) : "''"));
    std::vector<std::pair<std::string, std::string>> cases = {
        {fmt::format("{}", fmt::join(conditions, " OR ")), "NULL"}, plain_id("customer_id")};
    if (meaning_.id_case == IdCase::email_addresses) {
      cases.emplace_back("customer_id LIKE '%@%' AND customer_id LIKE '%.%'", "LOWER(customer_id)");
    }
    return case_of(cases, meaning_.id_case == IdCase::all ? "LOWER(customer_id)" : "customer_id",
                   4);
  }

  /// The text of a date as the database reads it in any setting: `2010-12-1 8:26`.
  [[nodiscard]] std::string plain_date() const {
    const auto pattern = find_date_pattern(meaning_.date_format);
    if (!pattern) {
      throw UsageError(fmt::format(
          "{} {}: a query can parse dates of numbers with a year of four digits only (hint: a view "
          "in which the column is a timestamp)",
          Setting::date_format, printable(meaning_.date_format)));
    }
    const std::string cell = "date_cell";
    std::string date = pattern->iso(cell, dialect_);
    if (date == cell) return date;
    return case_of({{fill(dialect_.matches, cell, dialect_.literal(pattern->expression)), date}},
                   "", 4);
  }

  /// The number in a column of `source`; NULL if it is blank or cannot be read.
  [[nodiscard]] std::string number_of(const std::string& cell) const {
    if (query_.table.text) {
      const NumberPatterns patterns = number_patterns(meaning_.decimal);
      const bool comma = meaning_.decimal == ',';
      const std::string plain = comma ? fmt::format("REPLACE({}, ',', '.')", cell) : cell;
      const std::string joined = fmt::format("REPLACE({}, '{}', '')", cell, comma ? '.' : ',');
      return case_of({{fill(dialect_.matches, cell, dialect_.literal(patterns.plain)),
                       fmt::format("CAST({} AS {})", plain, number_type_)},
                      {fill(dialect_.matches, cell, dialect_.literal(patterns.with_thousands)),
                       fmt::format("CAST({} AS {})",
                                   comma ? fmt::format("REPLACE({}, ',', '.')", joined) : joined,
                                   number_type_)}},
                     "", 4);
    }
    const std::string number = exact(cell);
    // Other numbers would be rounded.
    return fmt::format("CASE WHEN ABS({0}) < {1} THEN CASE WHEN {2} = {0} THEN {2} END END", cell,
                       kLargestAmount, number);
  }

  [[nodiscard]] std::string exact(const std::string& cell) const {
    const std::string number = fmt::format("CAST({} AS {})", cell, number_type_);
    return query_.dialect == SqlDialect::bigquery
               ? fmt::format("ROUND({}, {})", number, kNumberScale)
               : number;
  }

  const SqlQuery& query_;
  const TableMeaning& meaning_;
  const Dialect& dialect_;
  RowColumns columns_;
  std::string number_type_;
};

}  // namespace

std::string parsed_step(const SqlQuery& query, const Dialect& dialect) {
  return ParsedStep(query, dialect).parsed();
}

}  // namespace rfmseg::sql
