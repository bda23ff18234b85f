#include "load/known_dates.hpp"

#include <array>

#include "load/time_parts.hpp"
#include "rfmseg/load/decimal.hpp"

namespace rfmseg {
namespace {

using Known = TimestampParser::Known;
using std::chrono::local_days;
using std::chrono::seconds;

/// ISO 8601: `2011-12-07`, optionally with `T` or a blank, a clock and a UTC offset.
std::optional<Timestamp> parse_iso(TimeCursor cursor) {
  TimeParts parts;
  parts.year = cursor.number(4, 4);
  if (parts.year < 0 || !cursor.take('-')) return std::nullopt;
  parts.month = cursor.number(2, 2);
  if (parts.month < 0 || !cursor.take('-')) return std::nullopt;
  parts.day = cursor.number(2, 2);
  if (parts.day < 0) return std::nullopt;
  if (!cursor.done() && !parts.read_trailing_clock(cursor)) return std::nullopt;
  return parts.time();
}

/// A year of four or two digits, followed by another character.
bool read_year(TimeCursor& cursor, TimeParts& parts) {
  TimeCursor short_year = cursor;
  parts.year = cursor.number(4, 4);
  if (parts.year >= 0) return true;
  if (!parts.read_short_year(short_year) || short_year.at_digit()) return false;
  cursor = short_year;
  return true;
}

/// `12/31/2011` or `31/12/2011`, optionally with a clock.
std::optional<Timestamp> parse_year_last(TimeCursor cursor, bool month_first, char mark) {
  TimeParts parts;
  int& first = month_first ? parts.month : parts.day;
  int& second = month_first ? parts.day : parts.month;
  first = cursor.number(1, 2);
  if (first < 0 || !cursor.take(mark)) return std::nullopt;
  second = cursor.number(1, 2);
  if (second < 0 || !cursor.take(mark)) return std::nullopt;
  // 07-12-11 could also begin with the year.
  if (mark == '-') {
    parts.year = cursor.number(4, 4);
    if (parts.year < 0) return std::nullopt;
  } else if (!read_year(cursor, parts)) {
    return std::nullopt;
  }
  if (!cursor.done() && !parts.read_trailing_clock(cursor)) return std::nullopt;
  return parts.time();
}

/// `2011/12/7`, `2011-12-7` or `2011.12.7`, optionally with a clock.
std::optional<Timestamp> parse_year_first(TimeCursor cursor) {
  TimeParts parts;
  parts.year = cursor.number(4, 4);
  if (parts.year < 0 || cursor.done()) return std::nullopt;
  const char mark = *cursor.at;
  if (mark != '/' && mark != '-' && mark != '.') return std::nullopt;
  ++cursor.at;
  parts.month = cursor.number(1, 2);
  if (parts.month < 0 || !cursor.take(mark)) return std::nullopt;
  parts.day = cursor.number(1, 2);
  if (parts.day < 0) return std::nullopt;
  if (!cursor.done() && !parts.read_trailing_clock(cursor)) return std::nullopt;
  return parts.time();
}

/// `20111207`, optionally with `1552` or `155200` after it, or with a clock as in other formats.
std::optional<Timestamp> parse_compact(TimeCursor cursor) {
  TimeParts parts;
  parts.year = cursor.number(4, 4);
  parts.month = cursor.number(2, 2);
  parts.day = cursor.number(2, 2);
  if (parts.year < 0 || parts.month < 0 || parts.day < 0) return std::nullopt;
  if (cursor.done() || cursor.rest() == ".0") return parts.time();  // a spreadsheet's number
  TimeCursor clock = cursor;
  const bool apart = clock.take('T') || clock.skip_blanks();
  if (parts.read_compact_clock(clock)) {
    return parts.read_end_of_clock(clock) ? parts.time() : std::nullopt;
  }
  if (!apart || !parts.read_trailing_clock(cursor)) return std::nullopt;
  return parts.time();
}

/// Seconds since 1970, 9 or 10 digits: 1973 to 2286. A fraction is ignored.
std::optional<Timestamp> parse_epoch(TimeCursor cursor) {
  const char* const begin = cursor.at;
  TimeParts parts;
  if (!cursor.at_digit() || !parts.read_epoch(cursor)) return std::nullopt;
  const auto digits = cursor.at - begin;
  if (digits < 9 || digits > 10 || *begin == '0') return std::nullopt;
  if (!cursor.done() && !cursor.skip_fraction()) return std::nullopt;
  return cursor.done() ? parts.time() : std::nullopt;
}

/// Days since 1899-12-30, five digits: 1927-05-18 to 2173-10-13; other lengths are implausible
/// dates. The fraction is the time of day, to the nearest second.
std::optional<Timestamp> parse_serial(TimeCursor cursor) {
  constexpr std::ptrdiff_t kMostDecimals = 18;
  const int whole = cursor.number(5, 5);
  if (whole < 10'000) return std::nullopt;
  std::int64_t fraction = 0;
  std::int64_t one = 1;
  if (cursor.take('.') || cursor.take(',')) {
    const char* const begin = cursor.at;
    for (; cursor.at_digit(); ++cursor.at) {
      if (cursor.at - begin == kMostDecimals) return std::nullopt;
      fraction = fraction * 10 + (*cursor.at - '0');
      one *= 10;
    }
    if (cursor.at == begin) return std::nullopt;
  }
  if (!cursor.done()) return std::nullopt;
  constexpr local_days kZero{std::chrono::year(1899) / 12 / 30};
  const auto second = static_cast<std::int64_t>((Int128{fraction} * 86'400 + one / 2) / one);
  return kZero + std::chrono::days(whole) + seconds(second);
}

/// Skips the separators between the parts of a date with a month name.
bool skip_marks(TimeCursor& cursor) {
  const char* const begin = cursor.at;
  while (!cursor.done() && (*cursor.at == '-' || *cursor.at == '/' || *cursor.at == '.' ||
                            *cursor.at == ',' || *cursor.at == ' ')) {
    ++cursor.at;
  }
  return cursor.at != begin;
}

/// `7 Dec 2011`, `07-Dec-11` or `December 7, 2011`, optionally with a weekday before and a clock
/// after.
std::optional<Timestamp> parse_named(TimeCursor cursor) {
  TimeParts parts;
  if (cursor.name(kWeekdays.data(), kWeekdays.size()) >= 0 && !skip_marks(cursor)) {
    return std::nullopt;
  }
  const bool day_first = cursor.at_digit();
  if (day_first) {
    parts.day = cursor.number(1, 2);
    skip_marks(cursor);
  }
  parts.month = cursor.name(kMonths.data(), kMonths.size()) + 1;
  if (parts.month == 0) return std::nullopt;
  skip_marks(cursor);
  if (!day_first) {
    parts.day = cursor.number(1, 2);
    if (parts.day < 0 || !skip_marks(cursor)) return std::nullopt;
  }
  if (!read_year(cursor, parts)) return std::nullopt;
  if (!cursor.done() && !parts.read_trailing_clock(cursor)) return std::nullopt;
  return parts.time();
}

}  // namespace

std::optional<Timestamp> parse_known(Known known, std::string_view text) {
  const TimeCursor cursor(text);
  switch (known) {
    case Known::iso:
      return parse_iso(cursor);
    case Known::month_first:
      return parse_year_last(cursor, true, '/');
    case Known::day_first:
      return parse_year_last(cursor, false, '/');
    case Known::month_first_dashed:
      return parse_year_last(cursor, true, '-');
    case Known::day_first_dashed:
      return parse_year_last(cursor, false, '-');
    case Known::dotted:
      return parse_year_last(cursor, false, '.');
    case Known::year_first:
      return parse_year_first(cursor);
    case Known::compact:
      return parse_compact(cursor);
    case Known::epoch:
      return parse_epoch(cursor);
    case Known::excel:
      return parse_serial(cursor);
    case Known::named:
      return parse_named(cursor);
  }
  return std::nullopt;
}

std::string_view known_format_name(Known known) {
  constexpr std::array<std::string_view, 11> kNames = {
      "%Y-%m-%d %H:%M:%S", "%m/%d/%Y", "%d/%m/%Y", "%m-%d-%Y",          "%d-%m-%Y", "%d.%m.%Y",
      "%Y/%m/%d",          "%Y%m%d",   "%s",       "Excel serial days", "%d %b %Y"};
  return kNames[static_cast<std::size_t>(known)];
}

}  // namespace rfmseg
