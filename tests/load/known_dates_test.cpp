// The formats of dates that are recognised without being told, but for ISO 8601 and slashes.

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {
namespace {

using Known = TimestampParser::Known;

std::string read(Known known, std::string_view text) {
  const auto time = TimestampParser(known).parse(text);
  return time ? to_string(*time) : "nothing";
}

void expect_nothing(Known known, std::initializer_list<const char*> texts) {
  for (const char* text : texts) EXPECT_EQ(read(known, text), "nothing") << text;
}

TEST(KnownDates, Dashed) {
  EXPECT_EQ(read(Known::day_first_dashed, "07-12-2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::day_first_dashed, "7-12-2011 15:52"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::month_first_dashed, "12-7-2011 3:52 PM"), "2011-12-07T15:52:00");
  expect_nothing(Known::day_first_dashed,
                 {"2011-12-07", "31-02-2011", "12-31-2011", "7/12/2011", "7-12-20111", "7-12-201"});
  expect_nothing(Known::month_first_dashed, {"31-12-2011", "12.31.2011", "12-31-1"});
}

TEST(KnownDates, DashedWithYearsOfTwoDigits) {
  EXPECT_EQ(read(Known::month_first_dashed, "04-30-22"), "2022-04-30T00:00:00");
  EXPECT_EQ(read(Known::day_first_dashed, "25-02-17"), "2017-02-25T00:00:00");
  EXPECT_EQ(read(Known::short_year_first, "25-02-17"), "2025-02-17T00:00:00");
  EXPECT_EQ(read(Known::short_year_first, "99-2-7 8:26"), "1999-02-07T08:26:00");
  expect_nothing(Known::short_year_first,
                 {"04-30-22", "2025-02-17", "25/02/17", "25-02-2017", "5-02-17", "25-02"});
}

TEST(KnownDates, SeparatorsMayDifferWithinOneOrder) {
  EXPECT_EQ(read(Known::month_first_mixed, "11-08-2016"), "2016-11-08T00:00:00");
  EXPECT_EQ(read(Known::month_first_mixed, "4/15/2017"), "2017-04-15T00:00:00");
  EXPECT_EQ(read(Known::month_first_mixed, "4.15.17 8:26 PM"), "2017-04-15T20:26:00");
  EXPECT_EQ(read(Known::day_first_mixed, "15.4.2017"), "2017-04-15T00:00:00");
  EXPECT_EQ(read(Known::day_first_mixed, "15-4-2017"), "2017-04-15T00:00:00");
  expect_nothing(Known::month_first_mixed,
                 {"4/15-2017", "15/4/2017", "2017-04-15", "4 15 2017", "4", "", "4,15,2017"});
}

TEST(KnownDates, Dotted) {
  EXPECT_EQ(read(Known::dotted, "07.12.2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::dotted, "7.1.2011 9:05:06"), "2011-01-07T09:05:06");
  EXPECT_EQ(read(Known::dotted, "7.12.2011, 15:52:00"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::dotted, "07.12.11"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::dotted, "07.12.69"), "1969-12-07T00:00:00");
  expect_nothing(Known::dotted, {"12.31.2011", "29.02.2011", "7.12", "7.12.", "7.12.1", "7.12.201",
                                 "2011.12.07", "7.12.2011,", "7.12.2011 noon", "7/12/2011"});
}

TEST(KnownDates, YearFirst) {
  EXPECT_EQ(read(Known::year_first, "2011/12/07"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::year_first, "2011/1/5 8:26"), "2011-01-05T08:26:00");
  EXPECT_EQ(read(Known::year_first, "2011-1-5"), "2011-01-05T00:00:00");
  EXPECT_EQ(read(Known::year_first, "2011.12.07"), "2011-12-07T00:00:00");
  expect_nothing(Known::year_first, {"2011/12-07", "2011-12/07", "2011 12 07", "11/12/07", "2011",
                                     "2011/", "2011/13/01", "2011/02/29", "2011/1/5x"});
}

TEST(KnownDates, Compact) {
  EXPECT_EQ(read(Known::compact, "20111207"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::compact, "201112071552"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::compact, "20111207155209"), "2011-12-07T15:52:09");
  EXPECT_EQ(read(Known::compact, "20111207 1552"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::compact, "20111207T155209Z"), "2011-12-07T15:52:09");
  EXPECT_EQ(read(Known::compact, "20111207T155209.25+0130"), "2011-12-07T14:22:09");
  EXPECT_EQ(read(Known::compact, "20111207 15:52"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::compact, "20111207.0"), "2011-12-07T00:00:00") << "from a spreadsheet";
  expect_nothing(
      Known::compact,
      {"2011120", "201112070", "2011120715", "20111207155", "2011120715520", "20110229", "20111307",
       "20111200", "00001207", "20111207.5", "20111207.", "20111207T", "201112072460",
       "201112072400", "2011120715:52", "111207", "20111207155209.", "201112071552091"});
}

TEST(KnownDates, SecondsSince1970) {
  EXPECT_EQ(read(Known::epoch, "1323273120"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::epoch, "1323273120.0"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::epoch, "1323273120.999"), "2011-12-07T15:52:00") << "the second it is in";
  EXPECT_EQ(read(Known::epoch, "100000000"), "1973-03-03T09:46:40");
  EXPECT_EQ(read(Known::epoch, "9999999999"), "2286-11-20T17:46:39");
  expect_nothing(Known::epoch,
                 {"99999999", "10000000000", "13232731200000", "-1323273120000", "0132327312",
                  "1323273120.", "1323273120.x", "1323273120 ago", "1.3e9", "+1323273120"});
}

TEST(KnownDates, MillisecondsAndMicrosecondsSince1970) {
  EXPECT_EQ(read(Known::epoch, "1704448500000"), "2024-01-05T09:55:00");
  EXPECT_EQ(read(Known::epoch, "1706743800999"), "2024-01-31T23:30:00");
  EXPECT_EQ(read(Known::epoch, "1706743800000000"), "2024-01-31T23:30:00");
  expect_nothing(Known::epoch, {"170444850000", "17044485000000", "170444850000000",
                                "17067438000000000", "0706743800000"});
}

TEST(KnownDates, ExcelSerials) {
  // 25569 is 1970-01-01 in every table of them; 40513 is the 14,944 days from there to 2010-12-01.
  EXPECT_EQ(read(Known::excel, "25569"), "1970-01-01T00:00:00");
  EXPECT_EQ(read(Known::excel, "40513"), "2010-12-01T00:00:00");
  EXPECT_EQ(read(Known::excel, "40513.0"), "2010-12-01T00:00:00");
  EXPECT_EQ(read(Known::excel, "40513.5"), "2010-12-01T12:00:00");
  EXPECT_EQ(read(Known::excel, "40513,25"), "2010-12-01T06:00:00");
  // 8:26 is 506 of 1440 minutes: 0.351388... of a day.
  EXPECT_EQ(read(Known::excel, "40513.35139"), "2010-12-01T08:26:00");
  EXPECT_EQ(read(Known::excel, "40513.351388888885"), "2010-12-01T08:26:00");
  EXPECT_EQ(read(Known::excel, "40513.351388888888888888"), "2010-12-01T08:26:00");
  EXPECT_EQ(read(Known::excel, "40513.999999"), "2010-12-02T00:00:00") << "the nearest second";
  EXPECT_EQ(read(Known::excel, "10000"), "1927-05-18T00:00:00");
  EXPECT_EQ(read(Known::excel, "99999"), "2173-10-13T00:00:00");
  expect_nothing(Known::excel, {"9999", "61", "100000", "09999", "-40513", "40513.", "40513.5x",
                                "4.0513e4", "40513 12:00", "40513.3513888888888888888"});
}

TEST(KnownDates, NamedMonths) {
  EXPECT_EQ(read(Known::named, "7 Dec 2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::named, "07-Dec-11"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::named, "07DEC2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::named, "7. December 2011 15:52"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::named, "Dec 7, 2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::named, "December 7, 2011, 3:52:09 PM"), "2011-12-07T15:52:09");
  EXPECT_EQ(read(Known::named, "Wed, 07 Dec 2011 15:52:00 +0100"), "2011-12-07T14:52:00");
  EXPECT_EQ(read(Known::named, "Wednesday 7 december 2011"), "2011-12-07T00:00:00");
  expect_nothing(Known::named,
                 {"7 Dec", "Dec 2011", "7 Decembers 2011", "31 Feb 2011", "Dec 72011", "Dec, 2011",
                  "7 Dec 2011 x", "7 12 2011", "WedDec 7 2011", "Soon 7 Dec 2011", "0 Dec 2011"});
}

TEST(KnownDates, MonthsInOtherLanguages) {
  const auto month = [](const std::string& name) {
    return read(Known::named, "5 " + name + " 2021").substr(0, 7);
  };
  const std::vector<std::vector<std::string>> names = {
      {"January", "Januar", "Jänner", "janvier", "janv.", "enero", "ene.", "gennaio", "gen",
       "janeiro", "januari", "JAN", "jan."},
      {"February", "Februar", "février", "Févr.", "fevr", "FÉV", "febrero", "febbraio", "fevereiro",
       "februari", "Feb", "fev."},
      {"March", "März", "MÄRZ", "Mär", "Mrz.", "mars", "marzo", "março", "maart", "mrt.", "Mar"},
      {"April", "avril", "avr.", "abril", "abr", "aprile", "Apr."},
      {"May", "Mai", "mayo", "maggio", "mag", "maio", "mei"},
      {"June", "Juni", "juin", "junio", "giugno", "giu", "junho", "Jun."},
      {"July", "Juli", "juillet", "juil.", "julio", "luglio", "lug", "julho", "Jul"},
      {"August", "août", "AOÛT", "aout", "agosto", "ago", "augustus", "Aug."},
      {"September", "Sept", "Sept.", "septembre", "septiembre", "settembre", "set", "setembro",
       "Sep"},
      {"October", "Oktober", "Okt.", "octobre", "octubre", "ottobre", "ott", "outubro", "out",
       "Oct"},
      {"November", "novembre", "noviembre", "novembro", "Nov."},
      {"December", "Dezember", "Dez.", "décembre", "déc.", "DÉC", "diciembre", "dic", "dicembre",
       "dezembro", "Dec"}};
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (const std::string& name : names[i]) {
      EXPECT_EQ(month(name), fmt::format("2021-{:02}", i + 1)) << name;
    }
  }
  EXPECT_EQ(month("fe\xCC\x81vrier"), "2021-02") << "with the accent as a separate character";
  for (const char* bad : {"Jui", "M", "Ma", "Sebtember", "Märze", "\xC3", "Nôve"}) {
    EXPECT_EQ(month(bad), "nothing") << bad;
  }
}

TEST(KnownDates, NamedMonthsAsPeopleAndDatabasesWriteThem) {
  EXPECT_EQ(read(Known::named, "Sept 5, 2021"), "2021-09-05T00:00:00");
  EXPECT_EQ(read(Known::named, "Sept. 5, 2021"), "2021-09-05T00:00:00");
  EXPECT_EQ(read(Known::named, "5. März 2021 15:52"), "2021-03-05T15:52:00");
  EXPECT_EQ(read(Known::named, "5 de enero de 2024"), "2024-01-05T00:00:00");
  EXPECT_EQ(read(Known::named, "01-DEC-10 08.26.00.000000000 AM"), "2010-12-01T08:26:00");
  EXPECT_EQ(read(Known::named, "01-DEC-10 08.26.00.000000 PM"), "2010-12-01T20:26:00");
  EXPECT_EQ(read(Known::named, "Jan 31, 2024 23:30:00 PM"), "2024-01-31T23:30:00");
  expect_nothing(Known::named,
                 {"Jan 31, 2024 13:00:00 AM", "Jan 31, 2024 0:30:00 PM", "Jan 31, 2024 24:00:00 PM",
                  "01-DEC-10 08.26:00", "01-DEC-10 08.2"});
}

TEST(KnownDates, NamesOfZonesAreOffsets) {
  const auto utc = [](const std::string& zone) {
    return read(Known::iso, "2024-01-05 10:15:00 " + zone);
  };
  EXPECT_EQ(utc("PST"), "2024-01-05T18:15:00");
  EXPECT_EQ(utc("AM PST"), "2024-01-05T18:15:00");
  EXPECT_EQ(utc("IST"), "2024-01-05T04:45:00") << "India's";
  EXPECT_EQ(utc("MEZ"), "2024-01-05T09:15:00");
  EXPECT_EQ(utc("cest"), "2024-01-05T08:15:00");
  EXPECT_EQ(utc("AEDT"), "2024-01-04T23:15:00");
  EXPECT_EQ(utc("GMT"), "2024-01-05T10:15:00");
  EXPECT_EQ(utc("GMT+0100"), "2024-01-05T09:15:00");
  EXPECT_EQ(utc("UTC-05:00"), "2024-01-05T15:15:00");
  for (const char* bad : {"XYZ", "PS", "PSTX", "PST+1", "PST+01:00", "America", "GMT+", "UTC+1"}) {
    EXPECT_EQ(utc(bad), "nothing") << bad;
  }
}

TEST(KnownDates, TheWrittenTimeAndItsOffsetAreKept) {
  const auto written = [](Known known, std::string_view text) {
    UtcOffset offset;
    const auto time = TimestampParser(known).parse(text, offset);
    return fmt::format("{} {} {}", time ? to_string(*time) : "nothing", offset.minutes,
                       static_cast<int>(offset.kind));
  };
  EXPECT_EQ(written(Known::iso, "2024-03-05 20:00:00 -0500"), "2024-03-05T20:00:00 -300 1");
  EXPECT_EQ(written(Known::iso, "2024-03-05 20:00:00Z"), "2024-03-05T20:00:00 0 1");
  EXPECT_EQ(written(Known::iso, "2024-03-05 20:00:00"), "2024-03-05T20:00:00 0 0");
  EXPECT_EQ(written(Known::epoch, "1323273120"), "2011-12-07T15:52:00 0 2");
}

TEST(KnownDates, OffsetsAreAppliedWhereverThereIsATime) {
  EXPECT_EQ(read(Known::month_first, "12/7/2011 11:30 PM -05:00"), "2011-12-08T04:30:00");
  EXPECT_EQ(read(Known::day_first, "7/12/2011 00:30+0130"), "2011-12-06T23:00:00");
  EXPECT_EQ(read(Known::dotted, "7.12.2011 15:52 Z"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::year_first, "2011/12/07 15:52:00+02"), "2011-12-07T13:52:00");
  EXPECT_EQ(read(Known::iso, "2011-12-07 15:52:00 UTC"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::named, "Wed, 07 Dec 2011 15:52:00 GMT"), "2011-12-07T15:52:00");
  expect_nothing(Known::dotted,
                 {"7.12.2011 Z", "7.12.2011 +02:00", "7.12.2011 15:52 ABC", "7.12.2011 15:52 +25"});
}

TEST(KnownDates, EachSaysItsFormat) {
  EXPECT_EQ(TimestampParser(Known::dotted).format(), "%d.%m.%Y");
  EXPECT_EQ(TimestampParser(Known::day_first_dashed).format(), "%d-%m-%Y");
  EXPECT_EQ(TimestampParser(Known::month_first_dashed).format(), "%m-%d-%Y");
  EXPECT_EQ(TimestampParser(Known::year_first).format(), "%Y/%m/%d");
  EXPECT_EQ(TimestampParser(Known::compact).format(), "%Y%m%d");
  EXPECT_EQ(TimestampParser(Known::epoch).format(), "%s");
  EXPECT_EQ(TimestampParser(Known::excel).format(), "Excel serial days");
  EXPECT_EQ(TimestampParser(Known::named).format(), "%d %b %Y");
  EXPECT_EQ(TimestampParser(Known::short_year_first).format(), "%y-%m-%d");
  EXPECT_EQ(TimestampParser(Known::month_first_mixed).format(), "month-first");
  EXPECT_EQ(TimestampParser(Known::day_first_mixed).format(), "day-first");
}

/// `time` in each of the formats that hold it to the second.
std::vector<std::pair<Known, std::string>> written(Timestamp time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  const int y = static_cast<int>(date.year());
  const unsigned m = static_cast<unsigned>(date.month());
  const unsigned d = static_cast<unsigned>(date.day());
  const std::string hms = fmt::format("{:02}:{:02}:{:02}", clock.hours().count(),
                                      clock.minutes().count(), clock.seconds().count());
  const auto seconds = time.time_since_epoch().count();
  // Ten decimals, as Excel itself shows: a second is 0.0000115 of a day.
  const auto tenths_of_nanodays = (seconds % 86'400) * 10'000'000'000 / 86'400;
  constexpr std::array<const char*, 12> kNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::vector<std::pair<Known, std::string>> texts = {
      {Known::iso, fmt::format("{:04}-{:02}-{:02}T{}Z", y, m, d, hms)},
      {Known::month_first, fmt::format("{}/{}/{} {}", m, d, y, hms)},
      {Known::day_first, fmt::format("{:02}/{:02}/{} {}", d, m, y, hms)},
      {Known::month_first_dashed, fmt::format("{}-{}-{} {}", m, d, y, hms)},
      {Known::day_first_dashed, fmt::format("{}-{}-{} {}", d, m, y, hms)},
      {Known::dotted, fmt::format("{}.{}.{} {}", d, m, y, hms)},
      {Known::year_first, fmt::format("{}/{}/{} {}", y, m, d, hms)},
      {Known::compact, fmt::format("{}{:02}{:02}{:02}{:02}{:02}", y, m, d, clock.hours().count(),
                                   clock.minutes().count(), clock.seconds().count())},
      {Known::epoch, fmt::format("{}", seconds)},
      {Known::excel, fmt::format("{}.{:010}", seconds / 86'400 + 25'569, tenths_of_nanodays)},
      {Known::named, fmt::format("{} {}, {} {}", kNames[m - 1], d, y, hms)},
      {Known::month_first_mixed, fmt::format("{}.{}.{} {}", m, d, y, hms)},
      {Known::day_first_mixed, fmt::format("{}-{}-{} {}", d, m, y, hms)},
  };
  if (y >= 1969 && y <= 2068) {
    texts.emplace_back(Known::short_year_first,
                       fmt::format("{:02}-{}-{:02} {}", y % 100, m, d, hms));
  }
  return texts;
}

RC_GTEST_PROP(KnownDates, WhatIsWrittenReadsAsItWas, ()) {
  // The times that seconds of nine or ten digits and days of five digits can say.
  const Timestamp time{
      std::chrono::seconds(*rc::gen::inRange<std::int64_t>(100'000'000, 6'400'000'000))};
  for (const auto& [known, text] : written(time)) {
    RC_LOG(text);
    RC_ASSERT(TimestampParser(known).parse(text) == time);
  }
}

RC_GTEST_PROP(KnownDates, NoTextIsOfTwoKinds, ()) {
  // But for the ones that the same characters may be: the other order, and ISO for year-first.
  const Timestamp time{
      std::chrono::seconds(*rc::gen::inRange<std::int64_t>(100'000'000, 6'400'000'000))};
  const auto kin = [](Known a, Known b) {
    const auto no_separator_decides = [](Known known) {
      return (known >= Known::month_first && known <= Known::dotted) ||
             known >= Known::short_year_first;
    };
    return (no_separator_decides(a) && no_separator_decides(b)) ||
           (a == Known::iso && b == Known::year_first);
  };
  for (const auto& [known, text] : written(time)) {
    for (const auto& [other, unused] : written(time)) {
      if (other != known && !kin(known, other)) {
        RC_LOG(text);
        RC_ASSERT(!TimestampParser(other).parse(text));
      }
    }
  }
}

RC_GTEST_PROP(KnownDates, NoTextIsTooNasty, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::element(
      '0', '1', '2', '9', '/', '-', '.', ',', ':', ' ', 'T', 'P', 'M', 'Z', '+', 'J', 'a', 'n'));
  for (const auto& [known, unused] : written({})) {
    const auto time = TimestampParser(known).parse(text);
    if (time) RC_ASSERT(TimestampParser(Known::iso).parse(to_string(*time)) == time);
  }
}

}  // namespace
}  // namespace rfmseg
