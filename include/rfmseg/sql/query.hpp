#pragma once

/// \file
/// A query that computes in a database what the library computes from files.
///
///     rfmseg::SqlQuery query;
///     query.table = {.name = "sales.orders"};
///     query.meaning = rfmseg::sampled_meaning("some_orders.csv", {}, query.rules);
///     query.scheme = rfmseg::load_scheme("classic");
///     std::cout << rfmseg::sql_query(query);

#include <optional>
#include <string>

#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/model/model.hpp"
#include "rfmseg/segment/scheme.hpp"
#include "rfmseg/sql/dialect.hpp"
#include "rfmseg/sql/table_meaning.hpp"

namespace rfmseg {

/// What a query returns.
enum class SqlStage {
  ledger,    ///< the rows and their amount, by reason
  days,      ///< a row per customer, order and day: what an incremental query keeps
  rfm,       ///< a row per customer: recency, frequency, monetary
  segments,  ///< with scores and segment
  clusters   ///< with the cluster and value tier of a model
};

/// Where a query reads.
struct SqlTable {
  std::string name{};   ///< as the database lists it, parts separated by dots
  std::string files{};  ///< instead of a table: files that the database itself reads
  bool text = false;    ///< all columns are text, written as in a CSV file
};

/// What a query computes.
struct SqlQuery {
  SqlDialect dialect = SqlDialect::duckdb;
  SqlStage stage = SqlStage::segments;
  SqlTable table;
  TableMeaning meaning;
  CleaningRules rules;
  Scheme scheme;                 ///< with frozen cuts, if there is a model
  std::optional<Model> model{};  ///< required for SqlStage::clusters
  std::string create_table{};    ///< the table to write; empty: the query returns the rows
  bool dbt = false;              ///< as a model of dbt, which names the table and reads a source
  /// Whether the rows of earlier days are not read again: their sums are kept in a table with the
  /// name `create_table` and `_days`. Rows of its last day, and later ones, are read.
  bool incremental = false;
  int late_days = 0;  ///< days before the last one that are read again, for rows that arrive late
};

/// The query with comments: one statement, or several if a table is written. Throws UsageError for
/// what the dialect cannot compute exactly, and for an invalid name of a table.
[[nodiscard]] std::string sql_query(const SqlQuery& query);

}  // namespace rfmseg
