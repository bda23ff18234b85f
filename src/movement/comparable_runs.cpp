#include "rfmseg/movement/comparable_runs.hpp"

namespace rfmseg {

bool are_comparable(const RunDefinition& a, const RunDefinition& b) {
  return a.command == b.command && a.scheme == b.scheme && a.model.empty() == b.model.empty() &&
         (a.model.empty() || a.cuts == b.cuts);
}

const Run& latest_run(const std::vector<Run>& runs) {
  const Run* latest = &runs.front();
  for (const Run& run : runs) {
    if (run.definition.as_of >= latest->definition.as_of) latest = &run;
  }
  return *latest;
}

std::optional<LastRuns> find_last_runs(const std::vector<Run>& runs) {
  if (runs.empty()) return std::nullopt;
  const Run& after = latest_run(runs);
  const Run* before = nullptr;
  for (const Run& run : runs) {
    const RunDefinition& definition = run.definition;
    if (definition.as_of >= after.definition.as_of ||
        !are_comparable(definition, after.definition)) {
      continue;
    }
    if (before == nullptr || definition.as_of >= before->definition.as_of) before = &run;
  }
  if (before == nullptr) return std::nullopt;
  return LastRuns{*before, after};
}

}  // namespace rfmseg
