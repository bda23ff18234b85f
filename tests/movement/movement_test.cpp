#include "rfmseg/movement/movement.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

SnapshotCustomer customer(const std::string& id, const std::string& segment,
                          std::int64_t monetary) {
  return {id, segment, "", 0, 1, Amount::from_integer(monetary)};
}

std::string described(const Movement& movement) {
  std::string text;
  for (const Transition& transition : movement.transitions) {
    text += movement.from_name(transition.from) + " -> " + movement.to_name(transition.to) + ": " +
            std::to_string(transition.customers) + " " + to_string(transition.monetary_before) +
            " " + to_string(transition.monetary_after) + "\n";
  }
  return text;
}

template <class List>
std::vector<std::string> ids(const List& movers) {
  std::vector<std::string> ids;
  for (const Mover& mover : movers) ids.push_back(mover.id());
  return ids;
}

// By hand: 1 stays, 2 and 10 move, 3 goes, 4 comes.
Movement two_weeks() {
  return compare({"old",
                  "",
                  {customer("10", "Best", 70), customer("1", "Best", 100), customer("2", "Rest", 5),
                   customer("3", "Rest", 1)}},
                 {"new",
                  "",
                  {customer("4", "Rest", 2), customer("2", "Best", 9), customer("1", "Best", 110),
                   customer("10", "Rest", 60)}});
}

TEST(Movement, CountsWhoWentWhere) {
  const Movement movement = two_weeks();
  EXPECT_EQ(movement.segments, (std::vector<std::string>{"Best", "Rest"}));
  EXPECT_EQ(described(movement),
            "Best -> Best: 1 100 110\n"
            "Best -> Rest: 1 70 60\n"
            "Rest -> Best: 1 5 9\n"
            "Rest -> (gone): 1 1 0\n"
            "(new) -> Rest: 1 0 2\n");
  EXPECT_EQ(movement.stayed, 1);
  EXPECT_EQ(movement.moved, 2);
  EXPECT_EQ(movement.went, 1);
  EXPECT_EQ(movement.came, 1);
  EXPECT_EQ(movement.changes[0].before, 2);
  EXPECT_EQ(movement.changes[0].after, 2);
  EXPECT_EQ(to_string(movement.changes[0].monetary_before), "170");
  EXPECT_EQ(to_string(movement.changes[0].monetary_after), "119");
  EXPECT_EQ(movement.total.before, 4);
  EXPECT_EQ(to_string(movement.total.monetary_after), "181");
}

TEST(Movement, NamesMoversByIdAndGainsBySize) {
  const Movement movement = two_weeks();
  EXPECT_EQ(ids(movement.movers), (std::vector<std::string>{"2", "3", "4", "10"}));
  EXPECT_EQ(ids(movement.gains), (std::vector<std::string>{"1", "2", "4"}));
  EXPECT_EQ(ids(movement.losses), (std::vector<std::string>{"10", "3"}));
}

TEST(Movement, SegmentsStandInTheOrderOfWhatTheyAreWorthNow) {
  const Movement movement = compare({"old", "", {customer("1", "A", 9), customer("2", "B", 1)}},
                                    {"new", "", {customer("1", "A", 2), customer("2", "B", 8)}});
  EXPECT_EQ(movement.segments, (std::vector<std::string>{"B", "A"}));
}

// Numbers among other ids are compared letter by letter: 10 comes before 9.
TEST(Movement, IdsAreNumbersOnlyWhereAllOfBothTimesAre) {
  EXPECT_EQ(ids(compare({"old", "", {customer("9", "A", 1), customer("10", "A", 1)}},
                        {"new", "", {customer("x", "A", 1)}})
                    .movers),
            (std::vector<std::string>{"10", "9", "x"}));
  EXPECT_EQ(ids(compare({"old", "", {customer("9", "A", 1), customer("10", "A", 1)}},
                        {"new", "", {customer("11", "A", 1)}})
                    .movers),
            (std::vector<std::string>{"9", "10", "11"}));
}

TEST(Movement, OnlyTheLargestChangesAreKept) {
  Snapshot before{"old", "", {}};
  Snapshot after{"new", "", {}};
  for (int i = 1; i <= 30; ++i) {
    before.customers.push_back(customer(std::to_string(i), "A", 100));
    // Two of each gain.
    after.customers.push_back(customer(std::to_string(i), "A", 100 + (i + 1) / 2));
  }
  const Movement movement = compare(std::move(before), std::move(after));
  EXPECT_EQ(ids(movement.gains),
            (std::vector<std::string>{"29", "30", "27", "28", "25", "26", "23", "24", "21", "22"}));
  EXPECT_TRUE(movement.losses.empty());
  EXPECT_TRUE(movement.movers.empty());
}

// Each side has its own order of segments; the result knows one.
TEST(Movement, SegmentsAreComparedByName) {
  const Movement movement =
      compare({"old", "", {customer("1", "Rest", 1), customer("2", "Best", 5)}},
              {"new", "", {customer("1", "Best", 9), customer("2", "Rest", 2)}});
  EXPECT_EQ(described(movement),
            "Best -> Rest: 1 5 2\n"
            "Rest -> Best: 1 1 9\n");
  ASSERT_EQ(movement.movers.size(), 2U);
  const Mover mover = movement.movers[0];
  EXPECT_EQ(movement.segments[mover.from], "Rest");
  EXPECT_EQ(movement.segments[mover.to], "Best");
  EXPECT_EQ(mover.before->segment, "Rest");
  EXPECT_EQ(mover.after->segment, "Best");
  EXPECT_EQ(mover.gain(), Amount::from_integer(8));
}

// Equal as numbers, but not the same customer.
TEST(Movement, IdsWithOtherLeadingZerosAreOtherCustomers) {
  const Movement movement = compare({"old", "", {customer("7", "A", 1), customer("8", "A", 1)}},
                                    {"new", "", {customer("007", "A", 1), customer("8", "A", 1)}});
  EXPECT_EQ(movement.stayed, 1);
  EXPECT_EQ(ids(movement.movers), (std::vector<std::string>{"007", "7"}));
}

TEST(Movement, OfNobodyIsEmpty) {
  const Movement movement = compare({}, {});
  EXPECT_TRUE(movement.segments.empty());
  EXPECT_TRUE(movement.transitions.empty());
  EXPECT_TRUE(movement.movers.empty());
}

TEST(Movement, ACustomerThatIsThereTwiceIsRefused) {
  EXPECT_EQ(test::thrown<DataError>([] {
              (void)compare({"old", "", {customer("1", "A", 1), customer("1", "B", 1)}}, {});
            }),
            "old: customer '1' appears twice");
}

}  // namespace
}  // namespace rfmseg
