#include "cli/saved_run.hpp"

#include <fmt/core.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/command_text.hpp"
#include "cli/log.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/report/run_record.hpp"
#include "rfmseg/store/store.hpp"

namespace rfmseg::cli {

namespace {

/// Warns if the date of the new run is long after that of every other: a wrong date in a file moves
/// every customer.
void warn_of_gap(const std::vector<Run>& runs, std::int64_t number, const std::string& store) {
  const Run* latest = nullptr;
  const Run* saved = nullptr;
  for (const Run& run : runs) {
    if (run.number == number) {
      saved = &run;
    } else if (latest == nullptr || run.definition.as_of > latest->definition.as_of) {
      latest = &run;
    }
  }
  if (saved == nullptr || latest == nullptr) return;
  const TimestampParser parser(TimestampParser::Known::iso);
  const auto now = parser.parse(saved->definition.as_of);
  const auto before = parser.parse(latest->definition.as_of);
  if (!now || !before) return;
  const auto days = std::chrono::floor<std::chrono::days>(*now - *before).count();
  if (days <= kMostGapDays) return;
  log_warning(
      fmt::format("run {} is as of {}, {} days after run {} (hint: if the date of a file is wrong, "
                  "rfmseg store remove NAME --store {})",
                  number, to_date_string(*now), days, latest->number, store));
}

}  // namespace

Options declare_save_run(SaveRunOptions& options) {
  return joined(
      {in_group("Output",
                {Option("--save-run", &options.save, "",
                        "Record this run in the store, for rfmseg runs, history and diff")}),
       declare_lock_timeout(
           options.lock_timeout,
           "With --save-run: seconds to wait for another program that writes to the store",
           "--save-run")});
}

void check_save_run(const SaveRunOptions& options, const InputOptions& input) {
  if (options.save && input.store.empty()) {
    throw UsageError("--save-run requires a store (hint: --store FILE)");
  }
}

void save_run(const SaveRunOptions& options, const InputOptions& input, const SavedRun& run) {
  if (!options.save) return;
  Store store(input.store, Store::Access::write, lock_timeout(options.lock_timeout));
  const std::int64_t number =
      record_run(store, run_text(run.invocation), run.model, run.table, run.results);
  log_info(fmt::format("recorded as run {} in {}", number, input.store));
  warn_of_gap(store.runs(), number, input.store);
}

}  // namespace rfmseg::cli
