#include "rfmseg/sql/query.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "fold.hpp"
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

/// `customer CustomerID, date InvoiceDate, amount Quantity * UnitPrice`.
std::string columns_read(const TableMeaning& meaning) {
  const auto joined = [](const std::vector<std::string>& names) {
    return fmt::format("{}", fmt::join(names, ", "));
  };
  std::string amount = to_string(meaning.terms);
  if (amount.empty()) amount = meaning.amount.empty() ? meaning.price : meaning.amount;
  if (meaning.terms.empty() && meaning.by_unit) amount = meaning.quantity + " * " + meaning.price;
  std::string text = fmt::format(
      "customer {}, order {}, date {}, amount {}", joined(meaning.customer),
      meaning.order.empty() ? "(each row)" : joined(meaning.order), joined(meaning.date), amount);
  if (!meaning.wanted_currency.empty()) text += " in " + meaning.wanted_currency;
  return text;
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
  line(columns_read(query.meaning));
  line(sql::subtracts_returns(query) ? "returns are subtracted from what a customer spent"
                                     : "returns are dropped");
  return text;
}

void check_target(const SqlQuery& query) {
  if (query.dbt && !(query.create_table.empty() && query.table.files.empty())) {
    throw UsageError(
        fmt::format("a model of dbt reads a source, and dbt names the table that it "
                    "writes (hint: {} SOURCE.TABLE alone)",
                    Setting::table));
  }
  if (!query.create_table.empty() && same_folded(query.create_table, query.table.name)) {
    throw UsageError(fmt::format("the query would replace the table that it reads: {}",
                                 printable(query.create_table)));
  }
}

/// dbt expands what is in braces, which names and texts must not contain.
void check_braces(const std::string& text) {
  std::size_t own = 0;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 2)) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    if (next == '{') ++own;
    if (next == '%' || next == '#' || own > 2) {
      throw UsageError("a name or text with {{, {% or {# cannot be written in a model of dbt");
    }
  }
}

}  // namespace

std::string sql_query(const SqlQuery& query) {
  const Dialect& dialect = sql::dialect_of(query.dialect);
  check_target(query);
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
  text += statement.text(last) + (query.dbt ? "\n" : ";\n");
  if (query.dbt) check_braces(text);
  return text;
}

}  // namespace rfmseg
