#pragma once

/// \file
/// Which recorded runs can be compared.
///
///     const std::vector<rfmseg::Run> runs = store.runs();
///     if (const auto last = rfmseg::find_last_runs(runs)) {
///       const auto customers = [&](const auto& add) {
///         store.each_run_customer(last->before.number, add);
///       };
///       const rfmseg::Snapshot before = rfmseg::take_snapshot(last->before, customers);
///     }

#include <optional>
#include <vector>

#include "rfmseg/store/run.hpp"

namespace rfmseg {

/// Whether a customer with different segments in two runs has moved: the runs have the same command
/// and scheme, and both the same model or no model. Models are the same if their cuts are.
[[nodiscard]] bool are_comparable(const RunDefinition& a, const RunDefinition& b);

/// The run with the latest as-of date; of several the one that was made last. There must be one.
[[nodiscard]] const Run& latest_run(const std::vector<Run>& runs);

/// Two of the runs, which must remain valid.
struct LastRuns {
  const Run& before;
  const Run& after;
};

/// The latest_run() and the run to compare it with: the latest comparable one of an earlier as-of
/// date. Dates count, not numbers: a run of an earlier date can be made later, and a second run of
/// the same date, after a late file, is not compared with the first. Nothing if there is no such
/// run.
[[nodiscard]] std::optional<LastRuns> find_last_runs(const std::vector<Run>& runs);

}  // namespace rfmseg
