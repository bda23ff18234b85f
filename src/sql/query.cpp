#include "rfmseg/sql/query.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "rfmseg/error.hpp"
#include "rfmseg/version.hpp"
#include "setting_format.hpp"
#include "sql/dialect.hpp"
#include "sql/statement.hpp"
#include "sql/steps.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

using sql::Dialect;
using sql::Statement;

std::vector<std::string> columns_of(SqlStage stage) {
  if (stage == SqlStage::ledger) return {"reason", "number_of_rows", "amount"};
  std::vector<std::string> columns = {"customer_id", "first_purchase", "last_purchase", "recency",
                                      "frequency",   "monetary",       "items"};
  if (stage == SqlStage::rfm) return columns;
  for (const char* name :
       {"r_score", "f_score", "m_score", "rfm_score", "segment", "segment_key"}) {
    columns.emplace_back(name);
  }
  if (stage == SqlStage::clusters) {
    for (const char* name : {"cluster", "value_tier", "cluster_distance", "outside"}) {
      columns.emplace_back(name);
    }
  }
  return columns;
}

std::string last_step(SqlStage stage) {
  switch (stage) {
    case SqlStage::ledger:
      return "ledger";
    case SqlStage::rfm:
      return "customers";
    case SqlStage::segments:
      return "segmented";
    case SqlStage::clusters:
      break;
  }
  return "assigned";
}

std::string what_it_is(SqlStage stage) {
  switch (stage) {
    case SqlStage::ledger:
      return "what happened to each row, and its money";
    case SqlStage::rfm:
      return "recency, frequency and monetary of every customer";
    case SqlStage::segments:
      return "scores and segment of every customer";
    case SqlStage::clusters:
      break;
  }
  return "cluster and value tier of every customer";
}

std::string heading(const SqlQuery& query, const Dialect& dialect) {
  std::string text = fmt::format("-- {} ({}, written by rfmseg {})\n", what_it_is(query.stage),
                                 dialect.title, version());
  text[3] = static_cast<char>(text[3] - 'a' + 'A');
  const auto line = [&](const std::string& what) {
    text += "-- " + printable_in_full(what) + '\n';
  };
  if (query.stage != SqlStage::ledger) {
    line(fmt::format("scheme {}: {}", query.scheme.name, query.scheme.description));
  }
  if (!query.meaning.layout.empty()) line("read as " + query.meaning.layout);
  line(sql::subtracts_returns(query) ? "returns are subtracted from what a customer spent"
                                     : "returns are dropped");
  return text;
}

void check_dbt(const SqlQuery& query) {
  if (!query.dbt) return;
  if (!query.create_table.empty() || !query.table.files.empty()) {
    throw UsageError(
        fmt::format("a model of dbt names its table itself and reads a source (hint: {} "
                    "SOURCE.TABLE)",
                    Setting::table));
  }
}

}  // namespace

std::string sql_query(const SqlQuery& query) {
  const Dialect& dialect = sql::dialect_of(query.dialect);
  check_dbt(query);
  if (query.table.text && !query.meaning.unreadable_text.empty()) {
    throw UsageError(
        fmt::format("{}: a query cannot parse this value (hint: a view in which the "
                    "column is a number or a timestamp)",
                    query.meaning.unreadable_text));
  }
  Statement statement;
  sql::add_rows(statement, query, dialect);
  if (query.stage != SqlStage::ledger || sql::subtracts_returns(query)) {
    sql::add_customers(statement, query, dialect);
  }
  if (query.stage == SqlStage::ledger) sql::add_ledger(statement, query, dialect);
  if (query.stage == SqlStage::segments || query.stage == SqlStage::clusters) {
    sql::add_scores(statement, query.scheme.scoring, dialect);
    sql::add_segments(statement, query.scheme, dialect);
  }
  if (query.stage == SqlStage::clusters) sql::add_clusters(statement, query, dialect);
  std::string last = fmt::format(
      "SELECT {}\nFROM {}", sql::comma_separated(columns_of(query.stage)), last_step(query.stage));
  const bool returns_rows = query.create_table.empty() && !query.dbt;
  if (returns_rows) {
    last +=
        fmt::format("\nORDER BY {}", query.stage == SqlStage::ledger ? "reason" : "customer_id");
  }
  std::string text = heading(query, dialect);
  if (query.dbt) text += "{{ config(materialized='table') }}\n\n";
  if (!query.create_table.empty()) {
    text += sql::fill(dialect.create_table, dialect.table(query.create_table)) + '\n';
  }
  return text + statement.text(last) + (query.dbt ? "\n" : ";\n");
}

}  // namespace rfmseg
