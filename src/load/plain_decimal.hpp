#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rfmseg/load/decimal.hpp"
#include "words.hpp"

namespace rfmseg {

/// Implements parse_plain_decimal() for up to 8 bytes without a minus; returns false for all other
/// text. Without a loop, as processors wrongly predict how many digits a number has.
[[nodiscard, gnu::always_inline]] inline bool parse_short_decimal(std::string_view text,
                                                                  Decimal& number) {
  constexpr std::uint64_t kBytes = 0x0101'0101'0101'0101;
  constexpr std::uint64_t kHighest = 0x80 * kBytes;
  // The bytes that are not digits, as in are_digits().
  const auto others = [&](std::uint64_t bytes) {
    return ((bytes + 0x76 * kBytes) | bytes) & kHighest;
  };
  if (text.size() - 1 >= 8) return false;
  // The last digit is the highest byte, and zeros precede the first.
  std::uint64_t digits = (to_word(text) ^ '0' * kBytes) << 8 * (8 - text.size());
  int scale = 0;
  if (const std::uint64_t point = others(digits); point != 0) {
    const auto byte = digits >> (std::countr_zero(point) & 56) & 0xFF;
    if ((point & (point - 1)) != 0 || byte != ('.' ^ '0')) return false;
    scale = std::countl_zero(point) / 8;
    if (scale + 1 == static_cast<int>(text.size())) return false;
    digits ^= (digits ^ digits << 8) & (point ^ (point - 1));
    if (digits >> 56 == 0) {
      const int zeros = std::min(std::countl_zero(digits | 1) / 8, scale);
      digits <<= 8 * zeros;
      scale -= zeros;
    }
  }
  // Neighbours become numbers of two, four and eight digits.
  digits = digits * (10 << 8 | 1) >> 8 & 0x00FF'00FF'00FF'00FF;
  digits = digits * (100 << 16 | 1) >> 16 & 0x0000'FFFF'0000'FFFF;
  digits = digits * (std::uint64_t{10'000} << 32 | 1) >> 32;
  number = {static_cast<std::int64_t>(digits), scale};
  return true;
}

/// Implements parse_plain_decimal() for all text.
[[nodiscard]] inline bool parse_long_decimal(std::string_view text, Decimal& number) {
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

/// Parses numbers as most cells contain them: an optional minus, digits, and an optional point and
/// more digits, up to 18 bytes in all, which never overflow. Stores the value in `number` and
/// returns true, or returns false for all other text. parse_decimal() gives the same values.
[[nodiscard, gnu::always_inline]] inline bool parse_plain_decimal(std::string_view text,
                                                                  Decimal& number) {
  return parse_short_decimal(text, number) || parse_long_decimal(text, number);
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
