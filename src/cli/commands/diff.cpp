#include <fmt/core.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/condition_met.hpp"
#include "cli/customers.hpp"
#include "cli/input_files.hpp"
#include "cli/log.hpp"
#include "cli/options/checks.hpp"
#include "cli/options/dates.hpp"
#include "cli/options/input_options.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/page_options.hpp"
#include "cli/options/scheme_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "cli/write_result.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/movement/comparable_runs.hpp"
#include "rfmseg/movement/condition.hpp"
#include "rfmseg/movement/movement.hpp"
#include "rfmseg/report/movement_report.hpp"
#include "rfmseg/segment/segmentation.hpp"
#include "rfmseg/store/store.hpp"
#include "store/reading_reasons.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

/// A date, and how it was given.
struct Date {
  std::string text;
  std::optional<Timestamp> time;
};

struct DiffOptions {
  InputOptions input;
  OutputOptions output;
  SchemeOptions scheme;
  std::vector<Date> as_of;
  std::vector<Condition> fail_if;
  std::optional<Timestamp> today;  ///< of conditions about the data; nothing: this machine's
  std::string movers;
  std::string report;
  std::string title;
};

Date read_date(std::string_view option, const std::string& text) {
  return {text, parse_as_of(option, text)};
}

struct BothTimes {
  Snapshot before, after;
  std::string source;  ///< for people
};

/// The customers of a segment file.
Snapshot snapshot_of_file(const std::string& path, const DiffOptions& options,
                          const Invocation& invocation, RunSummary& summary) {
  InputOptions input = options.input;
  input.paths = {path};
  CustomerSource source(input, invocation, summary);
  MeasureOptions reading;
  reading.cleaning.load = input.cleaning.load;
  return take_snapshot(source.description(), source.load(reading).table);
}

/// The customers of the transactions as they were on a date, and what was read.
std::pair<Snapshot, std::string> snapshot_on(const Date& date, const DiffOptions& options,
                                             const Scheme& scheme, const Invocation& invocation,
                                             RunSummary& summary) {
  InputOptions input = options.input;
  input.cleaning.rules.as_of = date.time;
  CustomerSource source(input, invocation, summary);
  source.require_transactions("diff --as-of");
  Customers customers = source.load(measure_options(input, scheme.metrics));
  const Segmentation segments = segment_customers(customers.table, scheme, 1, input.threads);
  Snapshot snapshot = take_snapshot(date.text, std::move(customers.table), segments);
  if (customers.transactions) snapshot.currency = customers.transactions->currency();
  return {std::move(snapshot), source.description()};
}

const Run& find_run(const std::vector<Run>& runs, const std::string& number,
                    const std::string& store) {
  for (const Run& run : runs) {
    if (std::to_string(run.number) == number) return run;
  }
  throw UsageError(ErrorKind::missing_run, {store},
                   fmt::format("has no run '{}'", printable(number)));
}

/// Throws UsageError for options that are about files or transactions, other than INPUT, which
/// gives numbers of runs here.
void forbid_measuring(Invocation invocation) {
  std::erase_if(invocation.given, [](const auto& given) { return is_positional(*given.option); });
  forbid(Subject::files, invocation);
  forbid(Subject::transactions, invocation);
}

/// Two runs of a store: those that are named, or else the last one and the one to compare it with.
/// Nothing when there is none.
std::optional<BothTimes> compare_runs(const DiffOptions& options, const Invocation& invocation) {
  forbid_measuring(invocation);
  const std::string& path = options.input.store;
  const Store store(path, Store::Access::read);
  const std::vector<Run> runs = store.runs();
  const std::vector<std::string>& named = options.input.paths;
  const auto snapshot_of = [&](const Run& run) {
    return take_snapshot(
        run, [&](const Store::AddRunCustomer& add) { store.each_run_customer(run.number, add); });
  };
  const auto compare_two = [&](const Run& before, const Run& after) {
    return BothTimes{snapshot_of(before), snapshot_of(after), path};
  };
  if (named.size() == 2) {
    const Run& before = find_run(runs, named[0], path);
    const Run& after = find_run(runs, named[1], path);
    if (!are_comparable(before.definition, after.definition)) {
      log_warning(
          fmt::format("runs {} and {} have different commands, schemes or models, so customers may "
                      "differ without having moved",
                      named[0], named[1]));
    }
    return compare_two(before, after);
  }
  if (!named.empty()) throw UsageError("diff --store takes two run numbers, or none");
  if (runs.empty()) {
    throw DataError(
        fmt::format("{0}: has no runs (hint: rfmseg segment --store {0} --save-run)", path));
  }
  if (const auto last = find_last_runs(runs)) return compare_two(last->before, last->after);
  log_warning(
      fmt::format("{}: nothing to compare yet: no run of an earlier date has the command, scheme "
                  "and model of run {}",
                  path, latest_run(runs).number));
  return std::nullopt;
}

