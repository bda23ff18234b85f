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
  // Without a model each run finds its own cuts.
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

using Numbers = std::pair<std::int64_t, std::int64_t>;

Numbers last(const std::vector<Run>& all) {
  const auto found = find_last_runs(all);
  return found ? Numbers(found->before.number, found->after.number) : Numbers();
}

TEST(ComparableRuns, ThePreviousOneIsOfAnEarlierDate) {
  EXPECT_EQ(last({}), Numbers(0, 0));
  EXPECT_EQ(last(runs({{"segment", "10"}})), Numbers(0, 0));
  EXPECT_EQ(last(runs({{"segment", "09"}, {"segment", "10"}, {"segment", "11"}})), Numbers(2, 3));
  // Run 3 is that of run 2's date anew, after a late file.
  EXPECT_EQ(last(runs({{"segment", "10"}, {"segment", "11"}, {"segment", "11"}})), Numbers(1, 3));
  EXPECT_EQ(last(runs({{"segment", "10"}, {"cluster", "11"}, {"segment", "12"}})), Numbers(1, 3));
  EXPECT_EQ(last(runs({{"segment", "10"}, {"cluster", "11"}})), Numbers(0, 0));
}

// A run of an earlier date that is made today once left nothing to compare.
TEST(ComparableRuns, GoByDatesNotByNumbers) {
  EXPECT_EQ(last(runs({{"segment", "11"}, {"segment", "12"}, {"segment", "10"}})), Numbers(1, 2));
  EXPECT_EQ(last(runs({{"segment", "12"}, {"cluster", "10"}, {"segment", "11"}})), Numbers(3, 1));
  EXPECT_EQ(last(runs({{"segment", "10"}, {"segment", "12"}, {"segment", "10"}})), Numbers(3, 2));
}

}  // namespace
}  // namespace rfmseg
