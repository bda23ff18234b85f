#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "report/figures/segment_looks.hpp"
#include "report/figures/shifts.hpp"
#include "rfmseg/movement/movement.hpp"
#include "rfmseg/report/movement_report.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {
namespace {

using figures::Shift;

SnapshotCustomer customer(const std::string& id, const std::string& segment, int spend,
                          int recency = 5) {
  return {id, segment, "", recency, 2, Amount::from_integer(spend)};
}

Snapshot snapshot(const std::vector<SnapshotCustomer>& customers) {
  Snapshot snapshot{"now", "", {}, "SEK"};
  for (const SnapshotCustomer& each : customers) snapshot.customers.push_back(each);
  return snapshot;
}

/// Customer `b` slips, `c` comes back, `d` moves up, `e` moves within a group, `f` is new, `g`
/// gone.
Movement one_of_each() {
  return compare(snapshot({customer("a", "Champions", 90), customer("b", "Champions", 40),
                           customer("c", "At Risk", 20), customer("d", "New Customers", 10),
                           customer("e", "Champions", 30), customer("g", "Hibernating", 5)}),
                 snapshot({customer("a", "Champions", 95), customer("b", "At Risk", 40),
                           customer("c", "Loyal Customers", 29), customer("d", "Champions", 14),
                           customer("e", "Loyal Customers", 30), customer("f", "Promising", 7)}));
}

std::string page_of(const Movement& movement, const HtmlOptions& options = {}) {
  std::ostringstream out;
  write_html(movement, load_scheme("classic"), options, out);
  return out.str();
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Shifts, AreByTheGroupsOfBothSegments) {
  const Movement movement = one_of_each();
  const auto looks = figures::segment_looks(movement.segments, load_scheme("classic"));
  const auto shifts = figures::find_shifts(movement, looks);
  const auto ids = [&](Shift::Kind kind) {
    std::string text;
    const Shift* const shift = figures::find_shift(shifts, kind);
    if (shift == nullptr) return text;
    for (const Mover& mover : shift->top) text += mover.id();
    return text;
  };
  EXPECT_EQ(ids(Shift::Kind::slipped), "b");
  EXPECT_EQ(ids(Shift::Kind::won_back), "c");
  EXPECT_EQ(ids(Shift::Kind::moved_up), "d");
  EXPECT_EQ(ids(Shift::Kind::came), "f");
  EXPECT_EQ(ids(Shift::Kind::went), "g");
  EXPECT_EQ(figures::find_shift(shifts, Shift::Kind::went)->spend(), Amount::from_integer(5));
  EXPECT_EQ(figures::find_shift(shifts, Shift::Kind::won_back)->spend(), Amount::from_integer(29));
}

TEST(Shifts, ListHighestSpendFirstThenById) {
  const Movement movement =
      compare(snapshot({customer("1", "Champions", 1), customer("2", "Champions", 1),
                        customer("3", "Champions", 1)}),
              snapshot({customer("1", "At Risk", 4, 10), customer("2", "At Risk", 9, 20),
                        customer("3", "At Risk", 4, 60)}));
  const auto looks = figures::segment_looks(movement.segments, load_scheme("classic"));
  const auto shifts = figures::find_shifts(movement, looks);
  ASSERT_EQ(shifts.size(), 1U);
  EXPECT_EQ(shifts[0].top[0].id(), "2");
  EXPECT_EQ(shifts[0].top[1].id(), "1");
  EXPECT_EQ(shifts[0].top[2].id(), "3");
  EXPECT_EQ(shifts[0].recency.to_double(), 20);
}

TEST(SegmentLooks, AreOfTheSchemeThatHasAllNames) {
  // The classic scheme has no "Lost".
  const auto looks = figures::segment_looks({"Champions", "Lost"}, load_scheme("classic"));
  ASSERT_TRUE(looks.metrics);
  const Scheme eleven = load_scheme("eleven");
  for (const SegmentRule& rule : eleven.segments) {
    if (rule.name == "Lost") {
      EXPECT_EQ(looks.segments[1].color, rule.color);
      EXPECT_EQ(looks.segments[1].group, rule.group);
    }
  }
}

TEST(SegmentLooks, OfNamesThatNoSchemeHasAreWithoutGroups) {
  const auto looks = figures::segment_looks({"Champions", "My own"}, load_scheme("classic"));
  EXPECT_FALSE(looks.metrics);
  EXPECT_FALSE(looks.segments[0].group);
  EXPECT_EQ(looks.segments[0].color, load_scheme("classic").segments[0].color);
  EXPECT_EQ(looks.segments[1].color.size(), 7U);
}

TEST(MovementPage, BeginsWithWhoSlippedAndWhoRose) {
  const std::string page = page_of(one_of_each());
  EXPECT_TRUE(has(page,
                  "<h1>1 customer who spent 40 SEK slipped away. 2 who spent 43 SEK rose: 1 came "
                  "back and 1 moved up.</h1>"));
}

TEST(MovementPage, WithoutAnyMoveSaysSo) {
  const auto same = snapshot({customer("a", "Champions", 90)});
  EXPECT_TRUE(
      has(page_of(compare(same, same)), "<h1>No customer slipped away. No customer rose.</h1>"));
}

TEST(MovementPage, OfUnknownSegmentsCountsMoves) {
  const std::string page =
      page_of(compare(snapshot({customer("a", "X", 1)}), snapshot({customer("a", "<Y>", 1)})));
  EXPECT_TRUE(has(page, "<h1>Of 1 customer before, 0 stayed in their segment, 1 moved"));
  EXPECT_FALSE(has(page, "<Y>"));
}

TEST(MovementPage, OfNobodyIsAPage) {
  EXPECT_TRUE(has(page_of(compare(snapshot({}), snapshot({}))), "</html>"));
}

TEST(MovementPage, DrawsMovesOfMoreThanOnePercentAndCountsTheRest) {
  std::vector<SnapshotCustomer> before, after;
  for (int i = 100; i < 300; ++i) {
    const std::string id = std::to_string(i);
    before.push_back(customer(id, "Champions", i));
    // Two of 200 customers are 1 %, three are more.
    const char* segment = i < 102 ? "At Risk" : i < 105 ? "Hibernating" : "Champions";
    after.push_back(customer(id, segment, i));
  }
  const std::string page = page_of(compare(snapshot(before), snapshot(after)));
  EXPECT_TRUE(has(page, "<title>Champions to Hibernating: 3 customers</title>"));
  EXPECT_FALSE(has(page, "<title>Champions to At Risk: 2 customers</title>"));
  EXPECT_TRUE(
      has(page, "Not drawn: 1 move of at most 1% of the customers each, 2 customers in all."));
}

TEST(MovementPage, ListsNoMoreThanTenCustomers) {
  std::vector<SnapshotCustomer> before, after;
  for (int i = 100; i < 125; ++i) {
    before.push_back(customer(std::to_string(i), "Champions", i));
    after.push_back(customer(std::to_string(i), "At Risk", i, 40));
  }
  const std::string page = page_of(compare(snapshot(before), snapshot(after)));
  EXPECT_TRUE(has(page, "<p>10 of 25 customers.</p>"));
  EXPECT_TRUE(has(page, "<th scope=\"row\" class=\"left\">115</th>"));
  EXPECT_FALSE(has(page, "<th scope=\"row\" class=\"left\">114</th>"));
  EXPECT_TRUE(has(page, "<td>5 → 40</td>"));
}

TEST(MovementPage, ListsTheMovesOfManySegments) {
  std::vector<SnapshotCustomer> before, after;
  for (int i = 10; i < 30; ++i) {
    before.push_back(customer(std::to_string(i), "A" + std::to_string(i), 1));
    after.push_back(customer(std::to_string(i), "B" + std::to_string(i % 2), 1));
  }
  const std::string page = page_of(compare(snapshot(before), snapshot(after)));
  EXPECT_FALSE(has(page, "Before \\ after"));
  EXPECT_TRUE(
      has(page, "<th scope=\"row\" class=\"left\">A10</th><td class=\"left\">B0</td><td>1</td>"));
}

TEST(MovementPage, HasTheTitleThatIsAskedFor) {
  HtmlOptions options;
  options.title = "Q4 <review>";
  const std::string page = page_of(one_of_each(), options);
  EXPECT_TRUE(has(page, "<title>Q4 &lt;review&gt;</title>"));
  EXPECT_TRUE(has(page, "<b>Q4 &lt;review&gt;</b>"));
  EXPECT_FALSE(has(page, "Customer movement"));
}

}  // namespace
}  // namespace rfmseg