BothTimes compare_dates(const DiffOptions& options, const Scheme& scheme,
                        const Invocation& invocation, RunSummary& summary) {
  if (options.as_of.size() != 2) {
    throw UsageError("diff compares two dates (hint: give --as-of twice)");
  }
  const std::vector<std::string>& paths = options.input.paths;
  if (options.input.store.empty() &&
      (paths.empty() || std::ranges::find(paths, "-") != paths.end())) {
    throw UsageError(
        "diff --as-of reads INPUT twice, so it cannot be standard input (hint: name a file, or use "
        "--store)");
  }
  auto [before, after] = std::pair(options.as_of[0], options.as_of[1]);
  if (before.time > after.time) {
    std::swap(before, after);
    log_info(fmt::format("dates sorted: comparing {} with {}", before.text, after.text));
  }
  Snapshot first = snapshot_on(before, options, scheme, invocation, summary).first;
  auto [second, source] = snapshot_on(after, options, scheme, invocation, summary);
  return {std::move(first), std::move(second), std::move(source)};
}

BothTimes compare_files(const DiffOptions& options, const Invocation& invocation,
                        RunSummary& summary) {
  if (options.input.paths.size() != 2) {
    throw UsageError(
        "diff requires two segment files, a --store, or two --as-of dates (hint: rfmseg diff "
        "--help)");
  }
  require_piped(options.input.paths);
  return {snapshot_of_file(options.input.paths[0], options, invocation, summary),
          snapshot_of_file(options.input.paths[1], options, invocation, summary), ""};
}

/// Nothing when there is no earlier time yet.
std::optional<BothTimes> both_times(const DiffOptions& options, const Scheme& scheme,
                                    const Invocation& invocation, RunSummary& summary) {
  if (!options.as_of.empty()) return compare_dates(options, scheme, invocation, summary);
  forbid(Subject::scores, invocation);
  if (options.input.store.empty()) return compare_files(options, invocation, summary);
  return compare_runs(options, invocation);
}

void write_movement(const Movement& movement, const OutputOptions& options, std::ostream& out) {
  write_result(movement, options, out, [&](RowWriter& rows) { write_transitions(movement, rows); });
}

/// The rows of a file that other files did not have.
std::uint64_t new_rows(const StoredFile& stored) {
  std::uint64_t rows = stored.file.rows;
  for (const RowReason reason : kReadingReasons) {
    // Has rows of other files, too.
    if (reason != RowReason::restated) rows -= stored.ledger[reason].rows;
  }
  return rows;
}

/// How recent the data of the store are.
Freshness freshness_of(const DiffOptions& options) {
  using std::chrono::days;
  Freshness data;
  const Timestamp today = options.today.value_or(*parse_as_of("--today", "today"));
  data.today = std::chrono::floor<days>(today);
  const Store store(options.input.store, Store::Access::read);
  if (const auto last = store.last_sale()) data.last_sale = std::chrono::floor<days>(*last);
  // Of today, or of the last hours: fewer than a day, as a job may start a little earlier than the
  // day before.
  constexpr std::chrono::hours kRecent(20);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const Timestamp end =
      options.today ? Timestamp(data.today + days(1)) : Timestamp(now.time_since_epoch());
  const Timestamp begin = options.today ? Timestamp(data.today) : end - kRecent;
  if (options.today) data.period = "on " + to_date_string(today);
  const TimestampParser parser(TimestampParser::Known::iso);
  for (const StoredFile& stored : store.files()) {
    const auto added = parser.parse(stored.ingested);
    if (added && *added >= begin && *added <= end) data.rows += new_rows(stored);
  }
  return data;
}

/// Throws UsageError for conditions about the data of a store without a store.
void check_conditions(const DiffOptions& options) {
  for (const Condition& condition : options.fail_if) {
    if (condition.is_about_data() && options.input.store.empty()) {
      throw UsageError(fmt::format("--fail-if '{}' requires a store (hint: --store FILE)",
                                   printable(condition.text)));
    }
  }
}

