#include "rfmseg/sql/query.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "rfmseg/error.hpp"
#include "rfmseg/version.hpp"
#include "setting_format.hpp"
#include "sql/daily.hpp"
#include "sql/dialect.hpp"
#include "sql/statement.hpp"
#include "sql/steps.hpp"
#include "sql/tables.hpp"
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
    case SqlStage::days:
      return "daily";
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
    case SqlStage::days:
      return "what every customer bought on each day";
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
  if (query.stage != SqlStage::ledger && query.stage != SqlStage::days) {
    line(fmt::format("scheme {}: {}", query.scheme.name, query.scheme.description));
  }
  if (!query.meaning.layout.empty()) line("read as " + query.meaning.layout);
  line(columns_read(query.meaning));
  line(sql::subtracts_returns(query) ? "returns are subtracted from what a customer spent"
                                     : "returns are dropped");
  if (query.incremental) {
    line(fmt::format("earlier days are not read again: {} has their sums",
                     sql::days_table_name(query)));
  }
  return text;
}

/// How often a model of dbt has `{{` or `{%`: config and source or ref; and in that of days
/// source, this twice, and two blocks of is_incremental, one with else.
constexpr int kBracesOfModel = 2;
constexpr int kBracesOfDays = 9;

/// dbt expands what is in braces, which names and texts must not contain. The model itself has as
/// many as `own`.
void check_braces(const std::string& text, int own) {
  int found = 0;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    if (next != '{' && next != '%' && next != '#') continue;
    ++found;
    ++at;
  }
  if (found > own) {
    throw UsageError("a name or text with {{, {% or {# cannot be written in a model of dbt");
  }
}

/// The steps to the customers, or the ledger, and the query of the last one.
std::string rows_of(const SqlQuery& query, const Dialect& dialect) {
  Statement statement;
  if (query.incremental) {
    sql::DailyTable(query, dialect).add_rows(statement);
  } else {
    sql::add_rows(statement, query, dialect);
  }
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
  if (query.create_table.empty() && !query.dbt) {
    last +=
        fmt::format("\nORDER BY {}", query.stage == SqlStage::ledger ? "reason" : "customer_id");
  }
  return statement.text(last);
}

/// The statements that write the table.
std::string table_script(const SqlQuery& query, const Dialect& dialect) {
  sql::Script script;
  const bool in_transaction = dialect.tables_in_transactions &&
                              (query.incremental || sql::replaces_by_renaming(query, dialect));
  if (in_transaction) script.add("", dialect.begin);
  if (query.incremental) sql::DailyTable(query, dialect).add_update(script);
  if (query.stage != SqlStage::days) {
    sql::add_table(script, query, dialect, rows_of(query, dialect));
  }
  if (in_transaction) script.add("", dialect.commit);
  return script.text();
}

std::string dbt_model(const SqlQuery& query, const Dialect& dialect) {
  if (query.stage != SqlStage::days) {
    return "{{ config(materialized='table') }}\n\n" + rows_of(query, dialect) + '\n';
  }
  return fmt::format("{{{{ config(materialized='incremental', {}) }}}}\n\n{}\n", dialect.dbt_days,
                     sql::DailyTable(query, dialect).dbt_model());
}

}  // namespace

std::string sql_query(const SqlQuery& query) {
  const Dialect& dialect = sql::dialect_of(query.dialect);
  sql::check_tables(query);
  if (query.table.text && !query.meaning.unreadable_text.empty()) {
    throw UsageError(
        fmt::format("{}: a query cannot parse this value (hint: a view in which the "
                    "column is a number or a timestamp)",
                    query.meaning.unreadable_text));
  }
  std::string text = heading(query, dialect);
  if (query.dbt) {
    text += dbt_model(query, dialect);
    check_braces(text, query.stage == SqlStage::days ? kBracesOfDays : kBracesOfModel);
    return text;
  }
  if (!query.create_table.empty()) return text + table_script(query, dialect);
  return text + rows_of(query, dialect) + ";\n";
}

}  // namespace rfmseg
