#pragma once

/// \file
/// Exact decimal numbers. A Decimal is one number as a file contains it; an Amount is a sum of
/// money or quantities, to which adding is exact.
///
///     const auto quantity = rfmseg::parse_decimal("6");
///     const auto price = rfmseg::parse_decimal("2.55");
///     rfmseg::Amount total;
///     if (const auto line = rfmseg::multiply(*quantity, *price)) total += *line;
///     std::cout << to_string(total, 2) << '\n';  // 15.30

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rfmseg {

/// 128-bit signed integer (GCC and Clang).
__extension__ using Int128 = __int128;

/// A decimal number with up to 18 significant digits: `digits` x 10^-`scale`, 0 <= scale <= 18.
/// Trailing zeros of the fraction are removed, so that equal numbers have equal members.
struct Decimal {
  std::int64_t digits = 0;
  int scale = 0;

  friend bool operator==(const Decimal&, const Decimal&) = default;
  /// Whether the number is greater than zero.
  [[nodiscard]] bool positive() const { return digits > 0; }
};

/// Parses `[+-]digits[.digits][e[+-]digits]`; surrounding blanks are ignored. Returns nothing for
/// other text, and for numbers that need more than 18 significant digits or 18 decimals.
[[nodiscard]] std::optional<Decimal> parse_decimal(std::string_view text);
/// Like parse_decimal(text), but stores the number in `number` and returns whether there is one;
/// otherwise `number` is unchanged. Avoids copying an optional where every row is parsed.
[[nodiscard]] bool parse_decimal(std::string_view text, Decimal& number);

/// The powers of ten that fit 64 bits, by exponent.
inline constexpr auto kPowersOfTen = [] {
  std::array<std::int64_t, 19> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

/// 10 to the power of `exponent`, from 0 to 18.
[[nodiscard]] constexpr std::int64_t power_of_ten(int exponent) {
  return kPowersOfTen[static_cast<std::size_t>(exponent)];
}

/// An exact sum of money or quantities: a fixed-point number with 18 decimals in 128 bits. Adding
/// and subtracting never round; a result beyond +-1.7e20 throws DataError.
class Amount {
 public:
  static constexpr int kScale = 18;  ///< decimals
  static constexpr std::int64_t kUnitsPerOne = 1'000'000'000'000'000'000;

  /// Zero.
  constexpr Amount() = default;
  /// `units` x 1e-18.
  [[nodiscard]] static constexpr Amount from_units(Int128 units) { return Amount(units); }
  [[nodiscard]] static constexpr Amount from_integer(std::int64_t value) {
    return Amount(Int128{value} * kUnitsPerOne);
  }
  /// The exact value of `value`.
  [[nodiscard]] static constexpr Amount from(const Decimal& value) {
    return Amount(Int128{value.digits} * power_of_ten(kScale - value.scale));
  }

  /// The amount as a multiple of 1e-18.
  [[nodiscard]] constexpr Int128 units() const { return units_; }
  /// The nearest double.
  [[nodiscard]] double to_double() const;

  Amount& operator+=(Amount other) {
    Int128 sum = 0;
    if (__builtin_add_overflow(units_, other.units_, &sum)) throw_overflow();
    units_ = sum;
    return *this;
  }
  Amount& operator-=(Amount other) {
    Int128 difference = 0;
    if (__builtin_sub_overflow(units_, other.units_, &difference)) throw_overflow();
    units_ = difference;
    return *this;
  }
  friend Amount operator+(Amount a, Amount b) { return a += b; }
  friend Amount operator-(Amount a, Amount b) { return a -= b; }
  friend constexpr bool operator==(Amount, Amount) = default;
  friend constexpr auto operator<=>(Amount, Amount) = default;

 private:
  constexpr explicit Amount(Int128 units) : units_(units) {}
  [[noreturn]] static void throw_overflow();
  Int128 units_ = 0;
};

/// The largest magnitude of a line amount. A row with a larger one is unreadable: it is almost
/// certainly an error in the data.
inline constexpr std::int64_t kLargestLineAmount = 1'000'000'000'000;

/// The exact product of quantity and price. Returns nothing if it needs more than 18 decimals or
/// it or the quantity exceeds `kLargestLineAmount` in magnitude: sums of any number of rows fit.
[[nodiscard]] std::optional<Amount> multiply(const Decimal& quantity, const Decimal& price);
/// Like multiply(quantity, price), but stores the product in `amount` and returns whether there is
/// one; otherwise `amount` is unchanged.
[[nodiscard]] bool multiply(const Decimal& quantity, const Decimal& price, Amount& amount);

/// Parses a decimal number of any Amount, including those with more digits than a Decimal has;
/// reads back what to_string() writes. Returns nothing for other text.
[[nodiscard]] std::optional<Amount> parse_amount(std::string_view text);

/// All digits of the amount, and no more: `8911407.904`, `12`, `-0.5`. Writes at least
/// `min_decimals` decimals; 2 is usual for money (`77183.60`).
[[nodiscard]] std::string to_string(Amount amount, int min_decimals = 0);
/// Appends the same to `text`.
void append(std::string& text, Amount amount, int min_decimals = 0);

/// The amount with exactly `decimals` decimals, rounded half away from zero. For display only;
/// files contain all digits.
[[nodiscard]] std::string to_rounded_string(Amount amount, int decimals);

}  // namespace rfmseg
