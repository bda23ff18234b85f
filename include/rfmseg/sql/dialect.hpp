#pragma once

/// \file
/// The databases that sql_query() writes for.

#include <array>
#include <string_view>

namespace rfmseg {

/// A database, by the form of SQL that it reads.
enum class SqlDialect { duckdb, postgres, spark, bigquery, snowflake };

/// All dialects.
inline constexpr std::array kSqlDialects = {SqlDialect::duckdb, SqlDialect::postgres,
                                            SqlDialect::spark, SqlDialect::bigquery,
                                            SqlDialect::snowflake};

/// The name in options: `duckdb`, `postgres`, `spark`, `bigquery` or `snowflake`.
[[nodiscard]] std::string_view to_string(SqlDialect dialect);

}  // namespace rfmseg
