#include <fmt/core.h>

#include <charconv>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/condition_met.hpp"
#include "cli/customers.hpp"
#include "cli/log.hpp"
#include "cli/options/checks.hpp"
#include "cli/options/input_options.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/scheme_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "rfm/customer_schema.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/movement/condition.hpp"
#include "rfmseg/movement/movement.hpp"
#include "rfmseg/report/movement_report.hpp"
#include "rfmseg/segment/segmentation.hpp"
#include "rfmseg/store/store.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

struct DiffOptions {
  InputOptions input;
  OutputOptions output;
  SchemeOptions scheme;
  std::vector<std::string> as_of;
  std::vector<std::string> fail_if;
  std::string movers;
  std::string report;
};

using BothTimes = std::pair<Snapshot, Snapshot>;

/// The customers of a segment file.
Snapshot snapshot_of_file(const std::string& path, InputOptions input, RunSummary& summary) {
  input.paths = {path};
  CustomerSource source(input, summary);
  const Customers customers = source.load({});
  const CustomerTable& table = customers.table;
  const std::vector<std::string>* const segments = carried_column(table, CustomerColumn::segment);
  if (segments == nullptr) {
    throw DataError(
        fmt::format("{}: has no column segment, so nobody can be seen to move (hint: make it with "
                    "rfmseg segment, or give transactions and --as-of twice)",
                    source.description()));
  }
  const std::vector<std::string>* const scores = carried_column(table, CustomerColumn::rfm_score);
  Snapshot snapshot{source.description(), table.as_of ? to_string(*table.as_of) : "", {}};
  for (std::size_t i = 0; i < table.size(); ++i) {
    snapshot.customers.push_back({std::string(table.ids[i]), (*segments)[i],
                                  scores == nullptr ? "" : (*scores)[i], table.recency[i],
                                  table.frequency[i], table.monetary[i]});
  }
  return snapshot;
}

/// The customers of the transactions as they were on a day.
Snapshot snapshot_on(const std::string& as_of, const DiffOptions& options, const Scheme& scheme,
                     RunSummary& summary) {
  InputOptions input = options.input;
  input.as_of = as_of;
  CustomerSource source(input, summary);
  source.require_transactions("diff --as-of");
  const Customers customers = source.load(measure_options(input, scheme.metrics));
  const CustomerTable& table = customers.table;
  const Segmentation segmentation =
      segment_customers(table, scheme, 1, thread_count(options.input));
  Snapshot snapshot{as_of, to_string(*table.as_of), {}};
  for (std::size_t i = 0; i < table.size(); ++i) {
    snapshot.customers.push_back({std::string(table.ids[i]),
                                  segmentation.rule(segmentation.segment[i]).name,
                                  score_code(segmentation.scores, i), table.recency[i],
                                  table.frequency[i], table.monetary[i]});
  }
  return snapshot;
}

