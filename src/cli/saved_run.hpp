#pragma once

#include <string>

#include "cli/command.hpp"
#include "cli/options/store_options.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/rfm/customer_table.hpp"

namespace rfmseg::cli {

/// Whether a run on a store is to be recorded in it.
struct SaveRunOptions {
  bool save = false;
  double lock_timeout = kLockTimeout;
};

[[nodiscard]] Options declare_save_run(SaveRunOptions& options);

/// Throws UsageError when a run is to be recorded and there is no store.
void check_save_run(const SaveRunOptions& options, const InputOptions& input);

/// What is recorded of a run in addition to its customers.
struct SavedRun {
  const Invocation& invocation;
  const CustomerTable& table;
  CustomerResults results;
  std::string model{};  ///< the file of the model that was applied
};

/// Records the run, when asked to.
void save_run(const SaveRunOptions& options, const InputOptions& input, const SavedRun& run);

}  // namespace rfmseg::cli
