#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// A civil time as the shop's till wrote it: seconds, no time zone. A value that says its offset
/// from UTC is read as UTC, so that values with different offsets are in order.
using Timestamp = std::chrono::local_seconds;

/// `2011-12-07T15:52:00`.
[[nodiscard]] std::string to_string(Timestamp time);
/// `2011-12-07`.
[[nodiscard]] std::string to_date_string(Timestamp time);
/// Midnight at the start of the day of `time`.
[[nodiscard]] Timestamp start_of_day(Timestamp time);

/// Reads timestamps of one format; made once per file, then used for every row.
class TimestampParser {
 public:
  /// The formats that are recognised without being told. Each reads a date, or a date and a time;
  /// a time may have an offset from UTC. docs/formats.md has examples.
  enum class Known {
    iso,                 ///< `2011-12-07`
    month_first,         ///< `12/31/2011`; years may have two digits
    day_first,           ///< `31/12/2011`; the same
    month_first_dashed,  ///< `12-31-2011`
    day_first_dashed,    ///< `31-12-2011`
    dotted,              ///< `31.12.2011`; years may have two digits
    year_first,          ///< `2011/1/5`, `2011-1-5` or `2011.1.5`
    compact,             ///< `20111207`
    epoch,               ///< `1323273120`: seconds since 1970, of 9 or 10 digits
    excel,               ///< `40884.66111`: days since 1899-12-30, of five digits
    named,               ///< `7 Dec 2011`, `Dec 7, 2011`; years may have two digits
  };

  explicit TimestampParser(Known known);
  /// `format` uses strptime's directives, e.g. `%d.%m.%Y %H:%M`, or is `excel`. One that says only
  /// a date also reads values with a time after the date. Throws UsageError for a directive it does
  /// not know and for a format that does not say year, month and day.
  explicit TimestampParser(std::string_view format);

  /// The time that `text` says (white space around it ignored), or nothing when it is no such time:
  /// a day that does not exist is nothing, it never wraps into the next month. Years are 1 to 9999.
  [[nodiscard]] std::optional<Timestamp> parse(std::string_view text) const;

  /// The format for messages: `%d/%m/%Y`.
  [[nodiscard]] const std::string& format() const { return format_; }

 private:
  struct Step {
    char directive;  // a strptime letter, ' ' for blanks, or 0 for the literal
    char literal;
  };

  void compile(std::string_view expanded);
  [[nodiscard]] std::optional<Timestamp> parse_compiled(std::string_view text) const;

  std::optional<Known> known_;  ///< or else a format of directives, compiled into steps
  std::string format_;
  std::vector<Step> steps_;
  bool has_time_ = false;
};

}  // namespace rfmseg