std::int64_t count_of(const std::string& text) {
  std::int64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

/// The customers of a run that a store has recorded.
Snapshot snapshot_of_run(const Store& store, const Run& run) {
  Snapshot snapshot{fmt::format("run {}", run.number), run.definition.as_of, {}};
  for (RunCustomer& customer : store.run_customers(run.number)) {
    snapshot.customers.push_back({std::move(customer.id), std::move(customer.segment),
                                  std::move(customer.rfm_score), count_of(customer.recency),
                                  count_of(customer.frequency),
                                  parse_amount(customer.monetary).value_or(Amount{})});
  }
  return snapshot;
}

const Run& find_run(const std::vector<Run>& runs, const std::string& number,
                    const std::string& store) {
  for (const Run& run : runs) {
    if (std::to_string(run.number) == number) return run;
  }
  throw UsageError(fmt::format("{}: has no run '{}' (hint: rfmseg runs --store {})", store,
                               printable(number), store));
}

/// Whether customers moved from one run to the other, and not what is asked about them. The cuts of
/// a model stand still, so that other cuts are another model's.
bool alike(const RunDefinition& a, const RunDefinition& b) {
  return a.command == b.command && a.scheme == b.scheme && a.model.empty() == b.model.empty() &&
         (a.model.empty() || a.cuts == b.cuts);
}

/// Segments that were named before are compared as they are.
void forbid_cuts(const SchemeOptions& options) {
  for (const auto& [name, cuts] : {std::pair("--r-cuts", &options.recency_cuts),
                                   std::pair("--f-cuts", &options.frequency_cuts),
                                   std::pair("--m-cuts", &options.monetary_cuts)}) {
    if (cuts->empty()) continue;
    throw UsageError(
        fmt::format("{} scores customers, but those of files and runs have their segments already "
                    "(hint: give it to rfmseg segment, or --as-of twice here)",
                    name));
  }
}

/// Two runs of a store: those that are named, or else the last one and the last of an earlier date
/// that is like it. A second run of the same date, after a late file, is not compared with the
/// first. Nothing when there is none.
std::optional<BothTimes> compare_runs(const DiffOptions& options) {
  InputOptions of_measuring = options.input;
  of_measuring.paths.clear();  // which are the numbers of the runs
  forbid_file_options(of_measuring);
  forbid_transaction_options(of_measuring);
  const Store store(options.input.store, Store::Access::read);
  const std::vector<Run> runs = store.runs();
  const std::vector<std::string>& named = options.input.paths;
  if (named.size() == 2) {
    const Run& before = find_run(runs, named[0], options.input.store);
    const Run& after = find_run(runs, named[1], options.input.store);
    if (!alike(before.definition, after.definition)) {
      log_warning(fmt::format(
          "runs {} and {} are not of one command, scheme and model: what moved may be the question",
          named[0], named[1]));
    }
    return BothTimes{snapshot_of_run(store, before), snapshot_of_run(store, after)};
  }
  if (!named.empty()) throw UsageError("diff --store takes the numbers of two runs, or none");
  if (runs.empty()) {
    throw DataError(fmt::format("{}: has no runs (hint: rfmseg segment --store {} --save-run)",
                                options.input.store, options.input.store));
  }
  const Run& last = runs.back();
  for (auto run = runs.rbegin() + 1; run != runs.rend(); ++run) {
    if (run->definition.as_of < last.definition.as_of && alike(run->definition, last.definition)) {
      return BothTimes{snapshot_of_run(store, *run), snapshot_of_run(store, last)};
    }
  }
  log_warning(
      fmt::format("{}: nothing to compare yet: no run of an earlier date is of run {}'s command, "
                  "scheme and model",
                  options.input.store, last.number));
  return std::nullopt;
}

BothTimes compare_dates(const DiffOptions& options, const Scheme& scheme, RunSummary& summary) {
  if (options.as_of.size() != 2) {
    throw UsageError("diff compares two dates: give --as-of twice");
  }
  const std::vector<std::string>& paths = options.input.paths;
  if (options.input.store.empty() &&
      (paths.empty() || std::ranges::find(paths, "-") != paths.end())) {
    throw UsageError(
        "diff --as-of reads INPUT twice, which standard input cannot be (hint: name a file, or "
        "--store)");
  }
  return {snapshot_on(options.as_of[0], options, scheme, summary),
          snapshot_on(options.as_of[1], options, scheme, summary)};
}

BothTimes compare_files(const DiffOptions& options, RunSummary& summary) {
  if (options.input.paths.size() != 2) {
    throw UsageError(
        "diff compares two segment files, two runs of a --store, or two --as-of dates of "
        "transactions (hint: rfmseg diff --help)");
  }
  require_piped(options.input.paths);
  return {snapshot_of_file(options.input.paths[0], options.input, summary),
          snapshot_of_file(options.input.paths[1], options.input, summary)};
}

/// Nothing when there is no earlier time yet.
std::optional<BothTimes> both_times(const DiffOptions& options, const Scheme& scheme,
                                    RunSummary& summary) {
  if (!options.as_of.empty()) return compare_dates(options, scheme, summary);
  forbid_cuts(options.scheme);
  if (options.input.store.empty()) return compare_files(options, summary);
  claim_store(options.input.store, summary);
  return compare_runs(options);
}

void write_movement(const Movement& movement, const OutputOptions& options, std::ostream& out) {
  const TextStyle style = text_style(options);
  switch (output_format(options)) {
    case Format::table:
      render_text(describe(movement), style, out);
      break;
    case Format::markdown:
      render_markdown(describe(movement), out);
      break;
    case Format::csv:
      write_transitions(movement, *make_row_writer(Format::csv, style, out));
      break;
    case Format::json:
      write_json(movement, out);
      break;
  }
}

void run_diff(const DiffOptions& options, const Invocation& invocation, RunSummary& summary) {
  std::vector<Condition> conditions;
  for (const std::string& text : options.fail_if) conditions.push_back(parse_condition(text));
  const Scheme scheme = load_scheme(options.scheme);
  std::optional<BothTimes> times = both_times(options, scheme, summary);
  if (!times) return;
  auto [before, after] = *std::move(times);
  summary.as_of = after.as_of;
  summary.customers = after.customers.size();
  const Movement movement = compare(std::move(before), std::move(after));
  // Where all is well a segment such as At Risk may have nobody.
  std::vector<std::string> known;
  for (const SegmentRule& rule : scheme.segments) known.push_back(rule.name);
  std::vector<std::string> met;
  for (const Condition& condition : conditions) {
    if (const auto what = condition_met(condition, movement, known)) {
      met.push_back(fmt::format("--fail-if '{}': {}", condition.text, *what));
    }
  }

  std::vector<Output> outputs;
  const auto write = [&](const std::string& path, const auto& writer) {
    if (path.empty()) return;
    writer(outputs.emplace_back(path, summary).stream());
    outputs.back().finish();
  };
  write(options.movers, [&](std::ostream& out) {
    write_movers(movement, *make_row_writer(Format::csv, text_style(options.output), out));
  });
  write(options.report, [&](std::ostream& out) {
    write_html(movement,
               {fmt::format("{} to {}", movement.before, movement.after), command_text(invocation)},
               out);
  });
  write(options.output.path,
        [&](std::ostream& out) { write_movement(movement, options.output, out); });
  for (Output& output : outputs) output.publish();
  for (const std::string& what : met) log_error(what);
  if (!met.empty()) throw ConditionMet();
}

}  // namespace

