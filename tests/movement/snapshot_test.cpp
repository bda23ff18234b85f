#include "rfmseg/movement/snapshot.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cluster/customers.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/segment/scheme.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

/// `7 Best 55 3 2 10.50`, a line for each customer.
std::string shown(const Snapshot& snapshot) {
  std::string text;
  for (std::size_t i = 0; i < snapshot.customers.size(); ++i) {
    const SnapshotCustomer one = snapshot.customers[i];
    text += one.id + " " + one.segment + " " + one.rfm_score + " " + std::to_string(one.recency) +
            " " + std::to_string(one.frequency) + " " + to_string(one.monetary, 2) + "\n";
  }
  return text;
}

TEST(Snapshot, OfACustomerFileHasItsSegments) {
  CustomerTable table = test::customers({{3, 2, "10.5"}, {40, 1, "2"}});
  table.carried = {{"segment", {"Best", "Rest"}}, {"rfm_score", {"55", "11"}}};
  table.as_of = TimestampParser(TimestampParser::Known::iso).parse("2011-12-10");
  const Snapshot snapshot = take_snapshot("old.csv", table);
  EXPECT_EQ(snapshot.name, "old.csv");
  EXPECT_EQ(snapshot.as_of, "2011-12-10T00:00:00");
  EXPECT_EQ(shown(snapshot), "1 Best 55 3 2 10.50\n2 Rest 11 40 1 2.00\n");

  table.carried.pop_back();
  table.as_of.reset();
  EXPECT_EQ(take_snapshot("old.csv", table).as_of, "");
  EXPECT_EQ(shown(take_snapshot("old.csv", table)), "1 Best  3 2 10.50\n2 Rest  40 1 2.00\n");
}

TEST(Snapshot, OfACustomerFileNeedsSegments) {
  try {
    (void)take_snapshot("old.csv", test::customers({{3, 2, "10.5"}}));
    ADD_FAILURE() << "nothing was thrown";
  } catch (const DataError& error) {
    EXPECT_EQ(error.kind(), ErrorKind::missing_segments);
    EXPECT_STREQ(error.what(), "old.csv: has no column segment, so there is nothing to compare");
  }
}

// Of two customers the one who spends more has the best of five monetary scores.
TEST(Snapshot, OfASegmentationHasItsSegmentsAndScores) {
  const Scheme scheme = parse_scheme(
      "name = 'x'\n"
      "[metrics.recency]\ncuts = [30]\n"
      "[metrics.frequency]\ncuts = [4]\n"
      "[[segment]]\nname = 'Lately'\nrecency = 2\n"
      "[unmatched]\nname = 'Neither'\n",
      "x.toml");
  const CustomerTable table = test::customers({{3, 2, "10.5"}, {40, 1, "2"}});
  const Snapshot snapshot = take_snapshot("today", table, segment_customers(table, scheme));
  EXPECT_EQ(snapshot.name, "today");
  EXPECT_EQ(shown(snapshot), "1 Lately 215 3 2 10.50\n2 Neither 111 40 1 2.00\n");
}

/// The snapshot of a run with these customers.
Snapshot snapshot_of(const rfmseg::Run& run, const std::vector<RunCustomer>& customers) {
  return take_snapshot(run, [&](const Store::AddRunCustomer& add) {
    for (const RunCustomer& customer : customers) add(customer);
  });
}

TEST(Snapshot, OfARunHasWhatWasRecorded) {
  rfmseg::Run run;
  run.number = 7;
  run.definition.as_of = "2011-12-10T00:00:00";
  RunCustomer customer;
  customer.id = "12";
  customer.recency = "3";
  customer.frequency = "2";
  customer.monetary = "10.50";
  customer.rfm_score = "55";
  customer.segment = "Best";
  const Snapshot snapshot = snapshot_of(run, {customer, RunCustomer{}});
  EXPECT_EQ(snapshot.name, "run 7");
  EXPECT_EQ(snapshot.as_of, "2011-12-10T00:00:00");
  // The other was recorded by a run that knew nothing of it.
  EXPECT_EQ(shown(snapshot), "12 Best 55 3 2 10.50\n   0 0 0.00\n");

  customer.monetary = "10.5O";
  EXPECT_EQ(test::thrown<DataError>([&] { (void)snapshot_of(run, {customer}); }),
            "run 7 in the store: customer '12': column monetary: '10.5O' is not a number");
  customer.monetary = "10.50";
  customer.frequency = "2.5";
  EXPECT_EQ(test::thrown<DataError>([&] { (void)snapshot_of(run, {customer}); }),
            "run 7 in the store: customer '12': column frequency: '2.5' is not a whole number");
}

}  // namespace
}  // namespace rfmseg
