#include "cli/saved_run.hpp"

#include <fmt/core.h>

#include <cstdint>

#include "cli/command_text.hpp"
#include "cli/log.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/run_record.hpp"
#include "rfmseg/store/store.hpp"

namespace rfmseg::cli {

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
}

}  // namespace rfmseg::cli
