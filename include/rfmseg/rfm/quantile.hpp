#pragma once

#include <compare>
#include <cstdint>

#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// An exact quantile: `numerator` / `denominator` (positive) in units of 1e-18 (see Amount). A
/// type-7 quantile at i/q of decimal values is a fraction with denominator q, so no rounding is
/// needed to compare a value with it.
struct Quantile {
  Int128 numerator = 0;
  std::int64_t denominator = 1;

  [[nodiscard]] static Quantile from(Amount value) { return {value.units(), 1}; }
  [[nodiscard]] double to_double() const;
  /// The nearest Amount, halves away from zero; exact when the denominator divides the numerator.
  [[nodiscard]] Amount to_amount() const;
  /// The greatest Amount that is not above the quantile: a value is above the quantile exactly when
  /// it is above this.
  [[nodiscard]] Amount floor() const;
  /// Order and equality of value, whatever the denominators; exact for every quantile.
  friend std::strong_ordering operator<=>(const Quantile& a, const Quantile& b);
  friend bool operator==(const Quantile& a, const Quantile& b);
};

/// True when `value` lies above `edge`, compared exactly.
[[nodiscard]] bool above(Amount value, const Quantile& edge);

/// Minimum, quartiles and maximum: the figures of a box plot.
struct FiveNumbers {
  Quantile minimum, lower_quartile, median, upper_quartile, maximum;
};

}  // namespace rfmseg
