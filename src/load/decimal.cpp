#include "rfmseg/load/decimal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <iterator>
#include <limits>

#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr int kMostDigits = 18;

/// The largest line amount in units of 10^-scale, by scale.
constexpr auto kLargestLine = [] {
  std::array<Int128, Amount::kScale + 1> largest{};
  for (std::size_t scale = 0; scale < largest.size(); ++scale) {
    largest[scale] = Int128{kLargestLineAmount} * power_of_ten(static_cast<int>(scale));
  }
  return largest;
}();

/// Appends a decimal digit to a number; returns false if it would have more than 18.
bool append_digit(std::int64_t& number, char digit) {
  constexpr std::int64_t kLargestBefore = power_of_ten(kMostDigits - 1) - 1;
  if (number > kLargestBefore) return false;
  number = number * 10 + (digit - '0');
  return true;
}

/// Parses the exponent after `e`, which is all of `text`; clamped to +-999.
std::optional<int> parse_exponent(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  int exponent = 0;
  for (const char c : text) exponent = std::min(exponent * 10 + (c - '0'), 999);
  return negative ? -exponent : exponent;
}

/// `digits` (at most 18) x 10^-`scale` as a Decimal with a scale of 0 to 18; nothing if there is
/// none.
std::optional<Decimal> scaled(std::int64_t digits, int scale) {
  if (digits == 0) return Decimal{};
  while (scale > 0 && digits % 10 == 0) {
    digits /= 10;
    --scale;
  }
  if (scale > Amount::kScale || scale < -kMostDigits) return std::nullopt;
  if (scale < 0) {
    if (std::abs(digits) >= power_of_ten(kMostDigits + scale)) return std::nullopt;
    digits *= power_of_ten(-scale);
    scale = 0;
  }
  return Decimal{digits, scale};
}

__extension__ using Unsigned128 = unsigned __int128;

/// The magnitude of an amount; also defined for the most negative one.
Unsigned128 magnitude(Amount amount) {
  const auto units = static_cast<Unsigned128>(amount.units());
  return amount.units() < 0 ? Unsigned128{0} - units : units;
}

void append_text(std::string& text, bool negative, Unsigned128 units, int min_decimals) {
  constexpr auto kOne = static_cast<Unsigned128>(Amount::kUnitsPerOne);
  constexpr std::uint64_t kMillion = 1'000'000;
  const Unsigned128 whole = units / kOne;
  auto rest = static_cast<std::uint64_t>(units - whole * kOne);
  std::size_t count = 18;  // of decimals in `rest`; the last ones are mostly zeros
  for (; count > 6 && rest % kMillion == 0; count -= 6) rest /= kMillion;
  std::array<char, 18> decimals;  // NOLINT(*-member-init): what is used is written
  for (std::size_t i = count; i > 0; --i) {
    decimals[i - 1] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  }
  while (count > 0 && decimals[count - 1] == '0') --count;
  if (negative) text += '-';
  if (whole <= std::numeric_limits<std::uint64_t>::max()) {
    const fmt::format_int digits(static_cast<std::uint64_t>(whole));
    text.append(digits.data(), digits.size());
  } else {
    fmt::format_to(std::back_inserter(text), "{}", whole);
  }
  const auto least = static_cast<std::size_t>(std::clamp(min_decimals, 0, Amount::kScale));
  if (std::max(count, least) > 0) text += '.';
  text.append(decimals.data(), count);
  if (count < least) text.append(least - count, '0');
}

}  // namespace

