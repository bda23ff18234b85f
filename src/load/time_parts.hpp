#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

inline constexpr std::array<std::string_view, 7> kWeekdays = {
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

/// The position in a text that is being parsed.
struct TimeCursor {
  const char* at;
  const char* end;

  explicit TimeCursor(std::string_view text) : at(text.data()), end(text.data() + text.size()) {}

  [[nodiscard]] bool done() const { return at == end; }
  [[nodiscard]] bool at_digit() const { return at != end && *at >= '0' && *at <= '9'; }
  [[nodiscard]] bool take(char c) {
    if (done() || *at != c) return false;
    ++at;
    return true;
  }
  /// Skips blanks; returns whether there were any.
  bool skip_blanks() {
    const char* begin = at;
    while (!done() && (*at == ' ' || *at == '\t')) ++at;
    return at != begin;
  }
  [[nodiscard]] std::string_view rest() const { return {at, static_cast<std::size_t>(end - at)}; }
  /// Skips a point or comma followed by digits; returns whether there was one.
  bool skip_fraction();
  /// Skips letters; returns whether there were any.
  bool skip_letters();
  /// Parses a number of `least` to `most` digits; -1 if there is none.
  [[nodiscard]] int number(int least, int most) {
    int value = 0;
    int count = 0;
    for (; count < most && at_digit(); ++count) value = value * 10 + (*at++ - '0');
    return count < least ? -1 : value;
  }
  /// Parses a name, complete or its first three letters, in any case. Returns its index in `names`,
  /// or -1.
  [[nodiscard]] int name(const std::string_view* names, std::size_t count);
};

/// The years of a timestamp.
[[nodiscard]] std::optional<Timestamp> in_range(Timestamp time);

/// The parts of a time. A part that the format does not contain keeps its default.
struct TimeParts {
  int year = 0, month = 1, day = 1;
  int day_of_year = 0;  ///< if not 0, replaces month and day
  int hour = 0, minute = 0, second = 0;
  bool twelve_hours = false, afternoon = false;
  UtcOffset offset;
  std::optional<std::int64_t> epoch;  ///< seconds since 1970; replaces all other parts

  /// The time of the parts, as written; nothing if it does not exist or is outside the years 1 to
  /// 9999. An hour with AM or PM may be that of the 24-hour clock, if they agree: `23:30 PM`.
  [[nodiscard]] std::optional<Timestamp> time() const;

  // Each of these parses one part and returns whether it was there.

  /// Two digits: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068, as in POSIX.
  [[nodiscard]] bool read_short_year(TimeCursor& cursor);
  /// `HH:MM[:SS[.fraction]]`, or the same with points for colons; the fraction is ignored.
  [[nodiscard]] bool read_clock(TimeCursor& cursor);
  /// `AM` or `PM` in any case.
  [[nodiscard]] bool read_half_of_day(TimeCursor& cursor);
  /// `hhmm` or `hhmmss[.fraction]`; the fraction is ignored.
  [[nodiscard]] bool read_compact_clock(TimeCursor& cursor);
  /// `Z`, `+hh`, `+hhmm` or `+hh:mm`, also after `UTC` or `GMT`, or the name of a zone.
  [[nodiscard]] bool read_offset(TimeCursor& cursor);
  /// Since 1970: milliseconds of 13 digits, microseconds of 16, or at most 12 digits of seconds.
  [[nodiscard]] bool read_epoch(TimeCursor& cursor);
  /// The rest of the text after a date: `T`, blanks or a comma, a clock and its end.
  [[nodiscard]] bool read_trailing_clock(TimeCursor& cursor);
  /// The rest of the text after a clock: `AM` or `PM`, and a UTC offset.
  [[nodiscard]] bool read_end_of_clock(TimeCursor& cursor);
};

}  // namespace rfmseg
