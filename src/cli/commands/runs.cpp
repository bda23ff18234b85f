#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/log.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "report/number_text.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/store/store.hpp"

namespace rfmseg::cli {
namespace {

struct RunsOptions {
  std::string store;
  double lock_timeout = kLockTimeout;
  OutputOptions output;
  std::int64_t keep = 0;
  std::int64_t removed = 0;
};

void write_runs(const std::vector<Run>& runs, const OutputOptions& options, std::ostream& out) {
  const auto rows = row_writer(options, out);
  using Kind = RowColumn::Kind;
  std::vector<RowColumn> columns = {{"run", Kind::number},    {"command", Kind::text},
                                    {"as_of", Kind::time},    {"scheme", Kind::text},
                                    {"model", Kind::text},    {"customers", Kind::number},
                                    {"recorded", Kind::text}, {"version", Kind::text}};
  // Too long for people.
  const bool with_cuts = is_for_programs(output_format(options));
  if (with_cuts) columns.push_back({"cuts", Kind::text});
  rows->begin(columns);
  for (const Run& run : runs) {
    std::vector<std::string> cells = {std::to_string(run.number),
                                      run.definition.command,
                                      run.definition.as_of,
                                      run.definition.scheme,
                                      run.definition.model,
                                      std::to_string(run.customers),
                                      run.recorded,
                                      run.version};
    if (with_cuts) cells.push_back(run.definition.cuts);
    rows->row(cells);
  }
  rows->end();
}

void run_runs(const RunsOptions& options, RunSummary& summary) {
  Output output(options.output.path, summary);
  std::vector<Run> runs = Store(options.store, Store::Access::read).runs();
  const bool changes = options.keep > 0 || options.removed > 0;
  if (options.removed > 0) {
    const auto found = std::ranges::find(runs, options.removed, &Run::number);
    if (found == runs.end()) {
      throw DataError(ErrorKind::missing_run, {options.store},
                      fmt::format("has no run {}", options.removed));
    }
    runs.erase(found);
  }
  const auto keep = static_cast<std::size_t>(options.keep);
  if (options.keep > 0 && runs.size() > keep) runs.erase(runs.begin(), runs.end() - options.keep);
  write_runs(runs, options.output, output.stream());
  output.finish();
  // After the output was written, so that a full disk deletes nothing.
  if (changes) {
    Store store(options.store, Store::Access::write, lock_timeout(options.lock_timeout));
    if (options.removed > 0) {
      store.remove_run(options.removed);
      log_info(fmt::format("{}: run {} deleted", options.store, options.removed));
    }
    if (options.keep > 0) {
      log_info(fmt::format("{}: {} deleted", options.store,
                           counted(store.prune_runs(options.keep), "run")));
    }
  }
  output.publish();
}

}  // namespace

Command runs_command() {
  const auto options = std::make_shared<RunsOptions>();
  return {
      .name = "runs",
      .description = "List the runs recorded with --save-run",
      .options =
          joined({declare_required_store(options->store),
                  declare_lock_timeout(options->lock_timeout),
                  {Option("--prune", &options->keep, "N", "First delete all runs except the last N",
                          {.range = Range{1, 1e9}}),
                   Option("--remove", &options->removed, "NUMBER",
                          "First delete this run, e.g. one of a file that was removed",
                          {.range = Range{1, 1e15}})},
                  declare_output(options->output, "table")}),
      .most_used = {"--store", "--prune", "--format"},
      .footer =
          "Examples:\n"
          "  rfmseg runs --store shop.db\n"
          "  rfmseg runs --store shop.db --prune 90\n"
          "  rfmseg runs --store shop.db --remove 48",
      .run = [options](const Invocation&, RunSummary& summary) { run_runs(*options, summary); }};
}

}  // namespace rfmseg::cli
