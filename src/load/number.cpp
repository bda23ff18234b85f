#include "load/number.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "load/currency.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

bool strip_front(std::string_view& text, std::string_view part) {
  if (!text.starts_with(part)) return false;
  text.remove_prefix(part.size());
  return true;
}
bool strip_back(std::string_view& text, std::string_view part) {
  if (!text.ends_with(part)) return false;
  text.remove_suffix(part.size());
  return true;
}

/// The thousands separator at the beginning of `text`; empty if there is none.
std::string_view thousands_mark(std::string_view text, char decimal) {
  constexpr std::array<std::string_view, 7> kMarks = {
      ",", ".", "'", " ", "\xE2\x80\x99" /* ’ */, "\xC2\xA0", "\xE2\x80\xAF"};
  for (const std::string_view mark : kMarks) {
    if (mark.front() != decimal && text.starts_with(mark)) return mark;
  }
  return {};
}

/// The number of digits at the beginning of `text`.
std::size_t leading_digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) -
                                  text.begin());
}

/// A number without sign and currency.
std::optional<Decimal> parse_unsigned(std::string_view text, char decimal) {
  if (text.empty() || (!is_digit(text.front()) && text.front() != decimal)) return std::nullopt;
  const std::size_t first = leading_digits(text);
  std::string plain(text.substr(0, first));
  text.remove_prefix(first);

  const std::string_view mark = thousands_mark(text, decimal);
  if (!mark.empty()) {
    if (first == 0 || first > 3 || plain.front() == '0') return std::nullopt;
    std::size_t last = 0;
    int twos = 0;
    int threes = 0;
    while (strip_front(text, mark)) {
      if (last != 0) ++(last == 2 ? twos : threes);
      last = leading_digits(text);
      if (last != 2 && last != 3) return std::nullopt;
      plain.append(text.substr(0, last));
      text.remove_prefix(last);
    }
    // Groups of three digits; in India groups of two before the last one.
    const bool indian = mark == "," && first <= 2 && threes == 0;
    if (last != 3 || (twos > 0 && !indian)) return std::nullopt;
  }

  if (!text.empty() && text.front() == decimal) {
    plain += '.';
    text.remove_prefix(1);
  } else if (text.starts_with('.')) {
    return std::nullopt;
  }
  return parse_decimal(plain.append(text));
}

}  // namespace

std::optional<WrittenNumber> parse_number(std::string_view text, char decimal) {
  constexpr std::string_view kMinus = "\xE2\x88\x92";  // the minus of Swedish and Finnish locales
  WrittenNumber number;
  int signs = 0;
  bool negative = false;
  while (signs <= 1) {
    text = trimmed(text);
    if (!text.empty() && is_digit(text.front()) && is_digit(text.back())) break;
    if (text.starts_with('(') && text.ends_with(')')) {
      text = text.substr(1, text.size() - 2);
      negative = true;
      ++signs;
    } else if (strip_front(text, "-") || strip_front(text, kMinus) || strip_back(text, "-") ||
               strip_back(text, kMinus)) {
      negative = true;
      ++signs;
    } else if (strip_front(text, "+")) {
      ++signs;
    } else {
      std::string_view currency = strip_currency(text, true);
      if (currency.empty()) currency = strip_currency(text, false);
      if (currency.empty()) break;
      if (!number.currency.empty()) {  // `$12 USD` has two of them that are one
        currency = same_currency(number.currency, currency);
        if (currency.empty()) return std::nullopt;
      }
      number.currency = currency;
    }
  }
  const auto value = signs > 1 ? std::nullopt : parse_unsigned(text, decimal);
  if (!value) return std::nullopt;
  number.value = *value;
  if (negative) number.value.digits = -number.value.digits;
  return number;
}

std::string currency_of(std::string_view cell) {
  for (const std::string& number : {std::string(cell), fmt::format("1 {}", cell)}) {
    for (const char mark : {'.', ','}) {
      const auto parsed = parse_number(number, mark);
      if (parsed && !parsed->currency.empty()) return std::string(parsed->currency);
    }
  }
  return std::string(cell);
}

}  // namespace rfmseg
