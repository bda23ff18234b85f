#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "rfmseg/sql/dialect.hpp"

namespace rfmseg::sql {

/// What differs between the databases. Members that are patterns have `{0}`, `{1}` in place of
/// their operands.
struct Dialect {
  SqlDialect id;
  std::string_view name;
  std::string_view title;  ///< `PostgreSQL`

  char quote;               ///< of identifiers
  bool backslash_literals;  ///< whether `\` escapes a character in a text literal
  std::string_view like;    ///< whether {0} is like the literal {1}, in which `!` escapes

  std::string_view text_type, integer_type, double_type, timestamp_type;
  std::string_view decimal_type;  ///< of {0} digits, {1} of them decimals
  int number_digits;              ///< of numbers with 6 decimals whose products do not overflow

  std::string_view trim;         ///< {0} without the characters of {1} at its ends
  std::string_view white_space;  ///< the characters that trimmed() removes, as a text
  std::string_view matches;      ///< whether {0} contains the regular expression {1}
  std::string_view piece;        ///< of {0}, split at {1}: number {2}, from 1

  std::string_view order_by_bytes;  ///< {0} in an ORDER BY, compared by its bytes
  std::string_view mean;  ///< {0} / {1}, rounded half up to 18 decimals; empty: not possible

  /// At the end of a step: its expressions are computed once a row, not wherever they are used.
  std::string_view once_a_row;
  /// Whether a step is computed again wherever it is used, unless all uses need the same columns.
  bool repeats_steps;
  /// Whether a transaction may create and replace tables.
  bool tables_in_transactions = false;
  /// Whether `insert_days` replaces the rows of the same days.
  bool replaces_days = false;

  std::string_view timestamp_of;       ///< the column {0} of dates or times as a timestamp
  std::string_view timestamp_literal;  ///< of '2011-12-09 12:50:00'
  std::string_view date_of;            ///< the day of the timestamp {0}
  std::string_view next_midnight;      ///< the end of the day of {0}
  std::string_view whole_days;         ///< from {0} to {1}
  std::string_view days_before;        ///< the day {1} days before the day {0}
  /// Whether the column {0} of dates or times is not before the day {1}, in a form with which the
  /// database skips other rows.
  std::string_view not_before = "{0} >= {1}";

  std::string_view create_table;  ///< {0}: the beginning of a statement that creates the table,
                                  ///< and replaces it unless there is rename_table
  std::string_view rename_table = {};        ///< {0} to {1}, or with its schema to {2}
  std::string_view begin = {}, commit = {};  ///< of a transaction; empty: there is none

  // Of incremental queries:
  std::string_view days_table = {};   ///< the end of the statement that creates the table of days
  std::string_view before_days = {};  ///< a statement after it; {0}: the table
  std::string_view declare_first_day = {};  ///< a statement before all others
  std::string_view set_first_day = {};  ///< keeps the result of the query {0}; empty: not possible
  std::string_view forget_first_day = {};  ///< a statement at the end
  std::string_view first_day;              ///< what was kept, or is in a step `watermark`
  std::string_view insert_days = "INSERT INTO {0} ({1})";
  std::string_view end_of_days = {};  ///< the end of the query of the rows to insert
  /// How a model of dbt does the same.
  std::string_view dbt_days = "incremental_strategy='delete+insert', unique_key='day'";

  std::string_view files;       ///< the rows of the Parquet files {0}; empty: not possible
  std::string_view text_files;  ///< likewise, of CSV files, all columns as text

  /// `"name"`.
  [[nodiscard]] std::string identifier(std::string_view text) const;
  /// `"shop"."orders"` of `shop.orders`. Throws UsageError if a part is empty.
  [[nodiscard]] std::string table(std::string_view path) const;
  /// `'text'`.
  [[nodiscard]] std::string literal(std::string_view text) const;
};

/// The differences of a dialect.
[[nodiscard]] const Dialect& dialect_of(SqlDialect dialect);

/// The pattern with its operands.
template <class... Operands>
[[nodiscard]] std::string fill(std::string_view pattern, const Operands&... operands) {
  return fmt::format(fmt::runtime(pattern), operands...);
}

}  // namespace rfmseg::sql
