#pragma once

/// \file
/// Which recorded runs can be compared.
///
///     const std::vector<rfmseg::Run> runs = store.runs();
///     if (const rfmseg::Run* before = rfmseg::find_previous_run(runs)) {
///       compare(take_snapshot(*before, store.run_customers(before->number)), ...);
///     }

#include <vector>

#include "rfmseg/store/run.hpp"

namespace rfmseg {

/// Whether a customer with different segments in two runs has moved: the runs have the same command
/// and scheme, and both the same model or no model. Models are the same if their cuts are.
[[nodiscard]] bool are_comparable(const RunDefinition& a, const RunDefinition& b);

/// Finds the run to compare the last run with: the latest comparable run with an earlier as-of
/// date. A second run of the same date, after a late file, is not compared with the first. Null if
/// there is no such run.
[[nodiscard]] const Run* find_previous_run(const std::vector<Run>& runs);

}  // namespace rfmseg