bool parse_decimal(std::string_view text, Decimal& number) {
  text = trimmed(text);
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool negative = at != end && *at == '-';
  if (at != end && (*at == '-' || *at == '+')) ++at;

  std::int64_t digits = 0;
  int scale = 0;
  const char* const whole = at;
  for (; at != end && is_digit(*at); ++at) {
    if (!append_digit(digits, *at)) return false;
  }
  bool any_digit = at != whole;
  if (at != end && *at == '.') {
    const char* const fraction = ++at;
    const char* appended = at;  // zeros are appended only before another digit
    for (; at != end && is_digit(*at); ++at) {
      if (*at == '0') continue;
      for (; appended <= at; ++appended) {
        if (!append_digit(digits, *appended)) return false;
      }
    }
    any_digit = any_digit || at != fraction;
    scale = static_cast<int>(std::min<std::ptrdiff_t>(appended - fraction, 9'999));
  }
  if (!any_digit) return false;
  if (negative) digits = -digits;
  if (at == end) {
    if (scale > kMostDigits) return false;
    number = {digits, scale};
    return true;
  }
  if (*at != 'e' && *at != 'E') return false;
  const auto exponent = parse_exponent({at + 1, static_cast<std::size_t>(end - at - 1)});
  if (!exponent) return false;
  const auto moved = scaled(digits, scale - *exponent);
  if (moved) number = *moved;
  return moved.has_value();
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal number;
  return parse_decimal(text, number) ? std::optional(number) : std::nullopt;
}

std::optional<Amount> parse_amount(std::string_view text) {
  if (const auto decimal = parse_decimal(text)) return Amount::from(*decimal);
  // Too many digits for a Decimal.
  text = trimmed(text);
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view decimals = point == text.size() ? "0" : text.substr(point + 1);
  const auto is_digits = [](std::string_view part) {
    return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!is_digits(whole) || !is_digits(decimals) || decimals.size() > Amount::kScale) {
    return std::nullopt;
  }
  Int128 units = 0;
  const auto append = [&](char digit) {
    return !__builtin_mul_overflow(units, Int128{10}, &units) &&
           !__builtin_add_overflow(units, Int128{digit - '0'}, &units);
  };
  if (!std::ranges::all_of(whole, append) || !std::ranges::all_of(decimals, append)) {
    return std::nullopt;
  }
  for (std::size_t i = decimals.size(); i < Amount::kScale; ++i) {
    if (!append('0')) return std::nullopt;
  }
  return Amount::from_units(negative ? -units : units);
}

double Amount::to_double() const {
  // Both integers are exact doubles, so their quotient is the double nearest to the amount.
  constexpr Int128 kMillionth = Int128{1'000'000'000'000};
  constexpr Int128 kLargestWhole = Int128{1} << 53;
  const Int128 millionths = units_ / kMillionth;
  if (millionths * kMillionth == units_ && -kLargestWhole <= millionths &&
      millionths <= kLargestWhole) {
    return static_cast<double>(millionths) / 1e6;
  }
  // Parses the digits, which gives the nearest double; a division would round twice.
  const std::string text = to_string(*this);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void Amount::throw_overflow() {
  throw DataError(
      "a sum of amounts exceeds 170,000,000,000,000,000,000 (is the wrong column used?)");
}

bool multiply(const Decimal& quantity, const Decimal& price, Amount& amount) {
  const Int128 most = kLargestLine[static_cast<std::size_t>(quantity.scale)];
  if (quantity.digits > most || quantity.digits < -most) return false;
  Int128 product = Int128{quantity.digits} * price.digits;
  int scale = quantity.scale + price.scale;
  while (scale > Amount::kScale && product % 10 == 0) {
    product /= 10;
    --scale;
  }
  if (scale > Amount::kScale) return false;
  const Int128 largest = kLargestLine[static_cast<std::size_t>(scale)];
  if (product > largest || product < -largest) return false;
  amount = Amount::from_units(product * power_of_ten(Amount::kScale - scale));
  return true;
}

std::optional<Amount> multiply(const Decimal& quantity, const Decimal& price) {
  Amount amount;
  return multiply(quantity, price, amount) ? std::optional(amount) : std::nullopt;
}

void append(std::string& text, Amount amount, int min_decimals) {
  append_text(text, amount.units() < 0, magnitude(amount), min_decimals);
}

std::string to_string(Amount amount, int min_decimals) {
  std::string text;
  append(text, amount, min_decimals);
  return text;
}

std::string to_rounded_string(Amount amount, int decimals) {
  decimals = std::clamp(decimals, 0, Amount::kScale);
  const auto step = static_cast<Unsigned128>(power_of_ten(Amount::kScale - decimals));
  const Unsigned128 rounded = (magnitude(amount) + step / 2) / step * step;
  std::string text;
  append_text(text, amount.units() < 0 && rounded != 0, rounded, decimals);
  return text;
}

}  // namespace rfmseg
