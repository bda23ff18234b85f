#include "clean/day_counts.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::day;

/// The rows of a file: 29 in May 2024, and one at `last`, in line 31.
DayCounts counts(const std::string& last) {
  DayCounts days;
  for (unsigned i = 1; i <= 29; ++i) {
    days.add(day("2024-05-" + std::string(i < 10 ? "0" : "") + std::to_string(i)), i + 1);
  }
  days.add(day(last), 31);
  return days;
}

TEST(DayCounts, ALastDayFarBehindAllOthersIsNamed) {
  DayCounts days = counts("2025-05-29");
  days.end_file("a.csv");
  const FarRow* row = days.far_row();
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->file, "a.csv");
  EXPECT_EQ(row->line, 31U);
  EXPECT_EQ(row->time, day("2025-05-29"));
  EXPECT_EQ(row->usual_last, day("2024-05-29"));
}

TEST(DayCounts, SixtyDaysAreNotFar) {
  DayCounts days = counts("2024-07-28 12:00");
  days.end_file("a.csv");
  EXPECT_EQ(days.far_row(), nullptr);
  DayCounts more = counts("2024-07-29");
  more.end_file("a.csv");
  EXPECT_NE(more.far_row(), nullptr);
}

TEST(DayCounts, OfRowsAtTheLastMomentTheFirstIsNamed) {
  const Timestamp last = day("2025-05-29");
  DayCounts days = counts("2025-05-29");
  for (unsigned i = 0; i < 5000; ++i) days.add(day("2024-05-20"), 100 + i);
  days.add(last, 5200);
  days.add(day("2024-05-20"), 5201);
  // Of another thread, whose rows come later, but are added first.
  DayCounts all;
  all.add(last, 5300);
  all.merge(std::move(days));
  all.end_file("a.csv");
  ASSERT_NE(all.far_row(), nullptr);
  EXPECT_EQ(all.far_row()->line, 31U);
}

TEST(DayCounts, FewRowsHaveNoUsualDay) {
  DayCounts days;
  days.add(day("2024-01-01"), 2);
  days.add(day("2025-01-01"), 3);
  days.end_file("a.csv");
  EXPECT_EQ(days.far_row(), nullptr);
}

TEST(DayCounts, NeitherThreadsNorFilesMatter) {
  DayCounts all;
  for (const char* file : {"b.csv", "a.csv"}) {
    DayCounts one = counts(*file == 'a' ? "2025-05-29" : "2024-05-02");
    DayCounts other;
    other.add(day("2024-05-03"), 7);
    other.merge(std::move(one));
    other.end_file(file);
    all.merge(std::move(other));
  }
  const FarRow* row = all.far_row();
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->file, "a.csv");
  EXPECT_EQ(row->line, 31U);
}

}  // namespace
}  // namespace rfmseg