/// The conditions that are met. `movement`: nothing if there is nothing to compare.
std::vector<MetCondition> met_conditions(const DiffOptions& options, const Movement* movement,
                                         const Scheme& scheme) {
  // A segment such as At Risk may have no customers.
  std::vector<std::string> known;
  for (const SegmentRule& rule : scheme.segments) known.push_back(rule.name);
  std::optional<Freshness> data;
  std::vector<MetCondition> met;
  for (const Condition& condition : options.fail_if) {
    std::optional<std::string> finding;
    if (condition.is_about_data()) {
      if (!data) data = freshness_of(options);
      finding = condition_met(condition, *data);
    } else if (movement != nullptr) {
      finding = condition_met(condition, *movement, known);
    }
    if (finding) met.push_back({condition.text, *std::move(finding)});
  }
  return met;
}

/// Ends the run if there are any.
void report_met(const std::vector<MetCondition>& met) {
  for (const MetCondition& each : met) {
    log_error(fmt::format("--fail-if '{}': {}", each.condition, each.finding));
  }
  if (!met.empty()) throw ConditionMet();
}

void run_diff(const DiffOptions& options, const Invocation& invocation, RunSummary& summary) {
  check_conditions(options);
  const Scheme scheme = load_scheme(options.scheme);
  std::optional<BothTimes> times = both_times(options, scheme, invocation, summary);
  if (!times) {
    report_met(met_conditions(options, nullptr, scheme));
    return;
  }
  Snapshot before = std::move(times->before);
  Snapshot after = std::move(times->after);
  summary.as_of = after.as_of;
  summary.customers = after.customers.size();
  Movement movement = compare(std::move(before), std::move(after), options.input.threads);
  movement.conditions_met = met_conditions(options, &movement, scheme);

  Outputs outputs(summary);
  outputs.write(options.movers, [&](std::ostream& out) {
    write_movers(movement, *make_row_writer(Format::csv, text_style(options.output), out));
  });
  outputs.write(options.report, [&](std::ostream& out) {
    write_html(
        movement, scheme,
        {.source = times->source, .command = command_text(invocation), .title = options.title},
        out);
  });
  outputs.write(options.output.path,
                [&](std::ostream& out) { write_movement(movement, options.output, out); });
  outputs.publish();
  report_met(movement.conditions_met);
}

}  // namespace

Command diff_command() {
  const auto options = std::make_shared<DiffOptions>();
  return {
      .name = "diff",
      .description = "Compare two segment files, dates or runs: who moved between segments",
      .options = joined(
          {declare_files(options->input,
                         "OLD and NEW: two files written by rfmseg segment; with --store, two run "
                         "numbers [the last two]; with --as-of, files of transactions"),
           declare_store(options->input),
           in_group("Cleaning", {Option("--as-of", parsed_list(&options->as_of, read_date), "DATE",
                                        "Compare segments on two dates (give it twice)")}),
           declare_cleaning(options->input), declare_threads(options->input),
           declare_output(options->output, "table"),
           in_group(
               "Output",
               {Option("--movers", &options->movers, "FILE",
                       "Also write customers who moved, joined or left as CSV",
                       {.check = require_file, .role = FileRole::output}),
                Option("--report", &options->report, "FILE.html",
                       "Also write a self-contained HTML report with flow charts",
                       {.check = require_page, .role = FileRole::output}),
                title_option(options->title),
                Option("--fail-if", parsed_list(&options->fail_if, parse_condition), "CONDITION",
                       "Exit with code 3 if this condition is met, e.g. 'At Risk>+10%', "
                       "'Champions<=500', 'Champions->At Risk>20', 'age>2d' (days since the last "
                       "sale) or 'rows<1' (added in the last 20 hours) (repeatable)",
                       {.named = Named::condition}),
                Option("--today", parsed(&options->today, parse_as_of), "DATE",
                       "Date for the conditions age and rows [this machine's]")}),
           declare_scheme(options->scheme)}),
      .most_used = {"--as-of", "--store", "--fail-if"},
      .footer =
          "Examples:\n"
          "  rfmseg diff yesterday.csv today.csv --movers movers.csv\n"
          "  rfmseg diff online_retail.csv --as-of 2011-11-01 --as-of 2011-12-01\n"
          "  rfmseg diff --store shop.db --fail-if 'At Risk>+10%' --fail-if 'age>2d'",
      .run = [options](const Invocation& invocation, RunSummary& summary) {
        run_diff(*options, invocation, summary);
      }};
}

}  // namespace rfmseg::cli
