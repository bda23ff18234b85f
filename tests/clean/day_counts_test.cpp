#include "clean/day_counts.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>
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
  const auto row = days.far_last();
  ASSERT_TRUE(row);
  EXPECT_EQ(row->file, "a.csv");
  EXPECT_EQ(row->line, 31U);
  EXPECT_EQ(row->time, day("2025-05-29"));
  EXPECT_EQ(row->usual, day("2024-05-29"));
}

TEST(DayCounts, SixtyDaysAreNotFar) {
  DayCounts days = counts("2024-07-28 12:00");
  days.end_file("a.csv");
  EXPECT_FALSE(days.far_last());
  DayCounts more = counts("2024-07-29");
  more.end_file("a.csv");
  EXPECT_TRUE(more.far_last());
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
  ASSERT_TRUE(all.far_last());
  EXPECT_EQ(all.far_last()->line, 31U);
}

TEST(DayCounts, FewRowsHaveNoUsualDay) {
  DayCounts days;
  days.add(day("2024-01-01"), 2);
  days.add(day("2025-01-01"), 3);
  days.end_file("a.csv");
  EXPECT_FALSE(days.far_last());
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
  const auto row = all.far_last();
  ASSERT_TRUE(row);
  EXPECT_EQ(row->file, "a.csv");
  EXPECT_EQ(row->line, 31U);
}

TEST(DayCounts, AFirstDayFarBeforeAllOthersIsNamed) {
  DayCounts days = counts("1901-01-01");
  days.end_file("a.csv");
  const auto row = days.far_first();
  ASSERT_TRUE(row);
  EXPECT_EQ(row->file, "a.csv");
  EXPECT_EQ(row->line, 31U);
  EXPECT_EQ(row->time, day("1901-01-01"));
  EXPECT_FALSE(days.far_last());

  DayCounts sixty = counts("2024-03-02");
  sixty.end_file("a.csv");
  EXPECT_FALSE(sixty.far_first());
  DayCounts more = counts("2024-03-01");
  more.end_file("a.csv");
  ASSERT_TRUE(more.far_first());
  EXPECT_EQ(more.far_first()->usual, day("2024-05-01"));
}

/// Rows on every `step`-th of 300 days, without those of the days from `from` to `to`.
DayCounts with_gap(int step, int from, int to) {
  DayCounts days;
  for (int i = 0; i < 300; i += step) {
    if (i >= from && i <= to) continue;
    for (int row = 0; row < 5; ++row) {
      days.add(day("2024-01-01") + std::chrono::days(i), static_cast<std::uint64_t>(5 * i + row));
    }
  }
  days.end_file("a.csv");
  return days;
}

TEST(DayCounts, ALongTimeWithoutRowsIsNamed) {
  const auto gap = with_gap(1, 100, 159).long_gap();
  ASSERT_TRUE(gap);
  EXPECT_EQ(gap->last_before, day("2024-04-09"));  // the 100th day
  EXPECT_EQ(gap->first_after, day("2024-06-09"));  // 61 days later
  EXPECT_FALSE(with_gap(1, 100, 158).long_gap()) << "59 days without rows";
  // A shop that sells every 30 days, and once not for 90 days, but for 120.
  EXPECT_FALSE(with_gap(30, 100, 150).long_gap());
  EXPECT_TRUE(with_gap(30, 100, 180).long_gap());
}

}  // namespace
}  // namespace rfmseg
