#pragma once

#include <exception>
#include <functional>
#include <memory>

#include "cli/run_summary.hpp"

namespace CLI {
class App;
}

namespace rfmseg::cli {

/// A subcommand: where its options are declared, and what it does once they are parsed. It tells
/// the summary what it has read and written.
struct Command {
  CLI::App* app;
  std::function<void(RunSummary& summary)> run;
};

/// Thrown when all is done and a condition of --fail-if holds, which has been said.
class ConditionMet : public std::exception {};

// One per file: each declares its options on a new subcommand of `app`.
[[nodiscard]] Command add_analyze(CLI::App& app);
[[nodiscard]] Command add_clean(CLI::App& app);
[[nodiscard]] Command add_rfm(CLI::App& app);
[[nodiscard]] Command add_segment(CLI::App& app);
[[nodiscard]] Command add_cluster(CLI::App& app);
[[nodiscard]] Command add_fit(CLI::App& app);
[[nodiscard]] Command add_explain(CLI::App& app);
[[nodiscard]] Command add_scheme(CLI::App& app);
[[nodiscard]] Command add_ingest(CLI::App& app);
[[nodiscard]] Command add_runs(CLI::App& app);
[[nodiscard]] Command add_history(CLI::App& app);
[[nodiscard]] Command add_diff(CLI::App& app);
[[nodiscard]] Command add_completion(CLI::App& app);
[[nodiscard]] Command add_manual(CLI::App& app);

}  // namespace rfmseg::cli