Command diff_command() {
  const auto options = std::make_shared<DiffOptions>();
  return {
      .name = "diff",
      .description = "Who moved between segments: of two segment files, runs of a store, or dates",
      .options =
          joined({declare_files(
                      options->input,
                      "OLD and NEW: two files that rfmseg segment has written, or with --store the "
                      "numbers of two runs [the last two]; with --as-of files of transactions"),
                  declare_store(options->input),
                  in_group("Cleaning",
                           {Option("--as-of", &options->as_of, "DATE",
                                   "Compare what customers were on two dates: give it twice")}),
                  declare_cleaning(options->input), declare_threads(options->input),
                  declare_output(options->output, "table"),
                  in_group("Output",
                           {Option("--movers", &options->movers, "FILE",
                                   "Also write everyone who changed segment, came or went as CSV",
                                   {.check = require_file}),
                            Option("--report", &options->report, "FILE.html",
                                   "Also write a page with flow charts", {.check = require_file}),
                            Option("--fail-if", &options->fail_if, "CONDITION",
                                   "End with exit code 3 if this holds, e.g. 'At Risk>+10%', "
                                   "'Champions<500' or 'Champions->At Risk>20' (repeatable)")}),
                  declare_scheme(options->scheme)}),
      .footer =
          "Examples:\n"
          "  rfmseg diff yesterday.csv today.csv --movers movers.csv\n"
          "  rfmseg diff online_retail.csv --as-of 2011-11-01 --as-of 2011-12-01\n"
          "  rfmseg diff --store shop.db --fail-if 'At Risk>+10%'",
      .run = [options](const Invocation& invocation, RunSummary& summary) {
        run_diff(*options, invocation, summary);
      }};
}

}  // namespace rfmseg::cli
