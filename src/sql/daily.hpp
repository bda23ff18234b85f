#pragma once

#include <string>
#include <string_view>

#include "rfmseg/sql/query.hpp"
#include "sql/dialect.hpp"
#include "sql/statement.hpp"

namespace rfmseg::sql {

/// The table that an incremental query keeps: a row per customer, order and day with the sums of
/// order_sums(). Rows without a customer are of days: with the last sale to other countries, or of
/// days without rows.
class DailyTable {
 public:
  DailyTable(const SqlQuery& query, const Dialect& dialect);

  /// Adds the statements that compute the last days, or all at first, and replace them.
  void add_update(Script& script) const;
  /// The same as the query of a model of dbt.
  [[nodiscard]] std::string dbt_model() const;

  /// Adds `daily`: the rows of the table.
  void add_rows(Statement& statement) const;

 private:
  [[nodiscard]] std::string rules() const;
  [[nodiscard]] bool finds_day_in_query() const;
  [[nodiscard]] std::string create_table() const;
  [[nodiscard]] std::string first_day_query(std::string_view table) const;
  [[nodiscard]] std::string new_rows() const;
  [[nodiscard]] std::string sums_of_days() const;
  [[nodiscard]] std::string filtered_sales() const;
  [[nodiscard]] std::string empty_days(std::string_view table) const;

  const SqlQuery& query_;
  const Dialect& dialect_;
  SqlQuery row_query_;  ///< whose dates, if they are whole days, are those of `daily` instead
  std::string table_;   ///< as a query has it
  std::string rules_;
};

}  // namespace rfmseg::sql
