#include "store/file_dates.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::day;

std::chrono::local_days date(const std::string& text) {
  return std::chrono::floor<std::chrono::days>(day(text));
}

/// `LINE: DATE DAYS` of the gap; empty if there is none.
std::string gap(const std::vector<std::string>& dates, const std::string& first,
                const std::string& last, int most) {
  FileDates file;
  std::uint64_t line = 1;
  for (const std::string& text : dates) file.add(day(text), ++line);
  const auto found = file.find_gap({date(first), date(last)}, std::chrono::days(most));
  if (!found) return "";
  return std::to_string(found->line) + ": " + to_date_string(Timestamp(found->date)) + ' ' +
         std::to_string(found->days());
}

TEST(FileDates, AGapIsLongerThanTheMostAfterTheStore) {
  EXPECT_EQ(gap({"2024-05-02", "2024-07-02"}, "2024-05-01", "2024-05-03", 60), "");
  EXPECT_EQ(gap({"2024-05-02", "2024-07-03"}, "2024-05-01", "2024-05-03", 60), "3: 2024-07-03 61");
}

// A year of files is in order if no part of it is missing.
TEST(FileDates, DatesOfTheFileCloseAGap) {
  EXPECT_EQ(gap({"2024-09-01", "2024-06-20", "2024-08-01"}, "2024-05-01", "2024-05-03", 60), "");
  EXPECT_EQ(
      gap({"2024-06-20", "2025-05-04", "2024-08-01", "2025-05-04"}, "2024-05-01", "2024-05-03", 60),
      "3: 2025-05-04 276");
}

TEST(FileDates, AGapBeforeTheStoreIsFoundToo) {
  EXPECT_EQ(gap({"2024-04-01", "2024-02-15"}, "2024-05-01", "2024-05-03", 60), "");
  EXPECT_EQ(gap({"2024-04-01", "2004-04-02"}, "2024-05-01", "2024-05-03", 60),
            "3: 2004-04-02 7304");
}

TEST(FileDates, TheLineIsTheFirstWithTheDate) {
  EXPECT_EQ(gap({"2025-01-01", "2024-05-02", "2025-01-01"}, "2024-05-01", "2024-05-03", 60),
            "2: 2025-01-01 243");
}

TEST(FileDates, WithoutRowsThereIsNoRange) {
  EXPECT_FALSE(FileDates().range());
}

}  // namespace
}  // namespace rfmseg
