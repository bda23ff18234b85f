#include <fmt/core.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/error_text.hpp"
#include "cli/input_files.hpp"
#include "cli/log.hpp"
#include "cli/options/input_options.hpp"
#include "cli/options/model_options.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/scheme_options.hpp"
#include "cli/output.hpp"
#include "cli/run_summary.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/inspect/inspection.hpp"
#include "rfmseg/model/model.hpp"
#include "rfmseg/sql/query.hpp"
#include "setting_format.hpp"

namespace rfmseg::cli {
namespace {

struct SqlOptions {
  InputOptions input;
  SchemeOptions scheme;
  std::string output = "-", dialect, stage = "segments", model;
  SqlTable table;
  std::string create_table;
  bool dbt = false, incremental = false;
  int late_days = 0;
};

SqlDialect parse_dialect(const std::string& name) {
  for (const SqlDialect dialect : kSqlDialects) {
    if (to_string(dialect) == name) return dialect;
  }
  throw UsageError(fmt::format(
      "--dialect: '{}' is not one of duckdb, postgres, spark, bigquery, snowflake", name));
}

SqlStage parse_stage(const std::string& name) {
  if (name == "ledger") return SqlStage::ledger;
  if (name == "days") return SqlStage::days;
  if (name == "rfm") return SqlStage::rfm;
  return name == "clusters" ? SqlStage::clusters : SqlStage::segments;
}

/// What the columns mean, from the sample if there is one. Logs what a person should check.
TableMeaning find_meaning(const SqlOptions& options) {
  const InputOptions& input = options.input;
  if (input.paths.empty()) return given_meaning(input.cleaning);
  if (input.paths.size() > 1) {
    throw UsageError(
        "sql reads the meaning of the columns from one INPUT, with some rows of the table");
  }
  const std::string& path = input.paths.front();
  if (path != "-") {
    require_transactions(InputFiles({path}, input.csv), input.cleaning.load.columns, "sql");
  }
  TableMeaning meaning = sampled_meaning(path, input.csv, input.cleaning);
  if (path != "-") {
    const Inspection found = inspect_file(path, input.csv, input.cleaning);
    for (const Message& warning : found.warnings) log_warning(warning.text(option_of));
    if (found.question) throw DataError(*found.question);
    if (found.transactions) {
      log_info("columns: " + describe_columns(found.transactions->source.columns));
    }
  }
  if (!options.table.text && !meaning.date_format.starts_with("%Y-%m-%d")) {
    log_warning(
        fmt::format("dates of {} are written as {}; the query reads a column of dates or "
                    "times (hint: --text if the table has the text of the file)",
                    path, meaning.date_format));
  }
  return meaning;
}

void run_sql(const SqlOptions& options, const Invocation&, RunSummary& summary) {
  SqlQuery query;
  query.dialect = parse_dialect(options.dialect);
  query.stage = parse_stage(options.stage);
  query.table = options.table;
  if (query.table.name.empty() == query.table.files.empty()) {
    throw UsageError("sql needs either --table NAME or --from-files PATTERN");
  }
  if (!options.model.empty()) {
    query.model = load_model(options.model);
    query.scheme = frozen_scheme(query.model->segments, options.model);
  } else {
    query.scheme = load_scheme(options.scheme);
  }
  query.rules = options.input.cleaning.rules;
  query.meaning = find_meaning(options);
  query.create_table = options.create_table;
  query.dbt = options.dbt;
  query.incremental = options.incremental;
  query.late_days = options.late_days;
  Output output(options.output, summary);
  output.stream() << sql_query(query);
  output.finish();
  output.publish();
}

}  // namespace

Command sql_command() {
  const auto options = std::make_shared<SqlOptions>();
  return {
      .name = "sql",
      .description = "Write a SQL query that computes the same in a database",
      .options = joined(
          {declare_files(options->input,
                         "A file with some rows of the table, which shows what its columns mean; - "
                         "for standard input. Without it, --columns has to name them"),
           declare_as_of(options->input), declare_cleaning(options->input),
           in_group(
               "Query",
               {Option("--dialect", &options->dialect, "duckdb|postgres|spark|bigquery|snowflake",
                       "Database that runs the query", {.required = true, .choices_only = true}),
                Option("--table", &options->table.name, "NAME",
                       "Table with the transactions, as the database lists it, e.g. shop.orders"),
                Option("--from-files", &options->table.files, "PATTERN",
                       "Read files instead of a table, e.g. 'sales/*.parquet' (duckdb, spark); "
                       "with --text CSV files (duckdb)"),
                Option("--text", &options->table.text, "",
                       "All columns are text, as a CSV file has them; the query parses numbers "
                       "and dates"),
                Option(
                    "--stage", &options->stage, "ledger|days|rfm|segments|clusters",
                    "What the query returns: rows and money by reason, what --incremental keeps, "
                    "or a row per customer with recency, frequency and monetary, with "
                    "segments, or with the clusters of a model",
                    {.show_default = true, .choices_only = true}),
                Option("--create-table", &options->create_table, "NAME",
                       "Write the result to this table, and replace a table of this name"),
                Option("--incremental", &options->incremental, "",
                       "With --create-table NAME: read only the last day and newer ones; a table "
                       "NAME_days keeps the sums of earlier days"),
                Option("--late-days", &options->late_days, "N",
                       "Days before the last one to read again, for rows that arrive late",
                       {.show_default = true, .range = Range{0, 36500}, .needs = "--incremental"}),
                Option("--dbt", &options->dbt, "",
                       "Write a dbt model; --table is then SOURCE.TABLE")}),
           declare_scheme(options->scheme),
           declare_model(options->model,
                         "Use the cuts, centroids and value tiers of this model (see rfmseg fit)"),
           declare_output_path(options->output)}),
      .most_used = {"--dialect", "--table", "--stage"},
      .footer =
          "Examples:\n"
          "  rfmseg sql some_orders.csv --dialect postgres --table shop.orders\n"
          "  rfmseg sql --dialect spark --table orders --columns "
          "customer=user_id,date=ordered_at,amount=total\n"
          "  duckdb -c \"$(rfmseg sql some_orders.csv --dialect duckdb --from-files "
          "'sales/*.parquet')\"\n"
          "  rfmseg sql some_orders.csv --dialect postgres --table shop.orders --create-table "
          "shop.segments --incremental",
      .run = [options](const Invocation& invocation, RunSummary& summary) {
        run_sql(*options, invocation, summary);
      }};
}

}  // namespace rfmseg::cli
