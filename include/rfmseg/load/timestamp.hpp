#pragma once

/// \file
/// Timestamps of transactions, and parsers for their formats.
///
///     const rfmseg::TimestampParser parser("%d.%m.%Y %H:%M");
///     if (const auto time = parser.parse("07.12.2011 15:52")) {
///       std::cout << to_string(*time) << '\n';  // 2011-12-07T15:52:00
///     }

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// A local time as the shop recorded it: to the second, without a time zone.
using Timestamp = std::chrono::local_seconds;

/// What a value contains about its time zone.
struct UtcOffset {
  enum class Kind : unsigned char {
    none,     ///< nothing: a local time
    written,  ///< an offset, or the name of a zone
    epoch     ///< it counts from 1970 in UTC
  };

  int minutes = 0;  ///< that its clock is ahead of UTC
  Kind kind = Kind::none;
};

/// `2011-12-07T15:52:00`.
[[nodiscard]] std::string to_string(Timestamp time);
/// Appends the same to `text`.
void append(std::string& text, Timestamp time);
/// `2011-12-07`.
[[nodiscard]] std::string to_date_string(Timestamp time);
/// Midnight at the start of the day that contains `time`.
[[nodiscard]] Timestamp start_of_day(Timestamp time);

/// Parses timestamps of one format. Create one per file and use it for every row. parse() may be
/// called from several threads.
class TimestampParser {
 public:
  /// The formats that are detected. Each parses a date, or a date and a time; a time may have a
  /// UTC offset or the name of a zone. docs/csv.md has examples.
  enum class Known {
    iso,                 ///< `2011-12-07`
    month_first,         ///< `12/31/2011`; years may have two digits
    day_first,           ///< `31/12/2011`; years may have two digits
    month_first_dashed,  ///< `12-31-2011`; years may have two digits
    day_first_dashed,    ///< `31-12-2011`; years may have two digits
    dotted,              ///< `31.12.2011`; years may have two digits
    year_first,          ///< `2011/1/5`, `2011-1-5` or `2011.1.5`
    compact,             ///< `20111207`
    epoch,               ///< `1323273120`: since 1970, seconds (9 or 10 digits), milliseconds (13)
                         ///< or microseconds (16)
    excel,               ///< `40884.66111`: days since 1899-12-30, five digits
    named,               ///< `7 Dec 2011`, `Dec 7, 2011`; years may have two digits
    short_year_first,    ///< `11-12-31`
    month_first_mixed,   ///< month first, with `/`, `-` or `.`; years may have two digits
    day_first_mixed,     ///< day first, with `/`, `-` or `.`; years may have two digits
  };

  /// Parses values of a known format.
  explicit TimestampParser(Known known);
  /// Parses values of `format`: strptime directives, for example `%d.%m.%Y %H:%M`; or `excel`,
  /// `month-first` or `day-first` for Known::excel, month_first_mixed or day_first_mixed. A format
  /// without a time also parses values that have a time after the date. Throws UsageError for an
  /// unknown directive and for a format without year, month or day.
  explicit TimestampParser(std::string_view format);

  /// The time in `text`, in UTC if it has an offset; surrounding white space is ignored. Returns
  /// nothing for text of another format and for dates that do not exist, such as `31/02/2011`.
  /// Years are 1 to 9999.
  [[nodiscard]] std::optional<Timestamp> parse(std::string_view text) const;
  /// The same, but as it is written, without its offset; sets `offset`.
  [[nodiscard]] std::optional<Timestamp> parse(std::string_view text, UtcOffset& offset) const;

  /// The format as messages show it: `%d/%m/%Y`.
  [[nodiscard]] const std::string& format() const { return format_; }

 private:
  struct Step {
    char directive;  // a strptime letter, ' ' for blanks, 0 for the literal
    char literal;
  };

  void compile(std::string_view expanded);
  [[nodiscard]] std::optional<Timestamp> parse_compiled(std::string_view text,
                                                        UtcOffset& offset) const;

  std::optional<Known> known_;  ///< if empty, `steps_` are used
  std::string format_;
  std::vector<Step> steps_;
  bool has_time_ = false;
};

}  // namespace rfmseg
