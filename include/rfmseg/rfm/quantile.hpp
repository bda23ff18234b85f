#pragma once

/// \file
/// Exact quantiles: fractions that compare with an Amount without rounding.
///
///     const rfmseg::Quantile& edge = scores.monetary.edges.front();  // from score_customers()
///     if (above(table.monetary[i], edge)) {
///       std::cout << "above " << to_string(edge.to_amount()) << '\n';
///     }

#include <compare>
#include <cstdint>

#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// An exact quantile: `numerator` / `denominator`, in units of 1e-18 (see Amount). A type-7
/// quantile at i/q of decimal values is a fraction with denominator q (Hyndman and Fan, Sample
/// Quantiles in Statistical Packages, 1996), so comparing a value with it needs no rounding.
struct Quantile {
  Int128 numerator = 0;
  std::int64_t denominator = 1;  ///< positive

  [[nodiscard]] static Quantile from(Amount value) { return {value.units(), 1}; }
  /// The double nearest to to_amount().
  [[nodiscard]] double to_double() const;
  /// The nearest Amount, rounded half away from zero; exact if the denominator divides the
  /// numerator.
  [[nodiscard]] Amount to_amount() const;
  /// The greatest Amount that is not above the quantile. A value is above the quantile exactly if
  /// it is above this Amount.
  [[nodiscard]] Amount floor() const;
  /// Compare the values of the fractions exactly; denominators may differ.
  friend std::strong_ordering operator<=>(const Quantile& a, const Quantile& b);
  friend bool operator==(const Quantile& a, const Quantile& b);
};

/// Whether `value` is greater than `edge`, compared exactly.
[[nodiscard]] bool above(Amount value, const Quantile& edge);

/// The five-number summary, as in a box plot. Quartiles and median are type-7 quantiles.
struct FiveNumbers {
  Quantile minimum, lower_quartile, median, upper_quartile, maximum;
};

}  // namespace rfmseg
