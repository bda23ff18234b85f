#include "load/time_parts.hpp"

#include <algorithm>

#include "load/zone_names.hpp"

namespace rfmseg {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Timestamp kFirst = local_days(std::chrono::year(1) / 1 / 1);
constexpr Timestamp kPastLast = local_days(std::chrono::year(10'000) / 1 / 1);

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::optional<Timestamp> in_range(Timestamp time) {
  if (time < kFirst || time >= kPastLast) return std::nullopt;
  return time;
}

bool TimeCursor::skip_fraction() {
  if (end - at < 2 || (*at != '.' && *at != ',') || at[1] < '0' || at[1] > '9') return false;
  ++at;
  while (at_digit()) ++at;
  return true;
}

bool TimeCursor::skip_letters() {
  const char* begin = at;
  while (!done() && lower(*at) >= 'a' && lower(*at) <= 'z') ++at;
  return at != begin;
}

int TimeCursor::name(const std::string_view* names, std::size_t count) {
  TimeCursor letters = *this;
  letters.skip_letters();
  const char* const stop = letters.at;
  const auto length = static_cast<std::size_t>(stop - at);
  for (std::size_t i = 0; i < count; ++i) {
    if (length != 3 && length != names[i].size()) continue;
    if (std::equal(at, stop, names[i].begin(), [](char a, char b) { return lower(a) == b; })) {
      at = stop;
      return static_cast<int>(i);
    }
  }
  return -1;
}

std::optional<Timestamp> TimeParts::time() const {
  if (epoch) return in_range(Timestamp(seconds(*epoch)));
  int hour_of_day = hour;
  if (twelve_hours) {
    if (hour <= 12) hour_of_day = hour % 12 + (afternoon ? 12 : 0);
    if ((hour == 0 && afternoon) || (hour > 12 && !afternoon)) return std::nullopt;
  }
  // Second 60 is a leap second. It is read as second 59.
  if (year < 1 || hour_of_day > 23 || minute > 59 || second > 60) return std::nullopt;
  const bool by_day_of_year = day_of_year > 0;
  const std::chrono::year_month_day date(
      std::chrono::year(year),
      std::chrono::month(by_day_of_year ? 1U : static_cast<unsigned>(month)),
      std::chrono::day(by_day_of_year ? 1U : static_cast<unsigned>(day)));
  if (!date.ok()) return std::nullopt;
  if (day_of_year > (date.year().is_leap() ? 366 : 365)) return std::nullopt;
  const local_days midnight = local_days(date) + days(std::max(day_of_year - 1, 0));
  return in_range(midnight + hours(hour_of_day) + minutes(minute) + seconds(std::min(second, 59)));
}

bool TimeParts::read_short_year(TimeCursor& cursor) {
  year = cursor.number(2, 2);
  if (year < 0) return false;
  year += year < 69 ? 2000 : 1900;
  return true;
}

bool TimeParts::read_clock(TimeCursor& cursor) {
  hour = cursor.number(1, 2);
  if (hour < 0) return false;
  const bool colon = cursor.take(':');
  if (!colon && !cursor.take('.')) return false;
  const char mark = colon ? ':' : '.';
  minute = cursor.number(2, 2);
  if (minute < 0) return false;
  if (cursor.take(mark)) {
    second = cursor.number(2, 2);
    if (second < 0) return false;
    // A point without digits is not skipped, so that the value is invalid.
    cursor.skip_fraction();
  }
  return true;
}

bool TimeParts::read_compact_clock(TimeCursor& cursor) {
  hour = cursor.number(2, 2);
  minute = cursor.number(2, 2);
  if (hour < 0 || minute < 0) return false;
  if (cursor.at_digit()) {
    second = cursor.number(2, 2);
    if (second < 0) return false;
    cursor.skip_fraction();
  }
  return true;
}

bool TimeParts::read_half_of_day(TimeCursor& cursor) {
  if (cursor.end - cursor.at < 2) return false;
  const char half = lower(cursor.at[0]);
  if ((half != 'a' && half != 'p') || lower(cursor.at[1]) != 'm') return false;
  twelve_hours = true;
  afternoon = half == 'p';
  cursor.at += 2;
  return true;
}

bool TimeParts::read_offset(TimeCursor& cursor) {
  const auto found = [&](int minutes) {
    offset = {minutes, UtcOffset::Kind::written};
    return true;
  };
  if (cursor.take('Z') || cursor.take('z')) return found(0);
  TimeCursor name = cursor;
  if (name.skip_letters()) {
    const std::string_view letters(cursor.at, static_cast<std::size_t>(name.at - cursor.at));
    const auto named = zone_offset(letters);
    if (!named) return false;
    cursor = name;
    // JavaScript writes GMT+0100.
    if ((letters != "UTC" && letters != "GMT") || cursor.done()) return found(*named);
    if (*cursor.at != '+' && *cursor.at != '-') return found(*named);
  }
  const bool west = !cursor.done() && *cursor.at == '-';
  if (!cursor.take('+') && !cursor.take('-')) return false;
  const int offset_hours = cursor.number(2, 2);
  if (offset_hours < 0 || offset_hours > 23) return false;
  int rest = 0;
  if (cursor.take(':') || cursor.at_digit()) {
    rest = cursor.number(2, 2);
    if (rest < 0 || rest > 59) return false;
  }
  return found((offset_hours * 60 + rest) * (west ? -1 : 1));
}

bool TimeParts::read_epoch(TimeCursor& cursor) {
  constexpr std::ptrdiff_t kMostSeconds = 12;
  constexpr std::ptrdiff_t kMilliseconds = 13;
  constexpr std::ptrdiff_t kMicroseconds = 16;
  const bool negative = cursor.take('-');
  std::int64_t value = 0;
  const char* begin = cursor.at;
  while (cursor.at_digit()) {
    if (cursor.at - begin == kMicroseconds) return false;
    value = value * 10 + (*cursor.at++ - '0');
  }
  const auto digits = cursor.at - begin;
  if (negative) value = -value;
  if (digits == kMilliseconds) {
    value = std::chrono::floor<seconds>(std::chrono::milliseconds(value)).count();
  } else if (digits == kMicroseconds) {
    value = std::chrono::floor<seconds>(std::chrono::microseconds(value)).count();
  } else if (digits == 0 || digits > kMostSeconds) {
    return false;
  }
  epoch = value;
  offset.kind = UtcOffset::Kind::epoch;
  return true;
}

bool TimeParts::read_trailing_clock(TimeCursor& cursor) {
  const bool apart = cursor.take('T') || cursor.take('t') || cursor.take(',');
  if (!cursor.skip_blanks() && !apart) return false;
  return read_clock(cursor) && (cursor.done() || read_end_of_clock(cursor));
}

bool TimeParts::read_end_of_clock(TimeCursor& cursor) {
  cursor.skip_blanks();
  if (cursor.done()) return true;
  if (read_half_of_day(cursor)) {
    cursor.skip_blanks();
    if (cursor.done()) return true;
  }
  return read_offset(cursor) && cursor.done();
}

}  // namespace rfmseg
