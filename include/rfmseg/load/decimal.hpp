#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rfmseg {

__extension__ using Int128 = __int128;

/// A decimal number as it stands in a file: `digits` x 10^-`scale`, 0 <= scale <= 18.
/// Trailing zeros of the fraction are not kept, so equal numbers have equal fields.
struct Decimal {
  std::int64_t digits = 0;
  int scale = 0;

  friend bool operator==(const Decimal&, const Decimal&) = default;
  [[nodiscard]] bool positive() const { return digits > 0; }
};

/// Reads `[+-]digits[.digits][e[+-]digits]`, blanks around it ignored. Nothing when `text` is
/// anything else, or has more digits than fit 18 significant digits and 18 decimals.
[[nodiscard]] std::optional<Decimal> parse_decimal(std::string_view text);
/// The same into `number`, which keeps its value where there is nothing: whether there is. Spares
/// the hot path to copy an optional through memory.
[[nodiscard]] bool parse_decimal(std::string_view text, Decimal& number);

/// An exact sum of money or quantities: a fixed-point number with 18 decimals. Adding never
/// rounds; adding past +-1.7e20 throws a DataError.
class Amount {
 public:
  static constexpr int kScale = 18;
  static constexpr std::int64_t kUnitsPerOne = 1'000'000'000'000'000'000;

  constexpr Amount() = default;
  [[nodiscard]] static constexpr Amount from_units(Int128 units) { return Amount(units); }
  [[nodiscard]] static constexpr Amount from_integer(std::int64_t value) {
    return Amount(Int128{value} * kUnitsPerOne);
  }
  [[nodiscard]] static Amount from(Decimal value);

  /// The number of 1e-18 in the amount.
  [[nodiscard]] constexpr Int128 units() const { return units_; }
  /// The nearest double.
  [[nodiscard]] double to_double() const;

  Amount& operator+=(Amount other);
  Amount& operator-=(Amount other);
  friend Amount operator+(Amount a, Amount b) { return a += b; }
  friend Amount operator-(Amount a, Amount b) { return a -= b; }
  friend constexpr bool operator==(Amount, Amount) = default;
  friend constexpr auto operator<=>(Amount, Amount) = default;

 private:
  constexpr explicit Amount(Int128 units) : units_(units) {}
  Int128 units_ = 0;
};

/// The largest magnitude a line amount may have: a line beyond it is not believable.
inline constexpr std::int64_t kLargestLineAmount = 1'000'000'000'000;

/// quantity x price, exactly. Nothing when the product needs more than 18 decimals or is beyond
/// `kLargestLineAmount`.
[[nodiscard]] std::optional<Amount> multiply(Decimal quantity, Decimal price);
/// The same into `amount`, as with parse_decimal().
[[nodiscard]] bool multiply(Decimal quantity, Decimal price, Amount& amount);

/// A decimal number with as many digits as to_string() writes: parse_decimal() has no more than
/// fit a Decimal. Nothing for text that is none.
[[nodiscard]] std::optional<Amount> parse_amount(std::string_view text);

/// All digits, no more: `8911407.904`, `12`, `-0.5`. At least `min_decimals` decimals are written:
/// money uses 2 (`77183.60`).
[[nodiscard]] std::string to_string(Amount amount, int min_decimals = 0);

/// Rounded half away from zero to exactly `decimals` decimals: for people, never for files.
[[nodiscard]] std::string to_rounded_string(Amount amount, int decimals);

}  // namespace rfmseg
