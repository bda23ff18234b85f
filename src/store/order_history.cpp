#include "store/order_history.hpp"

#include <algorithm>

namespace rfmseg {
namespace {

Ledger::Entry rows_worth(std::int64_t rows, const LineKey& key) {
  const Amount amount = parse_amount(key.amount).value_or(Amount{});
  Int128 units = 0;
  if (__builtin_mul_overflow(amount.units(), Int128{rows}, &units)) return {};
  return {static_cast<std::uint64_t>(rows), Amount::from_units(units)};
}

}  // namespace

OrderHistory::Outcome OrderHistory::replay(const std::set<std::int64_t>& removable,
                                           std::optional<std::int64_t> without) const {
  std::set<std::int64_t> files;
  for (const auto& [file, updated] : versions) files.insert(file);
  for (const Line& line : lines) {
    for (const auto& [file, copies] : line.files) files.insert(file);
  }
  Outcome outcome;
  outcome.lines.resize(lines.size());
  for (const std::int64_t file : files) {
    if (file == without) continue;
    const auto version = versions.find(file);
    const bool restates = version != versions.end() && removable.contains(file);
    const std::optional<Timestamp> updated =
        version == versions.end() ? std::nullopt : version->second;
    Skipped& skipped = outcome.skipped[file];
    const bool outdated = restates && updated && outcome.updated && *updated < *outcome.updated;
    if (!outdated) outcome.updated = std::max(outcome.updated, updated);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto entry = lines[i].files.find(file);
      if (entry == lines[i].files.end()) continue;
      const Copies& here = entry->second;
      if (outdated) {
        skipped.restated += rows_worth(here.rows, lines[i].key);
        continue;
      }
      State& state = outcome.lines[i];
      skipped.already_stored += rows_worth(std::min(state.copies.rows, here.rows), lines[i].key);
      const std::int64_t different_before = restates ? 0 : state.copies.different;
      state = {{std::max(state.copies.rows, here.rows), std::max(different_before, here.different)},
               file,
               here.rows};
    }
    if (!restates || outdated) continue;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      State& state = outcome.lines[i];
      const std::int64_t here = state.last_file == file ? state.copies_in_last_file : 0;
      if (state.copies.rows <= here) continue;
      skipped.restated += rows_worth(state.copies.rows - here, lines[i].key);
      if (here == 0) {
        state = {};
      } else {
        state.copies = {here, std::min(state.copies.different, here)};
      }
    }
  }
  return outcome;
}

}  // namespace rfmseg
