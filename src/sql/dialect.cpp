#include "sql/dialect.hpp"

#include <array>
#include <cstddef>

#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace sql {
namespace {

/// In the order of SqlDialect. docs/sql.md describes how to add one.
constexpr std::array<Dialect, kSqlDialects.size()> kDialects = {{
    {.id = SqlDialect::duckdb,
     .name = "duckdb",
     .title = "DuckDB",
     .quote = '"',
     .backslash_literals = false,
     .like = "{0} LIKE {1} ESCAPE '!'",
     .text_type = "VARCHAR",
     .integer_type = "BIGINT",
     .double_type = "DOUBLE",
     .timestamp_type = "TIMESTAMP",
     .decimal_type = "DECIMAL({0}, {1})",
     .number_digits = 24,
     .trim = "TRIM({0}, {1})",
     .white_space = "' ' || CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(160) || "
                    "CHR(8203) || CHR(65279)",
     .matches = "REGEXP_MATCHES({0}, {1})",
     .piece = "SPLIT_PART({0}, {1}, {2})",
     .order_by_bytes = "{0}",
     // Decimals are divided as doubles; these are 128-bit integers, in units of 1e-12 and 1e-18.
     .mean = "CAST((CAST({0} * 1000000000000 AS HUGEINT) * 2000000 + {1}) // (2 * {1}) // "
             "1000000000000000000 AS DECIMAL(30, 18)) + CAST((CAST({0} * 1000000000000 AS HUGEINT) "
             "* 2000000 + {1}) // (2 * {1}) % 1000000000000000000 AS DECIMAL(18, 0)) * "
             "CAST('0.000000000000000001' AS DECIMAL(18, 18))",
     .once_a_row = "",
     .repeats_steps = false,
     .tables_in_transactions = true,
     .timestamp_of = "DATE_TRUNC('second', CAST({0} AS TIMESTAMP))",
     .timestamp_literal = "TIMESTAMP {0}",
     .date_of = "CAST({0} AS DATE)",
     .next_midnight = "CAST(CAST({0} AS DATE) + 1 AS TIMESTAMP)",
     .whole_days = "DATE_SUB('day', {0}, {1})",
     .days_before = "{0} - {1}",
     .not_before = "CAST({0} AS TIMESTAMP) >= {1}",
     .create_table = "CREATE OR REPLACE TABLE {0} AS",
     .begin = "BEGIN TRANSACTION",
     .commit = "COMMIT",
     .set_first_day = "SET VARIABLE rfmseg_first_day = (\n{0}\n)",
     .first_day = "GETVARIABLE('rfmseg_first_day')",
     .files = "READ_PARQUET({0})",
     .text_files = "READ_CSV({0}, header = true, all_varchar = true)"},
    {.id = SqlDialect::postgres,
     .name = "postgres",
     .title = "PostgreSQL",
     .quote = '"',
     .backslash_literals = false,
     .like = "{0} LIKE {1} ESCAPE '!'",
     .text_type = "text",
     .integer_type = "bigint",
     .double_type = "double precision",
     .timestamp_type = "timestamp",
     .decimal_type = "numeric({0}, {1})",
     .number_digits = 18,
     .trim = "BTRIM({0}, {1})",
     .white_space = "E' \\t\\n\\013\\f\\r\\u00a0\\u200b\\ufeff'",
     .matches = "{0} ~ {1}",
     .piece = "SPLIT_PART({0}, {1}, {2})",
     .order_by_bytes = "{0} COLLATE \"C\"",
     // `/` chooses a number of decimals; DIV() is exact.
     .mean = "DIV(2 * CAST({0} AS numeric) * 1000000000000000000 + {1}, 2 * {1}) * "
             "0.000000000000000001",
     .once_a_row = "\n  OFFSET 0",
     .repeats_steps = false,
     .tables_in_transactions = true,
     .timestamp_of = "DATE_TRUNC('second', CAST({0} AS timestamp))",
     .timestamp_literal = "TIMESTAMP {0}",
     .date_of = "CAST({0} AS date)",
     .next_midnight = "CAST(CAST({0} AS date) + 1 AS timestamp)",
     .whole_days = "EXTRACT(DAY FROM {1} - {0})",
     .days_before = "{0} - {1}",
     .create_table = "CREATE TABLE {0} AS",
     .rename_table = "ALTER TABLE {0} RENAME TO {1}",
     .begin = "BEGIN",
     .commit = "COMMIT",
     .before_days = "LOCK TABLE {0} IN SHARE ROW EXCLUSIVE MODE",
     .set_first_day = "CREATE TEMPORARY TABLE rfmseg_watermark AS\n{0}",
     .forget_first_day = "DROP TABLE rfmseg_watermark",
     .first_day = "(SELECT first_day FROM rfmseg_watermark)",
     .files = "",
     .text_files = ""},
    {.id = SqlDialect::spark,
     .name = "spark",
     .title = "Apache Spark",
     .quote = '`',
     .backslash_literals = true,
     .like = "{0} LIKE {1} ESCAPE '!'",
     .text_type = "STRING",
     .integer_type = "BIGINT",
     .double_type = "DOUBLE",
     .timestamp_type = "TIMESTAMP_NTZ",
     .decimal_type = "DECIMAL({0}, {1})",
     .number_digits = 18,
     .trim = "TRIM(BOTH {1} FROM {0})",
     .white_space = "' \\t\\n\\u000B\\u000C\\r\\u00A0\\u200B\\uFEFF'",
     .matches = "{0} RLIKE {1}",
     .piece = "SPLIT_PART({0}, {1}, {2})",
     .order_by_bytes = "{0}",
     // The whole part, and the rest in units of 1e-18: DIV gives 64-bit integers.
     .mean = "CAST(CAST({0} DIV CAST({1} AS DECIMAL(10, 0)) AS DECIMAL(14, 0)) + CAST(CAST((2 * "
             "CAST(MOD({0}, CAST({1} AS DECIMAL(10, 0))) * 1000000000000 AS DECIMAL(22, 0)) * "
             "1000000 + CAST({1} AS DECIMAL(10, 0))) DIV (2 * CAST({1} AS DECIMAL(10, 0))) AS "
             "DECIMAL(19, 0)) * 0.000000000000000001 AS DECIMAL(20, 18)) AS DECIMAL(30, 18))",
     .once_a_row = "",
     .repeats_steps = true,
     .replaces_days = true,
     .timestamp_of =
         "CAST(SUBSTR(CAST(CAST({0} AS TIMESTAMP_NTZ) AS STRING), 1, 19) AS TIMESTAMP_NTZ)",
     .timestamp_literal = "TIMESTAMP_NTZ {0}",
     .date_of = "CAST({0} AS DATE)",
     .next_midnight = "CAST(DATE_ADD(CAST({0} AS DATE), 1) AS TIMESTAMP_NTZ)",
     .whole_days = "EXTRACT(DAY FROM {1} - {0})",
     .days_before = "DATE_SUB({0}, {1})",
     .create_table = "CREATE TABLE {0} USING parquet AS",
     .rename_table = "ALTER TABLE {0} RENAME TO {2}",
     .days_table = "\nUSING parquet\nPARTITIONED BY (day)",
     .before_days = "SET spark.sql.sources.partitionOverwriteMode = dynamic",
     .first_day = "(SELECT first_day FROM watermark)",
     .insert_days = "INSERT OVERWRITE TABLE {0} PARTITION (day)",
     .end_of_days = "\nDISTRIBUTE BY day",
     .dbt_days = "incremental_strategy='insert_overwrite', partition_by='day', "
                 "file_format='parquet'",
     .files = "parquet.{0}",
     .text_files = ""},
    {.id = SqlDialect::bigquery,
     .name = "bigquery",
     .title = "BigQuery",
     .quote = '`',
     .backslash_literals = true,
     .like = "{0} LIKE {1}",
     .text_type = "STRING",
     .integer_type = "INT64",
     .double_type = "FLOAT64",
     .timestamp_type = "DATETIME",
     .decimal_type = "BIGNUMERIC",
     .number_digits = 18,
     .trim = "TRIM({0}, {1})",
     .white_space = "' \\t\\n\\u000B\\u000C\\r\\u00A0\\u200B\\uFEFF'",
     .matches = "REGEXP_CONTAINS({0}, {1})",
     .piece = "SPLIT({0}, {1})[SAFE_OFFSET({2} - 1)]",
     .order_by_bytes = "{0}",
     .mean = "ROUND({0} / {1}, 18)",
     .once_a_row = "",
     .repeats_steps = false,
     .timestamp_of = "DATETIME_TRUNC(CAST({0} AS DATETIME), SECOND)",
     .timestamp_literal = "DATETIME {0}",
     .date_of = "DATE({0})",
     .next_midnight = "DATETIME(DATE_ADD(DATE({0}), INTERVAL 1 DAY))",
     .whole_days = "DIV(DATETIME_DIFF({1}, {0}, SECOND), 86400)",
     .days_before = "DATE_SUB({0}, INTERVAL {1} DAY)",
     .not_before = "DATE({0}) >= {1}",
     .create_table = "CREATE OR REPLACE TABLE {0} AS",
     .begin = "BEGIN TRANSACTION",
     .commit = "COMMIT TRANSACTION",
     .days_table = "\nPARTITION BY DATE_TRUNC(day, MONTH)\nCLUSTER BY customer_id",
     .declare_first_day = "DECLARE rfmseg_first_day DATE",
     .set_first_day = "SET rfmseg_first_day = (\n{0}\n)",
     .first_day = "rfmseg_first_day",
     .dbt_days = "incremental_strategy='insert_overwrite', partition_by={'field': 'day', "
                 "'data_type': 'date'}",
     .files = "",
     .text_files = ""},
    {.id = SqlDialect::snowflake,
     .name = "snowflake",
     .title = "Snowflake",
     .quote = '"',
     .backslash_literals = true,
     .like = "{0} LIKE {1} ESCAPE '!'",
     .text_type = "VARCHAR",
     .integer_type = "NUMBER(38, 0)",
     .double_type = "DOUBLE",
     .timestamp_type = "TIMESTAMP_NTZ",
     .decimal_type = "NUMBER({0}, {1})",
     .number_digits = 18,
     .trim = "TRIM({0}, {1})",
     .white_space = "' \\t\\n\\u000B\\u000C\\r\\u00A0\\u200B\\uFEFF'",
     .matches = "REGEXP_INSTR({0}, {1}) > 0",
     .piece = "SPLIT_PART({0}, {1}, {2})",
     .order_by_bytes = "{0}",
     .mean = "",
     .once_a_row = "",
     .repeats_steps = false,
     .timestamp_of = "DATE_TRUNC('SECOND', CAST({0} AS TIMESTAMP_NTZ))",
     .timestamp_literal = "TO_TIMESTAMP_NTZ({0})",
     .date_of = "CAST({0} AS DATE)",
     .next_midnight = "CAST(DATEADD(DAY, 1, CAST({0} AS DATE)) AS TIMESTAMP_NTZ)",
     .whole_days = "(DATEDIFF(SECOND, {0}, {1}) - MOD(DATEDIFF(SECOND, {0}, {1}), 86400)) / 86400",
     .days_before = "DATEADD(DAY, -{1}, {0})",
     .create_table = "CREATE OR REPLACE TABLE {0} AS",
     .begin = "BEGIN TRANSACTION",
     .commit = "COMMIT",
     .set_first_day = "SET rfmseg_first_day = (\n{0}\n)",
     .first_day = "$rfmseg_first_day",
     .files = "",
     .text_files = ""},
}};

}  // namespace

