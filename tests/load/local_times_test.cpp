#include "load/local_times.hpp"

#include <gtest/gtest.h>

#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

Timestamp time_of(std::string_view text) {
  return *TimestampParser(TimestampParser::Known::iso).parse(text);
}

UtcOffset written(int minutes) {
  return {minutes, UtcOffset::Kind::written};
}

std::string local(const LocalTimes& times, std::string_view text, UtcOffset offset) {
  const auto time = times.of(time_of(text), offset);
  return time ? to_string(*time) : "nothing";
}

OffsetRange range(std::initializer_list<int> minutes) {
  OffsetRange offsets;
  for (const int one : minutes) offsets.add(written(one));
  return offsets;
}

TEST(LocalTimes, AreAsWrittenByDefault) {
  EXPECT_EQ(local({}, "2024-03-05T20:00:00", written(-300)), "2024-03-05T20:00:00");
  EXPECT_EQ(local({}, "2024-03-05T20:00:00", {}), "2024-03-05T20:00:00");
}

TEST(LocalTimes, OfUtcAreConvertedUnlessLocalAlready) {
  EXPECT_EQ(local(LocalTimes::utc(), "2024-03-05T20:00:00", written(-300)), "2024-03-06T01:00:00");
  EXPECT_EQ(local(LocalTimes::utc(), "2024-03-05T20:00:00", {}), "2024-03-05T20:00:00");
  EXPECT_EQ(local(LocalTimes::utc(), "0001-01-01T00:00:00", written(60)), "nothing");
}

TEST(LocalTimes, OfAZoneKnowSummerTime) {
  const LocalTimes berlin("Europe/Berlin");
  EXPECT_EQ(local(berlin, "2024-01-05T12:00:00", written(0)), "2024-01-05T13:00:00");
  EXPECT_EQ(local(berlin, "2024-07-05T12:00:00", written(0)), "2024-07-05T14:00:00");
  EXPECT_EQ(local(berlin, "2024-07-05T20:00:00", written(-300)), "2024-07-06T03:00:00");
  EXPECT_EQ(local(berlin, "2024-07-05T12:00:00", {0, UtcOffset::Kind::epoch}),
            "2024-07-05T14:00:00");
  EXPECT_EQ(local(berlin, "2024-07-05T12:00:00", {}), "2024-07-05T12:00:00");
  EXPECT_EQ(local(LocalTimes("Asia/Kolkata"), "2024-01-05T20:00:00", written(0)),
            "2024-01-06T01:30:00");
}

TEST(LocalTimes, AnUnknownZoneIsRefused) {
  EXPECT_EQ(test::thrown<UsageError>([] { LocalTimes times("Mars/Olympus"); }),
            "zone: 'Mars/Olympus' is not a time zone (for example America/New_York, Europe/Berlin, "
            "Asia/Kolkata or UTC)");
}

TEST(OffsetRange, WinterAndSummerAreOneZone) {
  EXPECT_TRUE(range({}).one_zone());
  EXPECT_TRUE(range({-300}).one_zone());
  EXPECT_TRUE(range({-240, -300}).one_zone());
  EXPECT_FALSE(range({-240, -301}).one_zone());
  EXPECT_FALSE(range({60, 0, -60}).one_zone());
}

TEST(OffsetRange, HasAText) {
  EXPECT_EQ(range({}).text(), "");
  EXPECT_EQ(range({330}).text(), "+05:30");
  EXPECT_EQ(range({-240, -210}).text(), "-04:00 to -03:30");
  EXPECT_TRUE(range({0}).all_utc());
  EXPECT_FALSE(range({0, 60}).all_utc());
}

TEST(OffsetRange, CountsOnlyOffsetsThatAreWritten) {
  OffsetRange offsets;
  offsets.add({});
  offsets.add({0, UtcOffset::Kind::epoch});
  EXPECT_TRUE(offsets.empty());
  offsets.merge(range({60}));
  offsets.merge({});
  EXPECT_EQ(offsets.text(), "+01:00");
}

TEST(LocalTimesOfAFile, FollowTheFirstOffsets) {
  EXPECT_TRUE(local_times({}, range({-300, -240})).as_written());
  EXPECT_EQ(local(local_times({}, range({-300, 60})), "2024-03-05T20:00:00", written(-300)),
            "2024-03-06T01:00:00");
  EXPECT_EQ(local(local_times("UTC", range({-300})), "2024-03-05T20:00:00", written(-300)),
            "2024-03-06T01:00:00");
}

}  // namespace
}  // namespace rfmseg
