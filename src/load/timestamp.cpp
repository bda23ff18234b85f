#include "rfmseg/load/timestamp.hpp"

#include <fmt/core.h>

#include <array>

#include "load/known_dates.hpp"
#include "load/month_names.hpp"
#include "load/time_parts.hpp"
#include "load/zone_names.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

using std::chrono::days;

using TimeText = std::array<char, 19>;  // 2011-12-07T15:52:00

/// Writes a number from 0 to 99.
void put_two_digits(TimeText& text, std::size_t at, long number) {
  text[at] = static_cast<char>('0' + number / 10);
  text[at + 1] = static_cast<char>('0' + number % 10);
}

/// Writes a time. Output has two per customer; a general formatter would take most of the time.
TimeText time_text(Timestamp time) {
  const auto day = std::chrono::floor<days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  const int year = static_cast<int>(date.year());  // 1 to 9999
  TimeText text;                                   // NOLINT(*-member-init): all of it is written
  put_two_digits(text, 0, year / 100);
  put_two_digits(text, 2, year % 100);
  put_two_digits(text, 5, static_cast<unsigned>(date.month()));
  put_two_digits(text, 8, static_cast<unsigned>(date.day()));
  put_two_digits(text, 11, clock.hours().count());
  put_two_digits(text, 14, clock.minutes().count());
  put_two_digits(text, 17, clock.seconds().count());
  text[4] = text[7] = '-';
  text[10] = 'T';
  text[13] = text[16] = ':';
  return text;
}

/// The format with composite directives such as %F replaced by their parts.
std::string expanded(std::string_view format) {
  std::string text;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      text += format[i];
      continue;
    }
    ++i;
    // %Ey and %Od request a locale's own form; only the default form is supported.
    if ((format[i] == 'E' || format[i] == 'O') && i + 1 < format.size()) ++i;
    switch (format[i]) {
      case 'c':
        text += "%a %b %e %H:%M:%S %Y";
        break;
      case 'x':
        text += "%m/%d/%y";
        break;
      case 'X':
        text += "%H:%M:%S";
        break;
      case 'F':
        text += "%Y-%m-%d";
        break;
      case 'D':
        text += "%m/%d/%y";
        break;
      case 'T':
        text += "%H:%M:%S";
        break;
      case 'R':
        text += "%H:%M";
        break;
      case 'r':
        text += "%I:%M:%S %p";
        break;
      default:
        text.append(1, '%').append(1, format[i]);
        break;
    }
  }
  return text;
}

}  // namespace

std::string to_string(Timestamp time) {
  const TimeText text = time_text(time);
  return {text.data(), text.size()};
}

void append(std::string& text, Timestamp time) {
  const TimeText all = time_text(time);
  text.append(all.data(), all.size());
}

std::string to_date_string(Timestamp time) {
  return {time_text(time).data(), 10};
}

Timestamp start_of_day(Timestamp time) {
  return std::chrono::floor<days>(time);
}

TimestampParser::TimestampParser(Known known) : known_(known), format_(known_format_name(known)) {}

TimestampParser::TimestampParser(std::string_view format) : format_(format) {
  if (format == "excel") {
    known_ = Known::excel;
  } else if (format == "month-first") {
    known_ = Known::month_first_mixed;
  } else if (format == "day-first") {
    known_ = Known::day_first_mixed;
  } else {
    compile(expanded(format));
  }
}

void TimestampParser::compile(std::string_view expanded) {
  constexpr std::string_view kDirectives = "YyCmdeHkIlMSpPbBhaAuwUWVGgjszZfnt%";
  std::string says;
  for (std::size_t i = 0; i < expanded.size(); ++i) {
    const char c = expanded[i];
    if (c == ' ' || c == '\t') {
      steps_.push_back({' ', 0});
    } else if (c != '%') {
      steps_.push_back({0, c});
    } else if (i + 1 == expanded.size()) {
      throw UsageError(fmt::format("date format '{}' ends with a single %", printable(format_)));
    } else {
      const char directive = expanded[++i];
      if (kDirectives.find(directive) == std::string_view::npos) {
        throw UsageError(
            fmt::format("date format '{}': unknown directive %{} (known: %Y %y %C %m %d %e %b %B "
                        "%j %H %I %M %S %f %p %a %A %z %Z %s %F %D %T %R %r %c %x %X %%)",
                        printable(format_), printable({&directive, 1})));
      }
      if (directive == '%') {
        steps_.push_back({0, '%'});
      } else if (directive == 'n' || directive == 't') {
        steps_.push_back({' ', 0});
      } else {
        says += directive;
        steps_.push_back({directive, 0});
      }
    }
  }
  const auto has = [&](std::string_view any) {
    return says.find_first_of(any) != std::string::npos;
  };
  has_time_ = has("HkIlMSps");
  if (!has("s") && !(has("Yy") && (has("j") || (has("mbBh") && has("de"))))) {
    throw UsageError(fmt::format(
        "date format '{}' must contain year, month and day (for example %d/%m/%Y %H:%M)",
        printable(format_)));
  }
}

