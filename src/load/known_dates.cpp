#include "load/known_dates.hpp"

#include <array>

#include "load/month_names.hpp"
#include "load/time_parts.hpp"
#include "rfmseg/load/decimal.hpp"

namespace rfmseg {
namespace {

using Known = TimestampParser::Known;
using std::chrono::local_days;
using std::chrono::seconds;

std::optional<Timestamp> finish(const TimeParts& parts, UtcOffset& offset) {
  offset = parts.offset;
  return parts.time();
}

/// ISO 8601: `2011-12-07`, optionally with `T` or a blank, a clock and a UTC offset.
std::optional<Timestamp> parse_iso(TimeCursor cursor, UtcOffset& offset) {
  TimeParts parts;
  parts.year = cursor.number(4, 4);
  if (parts.year < 0 || !cursor.take('-')) return std::nullopt;
  parts.month = cursor.number(2, 2);
  if (parts.month < 0 || !cursor.take('-')) return std::nullopt;
  parts.day = cursor.number(2, 2);
  if (parts.day < 0) return std::nullopt;
  if (!cursor.done() && !parts.read_trailing_clock(cursor)) return std::nullopt;
  return finish(parts, offset);
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
std::optional<Timestamp> parse_year_last(TimeCursor cursor, bool month_first, char mark,
                                         UtcOffset& offset) {
  TimeParts parts;
  int& first = month_first ? parts.month : parts.day;
  int& second = month_first ? parts.day : parts.month;
  first = cursor.number(1, 2);
  if (first < 0 || !cursor.take(mark)) return std::nullopt;
  second = cursor.number(1, 2);
  if (second < 0 || !cursor.take(mark)) return std::nullopt;
  if (!read_year(cursor, parts)) return std::nullopt;
  if (!cursor.done() && !parts.read_trailing_clock(cursor)) return std::nullopt;
  return finish(parts, offset);
}

/// `12/31/2011`, `12-31-2011` or `12.31.2011`, or the same with the day first.
std::optional<Timestamp> parse_mixed(TimeCursor cursor, bool month_first, UtcOffset& offset) {
  TimeCursor mark = cursor;
  if (mark.number(1, 2) < 0 || mark.done()) return std::nullopt;
  if (*mark.at != '/' && *mark.at != '-' && *mark.at != '.') return std::nullopt;
  return parse_year_last(cursor, month_first, *mark.at, offset);
}

/// `11-12-31`, optionally with a clock.
std::optional<Timestamp> parse_short_year_first(TimeCursor cursor, UtcOffset& offset) {
  TimeParts parts;
  if (!parts.read_short_year(cursor) || !cursor.take('-')) return std::nullopt;
  parts.month = cursor.number(1, 2);
  if (parts.month < 0 || !cursor.take('-')) return std::nullopt;
  parts.day = cursor.number(1, 2);
  if (parts.day < 0) return std::nullopt;
  if (!cursor.done() && !parts.read_trailing_clock(cursor)) return std::nullopt;
  return finish(parts, offset);
}

/// `2011/12/7`, `2011-12-7` or `2011.12.7`, optionally with a clock.
std::optional<Timestamp> parse_year_first(TimeCursor cursor, UtcOffset& offset) {
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
  return finish(parts, offset);
}

/// `20111207`, optionally with `1552` or `155200` after it, or with a clock as in other formats.
std::optional<Timestamp> parse_compact(TimeCursor cursor, UtcOffset& offset) {
  TimeParts parts;
  parts.year = cursor.number(4, 4);
  parts.month = cursor.number(2, 2);
  parts.day = cursor.number(2, 2);
  if (parts.year < 0 || parts.month < 0 || parts.day < 0) return std::nullopt;
  if (cursor.done() || cursor.rest() == ".0")
    return finish(parts, offset);  // a spreadsheet's number
  TimeCursor clock = cursor;
  const bool apart = clock.take('T') || clock.skip_blanks();
  if (parts.read_compact_clock(clock)) {
    return parts.read_end_of_clock(clock) ? finish(parts, offset) : std::nullopt;
  }
  if (!apart || !parts.read_trailing_clock(cursor)) return std::nullopt;
  return finish(parts, offset);
}

/// Since 1970: seconds of 9 or 10 digits (1973 to 2286), milliseconds of 13 or microseconds of 16
/// (2001 to 2286). A fraction is ignored.
std::optional<Timestamp> parse_epoch(TimeCursor cursor, UtcOffset& offset) {
  const char* const begin = cursor.at;
  TimeParts parts;
  if (!cursor.at_digit() || !parts.read_epoch(cursor)) return std::nullopt;
  const auto digits = cursor.at - begin;
  const bool plausible = digits == 9 || digits == 10 || digits == 13 || digits == 16;
  if (!plausible || *begin == '0') return std::nullopt;
  if (!cursor.done() && !cursor.skip_fraction()) return std::nullopt;
  return cursor.done() ? finish(parts, offset) : std::nullopt;
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

/// Skips `de` in `7 de dezembro de 2011`.
void skip_of(TimeCursor& cursor) {
  if (cursor.rest().starts_with("de ")) cursor.at += 3;
}

/// `7 Dec 2011`, `07-Dec-11` or `December 7, 2011`, optionally with a weekday before and a clock
/// after.
std::optional<Timestamp> parse_named(TimeCursor cursor, UtcOffset& offset) {
  TimeParts parts;
  if (cursor.name(kWeekdays.data(), kWeekdays.size()) >= 0 && !skip_marks(cursor)) {
    return std::nullopt;
  }
  const bool day_first = cursor.at_digit();
  if (day_first) {
    parts.day = cursor.number(1, 2);
    skip_marks(cursor);
  }
  if (day_first) skip_of(cursor);
  parts.month = read_month(cursor);
  if (parts.month == 0) return std::nullopt;
  skip_marks(cursor);
  if (day_first) skip_of(cursor);
  if (!day_first) {
    parts.day = cursor.number(1, 2);
    if (parts.day < 0 || !skip_marks(cursor)) return std::nullopt;
  }
  if (!read_year(cursor, parts)) return std::nullopt;
  if (!cursor.done() && !parts.read_trailing_clock(cursor)) return std::nullopt;
  return finish(parts, offset);
}

}  // namespace

std::optional<Timestamp> parse_known(Known known, std::string_view text, UtcOffset& offset) {
  const TimeCursor cursor(text);
  switch (known) {
    case Known::iso:
      return parse_iso(cursor, offset);
    case Known::month_first:
      return parse_year_last(cursor, true, '/', offset);
    case Known::day_first:
      return parse_year_last(cursor, false, '/', offset);
    case Known::month_first_dashed:
      return parse_year_last(cursor, true, '-', offset);
    case Known::day_first_dashed:
      return parse_year_last(cursor, false, '-', offset);
    case Known::dotted:
      return parse_year_last(cursor, false, '.', offset);
    case Known::year_first:
      return parse_year_first(cursor, offset);
    case Known::compact:
      return parse_compact(cursor, offset);
    case Known::epoch:
      return parse_epoch(cursor, offset);
    case Known::excel:
      return parse_serial(cursor);
    case Known::named:
      return parse_named(cursor, offset);
    case Known::short_year_first:
      return parse_short_year_first(cursor, offset);
    case Known::month_first_mixed:
      return parse_mixed(cursor, true, offset);
    case Known::day_first_mixed:
      return parse_mixed(cursor, false, offset);
  }
  return std::nullopt;
}

std::string_view known_format_name(Known known) {
  constexpr std::array<std::string_view, 14> kNames = {
      "%Y-%m-%d %H:%M:%S", "%m/%d/%Y", "%d/%m/%Y",    "%m-%d-%Y", "%d-%m-%Y",
      "%d.%m.%Y",          "%Y/%m/%d", "%Y%m%d",      "%s",       "Excel serial days",
      "%d %b %Y",          "%y-%m-%d", "month-first", "day-first"};
  return kNames[static_cast<std::size_t>(known)];
}

}  // namespace rfmseg
