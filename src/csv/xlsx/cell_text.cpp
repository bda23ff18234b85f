#include "csv/xlsx/cell_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <optional>

#include "csv/line_field.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The character of `_x000D_` at the beginning of `text`; nothing if it is not escaped so. Halves
/// of a character, which no text can have, are not.
std::optional<unsigned> escaped_character(std::string_view text) {
  constexpr std::size_t kLength = 7;
  if (text.size() < kLength || text[1] != 'x' || text[kLength - 1] != '_') return std::nullopt;
  unsigned character = 0;
  const char* end = text.data() + kLength - 1;
  const auto result = std::from_chars(text.data() + 2, end, character, 16);
  const bool half = character >= 0xD800 && character < 0xE000;
  if (result.ec != std::errc{} || result.ptr != end || half) return std::nullopt;
  return character;
}

void append_utf8(std::string& text, unsigned character) {
  const auto append = [&](unsigned byte) { text += static_cast<char>(byte); };
  if (character < 0x80) return append(character);
  if (character < 0x800) {
    append(0xC0 | character >> 6);
  } else {
    append(0xE0 | character >> 12);
    append(0x80 | (character >> 6 & 0x3F));
  }
  append(0x80 | (character & 0x3F));
}

std::string without_escapes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const auto character = text[i] == '_' ? escaped_character(text.substr(i)) : std::nullopt;
    if (character) {
      append_utf8(plain, *character);
      i += 7;
    } else {
      plain += text[i++];
    }
  }
  return plain;
}

/// Whether a number is shown as it is written: a whole one, or one of at most 15 digits.
bool is_shown_as_written(std::string_view number) {
  constexpr std::size_t kDigits = 15;
  if (number.starts_with('-')) number.remove_prefix(1);
  std::size_t points = 0;
  for (const char c : number) {
    if (c == '.') {
      ++points;
    } else if (!is_digit(c)) {
      return false;
    }
  }
  const bool is_number = !number.empty() && is_digit(number.front()) && is_digit(number.back());
  return is_number && (points == 0 || (points == 1 && number.size() <= kDigits + 1));
}

std::optional<double> parse_double(std::string_view text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ptr != end || result.ec != std::errc{} || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// The number with up to 15 digits, without an exponent if that takes no long row of zeros.
void append_double(std::string& text, double value) {
  constexpr int kDigits = 15;
  constexpr int kLargestExponent = 20;
  const std::string scientific = fmt::format("{:.{}e}", value, kDigits - 1);
  const std::size_t e = scientific.find('e');
  const int exponent = std::atoi(scientific.c_str() + e + 1);
  if (value == 0 || std::abs(exponent) > kLargestExponent) {
    fmt::format_to(std::back_inserter(text), "{:.{}g}", value, kDigits);
    return;
  }
  const int decimals = std::max(kDigits - 1 - exponent, 0);
  const std::size_t begin = text.size();
  fmt::format_to(std::back_inserter(text), "{:.{}f}", value, decimals);
  if (text.find('.', begin) == std::string::npos) return;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
}

void append_two_digits(std::string& text, unsigned value) {
  text += static_cast<char>('0' + value / 10);
  text += static_cast<char>('0' + value % 10);
}

constexpr std::int64_t kSecondsOfADay = 86400;

void append_time(std::string& text, std::int64_t hours, std::int64_t seconds) {
  if (hours > 99) {
    text += std::to_string(hours);
  } else {
    append_two_digits(text, static_cast<unsigned>(hours));
  }
  text += ':';
  append_two_digits(text, static_cast<unsigned>(seconds / 60 % 60));
  text += ':';
  append_two_digits(text, static_cast<unsigned>(seconds % 60));
}

/// The date of a day number. 1900 was not leap, but Excel's day 60 is its February 29: days up
/// to there are one later than those after.
std::chrono::year_month_day date_of(std::int64_t day, FirstDay first_day) {
  using namespace std::chrono;
  sys_days zero = sys_days(year(1904) / 1 / 1);
  if (first_day == FirstDay::in_1900) zero = sys_days(year(1899) / 12 / (day <= 60 ? 31 : 30));
  return year_month_day(zero + days(day));
}

}  // namespace

void append_text_field(std::string& csv, std::string_view text) {
  if (text.find("_x") == std::string_view::npos) return append_line_field(csv, text);
  append_line_field(csv, without_escapes(text));
}

void append_number_field(std::string& csv, std::string_view number) {
  if (is_shown_as_written(number)) {
    csv += number;
  } else if (const auto value = parse_double(trimmed(number))) {
    append_double(csv, *value);
  } else {
    append_text_field(csv, number);
  }
}

void append_date_field(std::string& csv, std::string_view number, CellNumber format,
                       FirstDay first_day) {
  constexpr double kDayAfterLast = 2'958'466;  // of 9999
  const auto value = parse_double(trimmed(number));
  if (!value || *value < 0 || *value >= kDayAfterLast) return append_number_field(csv, number);
  const auto seconds = static_cast<std::int64_t>(std::llround(*value * kSecondsOfADay));
  if (format == CellNumber::duration) return append_time(csv, seconds / 3600, seconds);
  const std::int64_t day = seconds / kSecondsOfADay;
  const std::int64_t of_day = seconds % kSecondsOfADay;
  const bool time_only = format == CellNumber::time && day == 0;
  if (!time_only) {
    const auto date = date_of(day, first_day);
    const auto year = static_cast<unsigned>(static_cast<int>(date.year()));
    append_two_digits(csv, year / 100);
    append_two_digits(csv, year % 100);
    csv += '-';
    append_two_digits(csv, static_cast<unsigned>(date.month()));
    csv += '-';
    append_two_digits(csv, static_cast<unsigned>(date.day()));
    if (format == CellNumber::date && of_day == 0) return;
    csv += ' ';
  }
  append_time(csv, of_day / 3600, of_day);
}

}  // namespace rfmseg