std::optional<Timestamp> TimestampParser::parse(std::string_view text, UtcOffset& offset) const {
  text = trimmed(text);
  return known_ ? parse_known(*known_, text, offset) : parse_compiled(text, offset);
}

std::optional<Timestamp> TimestampParser::parse(std::string_view text) const {
  UtcOffset offset;
  const auto time = parse(text, offset);
  if (!time || offset.minutes == 0) return time;
  return in_range(*time - std::chrono::minutes(offset.minutes));
}

std::optional<Timestamp> TimestampParser::parse_compiled(std::string_view text,
                                                         UtcOffset& offset) const {
  TimeCursor cursor(text);
  TimeParts parts;
  int century = -1;
  const auto number = [&](int& part, int least, int most) {
    part = cursor.number(least, most);
    return part >= 0;
  };
  for (std::size_t step_index = 0; step_index < steps_.size(); ++step_index) {
    const Step step = steps_[step_index];
    bool read = true;
    switch (step.directive) {
      case 0:
        read = cursor.take(step.literal);
        break;
      case ' ':
        cursor.skip_blanks();
        break;
      case 'Y':
        read = number(parts.year, 4, 4);
        break;
      case 'y':
        read = parts.read_short_year(cursor);
        break;
      case 'C':
        read = number(century, 1, 2);
        break;
      case 'm':
        read = number(parts.month, 1, 2);
        break;
      case 'b':
      case 'B':
      case 'h':
        parts.month = read_month(cursor);
        read = parts.month > 0;
        // `7 févr. 2011`, unless the format has the point itself.
        if (step_index + 1 == steps_.size() || steps_[step_index + 1].literal != '.') {
          (void)cursor.take('.');
        }
        break;
      case 'a':
      case 'A':
        read = cursor.name(kWeekdays.data(), kWeekdays.size()) >= 0;
        break;
      case 'd':
      case 'e':
        cursor.skip_blanks();
        read = number(parts.day, 1, 2);
        break;
      case 'u':
      case 'w':
      case 'U':
      case 'W':
      case 'V':
      case 'g':
      case 'G':  // week-based years and days are ignored, as in glibc
        read = cursor.number(1, step.directive == 'G' ? 4 : 2) >= 0;
        break;
      case 'j':
        read = number(parts.day_of_year, 1, 3) && parts.day_of_year > 0;
        break;
      case 'H':
      case 'k':
      case 'I':
      case 'l':
        cursor.skip_blanks();
        read = number(parts.hour, 1, 2);
        if (step.directive == 'I' || step.directive == 'l') parts.twelve_hours = true;
        break;
      case 'M':
        read = number(parts.minute, 1, 2);
        break;
      case 'S':
        read = number(parts.second, 1, 2);
        break;
      case 'f':
        read = cursor.number(1, 9) >= 0;
        break;
      case 'p':
      case 'P':
        read = parts.read_half_of_day(cursor);
        break;
      case 'z':
        read = parts.read_offset(cursor);
        break;
      case 'Z': {
        const TimeCursor name = cursor;
        read = cursor.skip_letters();
        const auto zone = zone_offset({name.at, static_cast<std::size_t>(cursor.at - name.at)});
        if (zone) parts.offset = {*zone, UtcOffset::Kind::written};
        break;
      }
      case 's':
        read = parts.read_epoch(cursor);
        break;
      default:
        read = false;
    }
    if (!read) return std::nullopt;
  }
  if (century >= 0) parts.year = century * 100 + parts.year % 100;
  if (!cursor.done() && (has_time_ || !parts.read_trailing_clock(cursor))) return std::nullopt;
  offset = parts.offset;
  return parts.time();
}

}  // namespace rfmseg
