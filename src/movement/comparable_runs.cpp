#include "rfmseg/movement/comparable_runs.hpp"

namespace rfmseg {

bool are_comparable(const RunDefinition& a, const RunDefinition& b) {
  return a.command == b.command && a.scheme == b.scheme && a.model.empty() == b.model.empty() &&
         (a.model.empty() || a.cuts == b.cuts);
}

const Run* find_previous_run(const std::vector<Run>& runs) {
  if (runs.empty()) return nullptr;
  const RunDefinition& last = runs.back().definition;
  for (std::size_t i = runs.size() - 1; i-- > 0;) {
    const RunDefinition& run = runs[i].definition;
    if (run.as_of < last.as_of && are_comparable(run, last)) return &runs[i];
  }
  return nullptr;
}

}  // namespace rfmseg
