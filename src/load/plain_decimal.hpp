#pragma once

#include <cstdint>
#include <string_view>

#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// Parses numbers as most cells contain them: an optional minus, digits, and an optional point and
/// more digits, up to 18 bytes in all, which never overflow. Stores the value in `number` and
/// returns true, or returns false for all other text. parse_decimal() gives the same values.
[[nodiscard]] inline bool parse_plain_decimal(std::string_view text, Decimal& number) {
  if (text.empty() || text.size() > 18) return false;
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool negative = *at == '-';
  if (negative) ++at;

  std::int64_t digits = 0;
  const auto append_digits = [&](const char* to) {
    for (; at != to && *at >= '0' && *at <= '9'; ++at) digits = digits * 10 + (*at - '0');
  };
  const char* const whole = at;
  append_digits(end);
  if (at == whole) return false;
  int scale = 0;
  if (at != end) {
    if (*at != '.') return false;
    ++at;
    const char* last = end;
    while (last[-1] == '0') --last;  // not past the point
    scale = static_cast<int>(last - at);
    append_digits(last);
    if (at != last) return false;
  }
  number = {negative ? -digits : digits, scale};
  return true;
}

/// quantity x price in 64 bits. Stores the product in `amount` and returns true, or returns false
/// where multiply() has to decide. Takes references because a copy reads a number in other pieces
/// than it was just written in, which processors are slow at.
[[nodiscard]] inline bool multiply_plain(const Decimal& quantity, const Decimal& price,
                                         Amount& amount) {
  constexpr int kMostDecimals = 6;  // with these the largest line amount fits
  static_assert(kLargestLineAmount <= power_of_ten(18 - kMostDecimals));
  const int scale = quantity.scale + price.scale;
  std::int64_t product = 0;
  if (scale > kMostDecimals || __builtin_mul_overflow(quantity.digits, price.digits, &product)) {
    return false;
  }
  const std::int64_t largest = kLargestLineAmount * power_of_ten(scale);
  if (product > largest || product < -largest) return false;
  amount = Amount::from({product, scale});
  return true;
}

}  // namespace rfmseg
