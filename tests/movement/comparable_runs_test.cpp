#include "rfmseg/movement/comparable_runs.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace rfmseg {
namespace {

const RunDefinition kSegment = {"segment", "2011-12-10", "classic", "a", ""};

TEST(ComparableRuns, AreOfOneCommandAndScheme) {
  const auto is_comparable = [](auto change) {
    RunDefinition other = kSegment;
    change(other);
    EXPECT_EQ(are_comparable(kSegment, other), are_comparable(other, kSegment));
    return are_comparable(kSegment, other);
  };
  // Without a model each run finds cuts of its own.
  EXPECT_TRUE(is_comparable([](RunDefinition& run) { run.cuts = "b"; }));
  EXPECT_TRUE(is_comparable([](RunDefinition& run) { run.as_of = "2011-12-11"; }));
  EXPECT_FALSE(is_comparable([](RunDefinition& run) { run.command = "segment --by country"; }));
  EXPECT_FALSE(is_comparable([](RunDefinition& run) { run.scheme = "eleven"; }));
  EXPECT_FALSE(is_comparable([](RunDefinition& run) { run.model = "model.json"; }));
}

TEST(ComparableRuns, AreOfOneModelWhenItsCutsAreTheSame) {
  RunDefinition a = kSegment;
  RunDefinition b = kSegment;
  a.model = "model.json";
  b.model = "copies/model.json";
  EXPECT_TRUE(are_comparable(a, b));
  b.cuts = "b";
  EXPECT_FALSE(are_comparable(a, b));
}

/// Runs 1, 2, ... of these commands and dates.
std::vector<Run> runs(const std::vector<std::pair<std::string, std::string>>& definitions) {
  std::vector<Run> runs;
  for (const auto& [command, as_of] : definitions) {
    Run& run = runs.emplace_back();
    run.number = std::ssize(runs);
    run.definition.command = command;
    run.definition.as_of = as_of;
  }
  return runs;
}

std::int64_t previous(const std::vector<Run>& all) {
  const Run* const run = find_previous_run(all);
  return run == nullptr ? 0 : run->number;
}

TEST(ComparableRuns, ThePreviousOneIsOfAnEarlierDate) {
  EXPECT_EQ(previous({}), 0);
  EXPECT_EQ(previous(runs({{"segment", "10"}})), 0);
  EXPECT_EQ(previous(runs({{"segment", "09"}, {"segment", "10"}, {"segment", "11"}})), 2);
  // Run 3 is that of run 2's date anew, after a late file.
  EXPECT_EQ(previous(runs({{"segment", "10"}, {"segment", "11"}, {"segment", "11"}})), 1);
  EXPECT_EQ(previous(runs({{"segment", "10"}, {"cluster", "11"}, {"segment", "12"}})), 1);
  EXPECT_EQ(previous(runs({{"segment", "12"}, {"cluster", "10"}, {"segment", "11"}})), 0);
}

}  // namespace
}  // namespace rfmseg