std::string Dialect::identifier(std::string_view text) const {
  std::string quoted(1, quote);
  for (const char c : text) {
    if (c == quote) quoted += quote;
    quoted += c;
  }
  return quoted + quote;
}

std::string Dialect::table(std::string_view path) const {
  std::string parts;
  for (std::string_view rest = path;;) {
    const std::string_view part = rest.substr(0, rest.find('.'));
    if (part.empty()) {
      throw UsageError(fmt::format("{}: '{}' is not the name of a table (hint: shop.orders)",
                                   Setting::table, printable(path)));
    }
    if (!parts.empty()) parts += '.';
    parts += identifier(part);
    if (part.size() == rest.size()) return parts;
    rest.remove_prefix(part.size() + 1);
  }
}

std::string Dialect::literal(std::string_view text) const {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += backslash_literals ? "\\'" : "''";
    } else if (backslash_literals && c == '\\') {
      quoted += "\\\\";
    } else if (backslash_literals && c == '\n') {
      quoted += "\\n";
    } else if (backslash_literals && c == '\r') {
      quoted += "\\r";
    } else if (id == SqlDialect::spark && c == '$') {
      quoted += "\\u0024";  // spark-sql replaces ${...}, also in texts
    } else {
      quoted += c;
    }
  }
  return quoted + '\'';
}

const Dialect& dialect_of(SqlDialect dialect) {
  return kDialects[static_cast<std::size_t>(dialect)];
}

}  // namespace sql

std::string_view to_string(SqlDialect dialect) {
  return sql::dialect_of(dialect).name;
}

}  // namespace rfmseg
