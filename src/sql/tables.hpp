#pragma once

#include <string>
#include <string_view>

#include "rfmseg/sql/query.hpp"
#include "sql/dialect.hpp"
#include "sql/statement.hpp"

namespace rfmseg::sql {

/// Whether a name has only letters, digits and `_`, as those of models and sources of dbt.
[[nodiscard]] bool is_plain_name(std::string_view name);

/// The table in which an incremental query keeps the sums of each day.
[[nodiscard]] std::string days_table_name(const SqlQuery& query);

/// Throws UsageError for tables that the query cannot write, or must not.
void check_tables(const SqlQuery& query);

/// Whether several statements write the table: it is not replaced by one.
[[nodiscard]] bool replaces_by_renaming(const SqlQuery& query, const Dialect& dialect);

/// Adds the statements that write the rows of the query `rows` to SqlQuery::create_table. A table
/// of that name is replaced when all rows are computed.
void add_table(Script& script, const SqlQuery& query, const Dialect& dialect,
               std::string_view rows);

}  // namespace rfmseg::sql
