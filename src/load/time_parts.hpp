#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

inline constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
inline constexpr std::array<std::string_view, 7> kWeekdays = {
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

/// What has been read of a text so far.
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
  /// Whether there was a blank to pass over.
  bool skip_blanks() {
    const char* begin = at;
    while (!done() && (*at == ' ' || *at == '\t')) ++at;
    return at != begin;
  }
  [[nodiscard]] std::string_view rest() const { return {at, static_cast<std::size_t>(end - at)}; }
  /// Whether there was a point or comma with digits behind it to pass over.
  bool skip_fraction();
  /// Whether there were letters to pass over.
  bool skip_letters();
  /// A number of `least` to `most` digits, or -1.
  [[nodiscard]] int number(int least, int most) {
    int value = 0;
    int count = 0;
    for (; count < most && at_digit(); ++count) value = value * 10 + (*at++ - '0');
    return count < least ? -1 : value;
  }
  /// The index in `names` of the name at hand, full or cut to three letters, in any case; or -1.
  [[nodiscard]] int name(const std::string_view* names, std::size_t count);
};

/// The parts of a time as they are read; what a format does not say keeps its value here.
struct TimeParts {
  int year = 0, month = 1, day = 1;
  int day_of_year = 0;  ///< when not 0, instead of month and day
  int hour = 0, minute = 0, second = 0;
  bool twelve_hours = false, afternoon = false;
  int offset_minutes = 0;
  std::optional<std::int64_t> epoch;  ///< seconds since 1970, instead of all else

  /// The time the parts say, if there is such a time in the years 1 to 9999.
  [[nodiscard]] std::optional<Timestamp> time() const;

  // Each of these reads one part and says whether it was there.

  /// Two digits, 69 to 99 of the last century and 00 to 68 of this one, as in POSIX.
  [[nodiscard]] bool read_short_year(TimeCursor& cursor);
  /// `HH:MM[:SS[.fraction]]`; the fraction is dropped.
  [[nodiscard]] bool read_clock(TimeCursor& cursor);
  /// `AM` or `PM` in any case.
  [[nodiscard]] bool read_half_of_day(TimeCursor& cursor);
  /// `hhmm` or `hhmmss[.fraction]`; the fraction is dropped.
  [[nodiscard]] bool read_compact_clock(TimeCursor& cursor);
  /// `Z`, `UTC`, `GMT`, `+hh`, `+hhmm` or `+hh:mm`.
  [[nodiscard]] bool read_offset(TimeCursor& cursor);
  /// Whole seconds since 1970, at most 12 digits.
  [[nodiscard]] bool read_epoch(TimeCursor& cursor);
  /// What may follow a date up to the end: `T`, blanks or a comma, a clock and its end.
  [[nodiscard]] bool read_trailing_clock(TimeCursor& cursor);
  /// What may follow a clock up to the end: `AM` or `PM`, and an offset.
  [[nodiscard]] bool read_end_of_clock(TimeCursor& cursor);
};

}  // namespace rfmseg
