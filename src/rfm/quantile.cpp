#include <cassert>
#include <string>
#include <utility>

#include "rfm/quantiles.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

/// A fraction as an integer and a rest in [0, denominator).
struct Mixed {
  Int128 whole;
  Int128 rest;
};

Mixed to_mixed(const Quantile& fraction) {
  Mixed mixed{fraction.numerator / fraction.denominator, fraction.numerator % fraction.denominator};
  if (mixed.rest < 0) {
    --mixed.whole;
    mixed.rest += fraction.denominator;
  }
  return mixed;
}

void check_magnitude(Amount value) {
  constexpr Amount kLargest = Amount::from_integer(kLargestQuantileValue);
  if (value > kLargest || value < Amount{} - kLargest) {
    throw DataError("the value " + to_string(value) +
                    " is too large for quantiles (is the wrong column used?)");
  }
}

Amount to_amount(Amount value) {
  return value;
}
Amount to_amount(std::int64_t value) {
  return Amount::from_integer(value);
}

/// What gives the quartiles of a column. A column sorts its few bytes faster than Amounts.
template <class Column>
auto quartile_of(Column values) {
  values.sort();
  return [ascending = std::move(values)](int part) {
    return quantile(
        ascending.size(), [&](std::size_t i) { return to_amount(ascending[i]); }, part, 4);
  };
}

}  // namespace

double Quantile::to_double() const {
  return to_amount().to_double();
}

Amount Quantile::to_amount() const {
  const Mixed mixed = to_mixed(*this);
  const Int128 missing = denominator - mixed.rest;  // to the next integer
  const bool up = mixed.rest > missing || (mixed.rest == missing && numerator > 0);
  return Amount::from_units(mixed.whole + (up ? 1 : 0));
}

Amount Quantile::floor() const {
  return Amount::from_units(to_mixed(*this).whole);
}

// Compares integers first, then rests: cross-multiplying the numerators could overflow, but the
// rests are smaller than the denominators.
std::strong_ordering operator<=>(const Quantile& a, const Quantile& b) {
  const Mixed left = to_mixed(a);
  const Mixed right = to_mixed(b);
  if (left.whole != right.whole) return left.whole <=> right.whole;
  return left.rest * b.denominator <=> right.rest * a.denominator;
}

bool operator==(const Quantile& a, const Quantile& b) {
  return (a <=> b) == 0;
}

// `value` is an integer number of units, so it is above the fraction if it is above its floor.
bool above(Amount value, const Quantile& edge) {
  return value > edge.floor();
}

// Type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996): the quantile at
// probability p is h = (n - 1) p steps above the smallest value, interpolated linearly. For p =
// part / parts, h is an integer number of steps and rest / parts of the next one.
Quantile quantile(std::size_t count, const std::function<Amount(std::size_t)>& sorted, int part,
                  int parts) {
  assert(count > 0 && 0 <= part && part <= parts && 0 < parts && parts <= 100);
  check_magnitude(sorted(0));
  check_magnitude(sorted(count - 1));
  const Int128 position = Int128{count - 1} * part;
  const auto index = static_cast<std::size_t>(position / parts);
  const Int128 rest = position % parts;
  const Int128 below = sorted(index).units();
  if (rest == 0) return {below, 1};
  return {below * (parts - rest) + sorted(index + 1).units() * rest, parts};
}

Quantile quantile(std::span<const Amount> sorted, int part, int parts) {
  return quantile(
      sorted.size(), [&](std::size_t i) { return sorted[i]; }, part, parts);
}

Quantile quantile_of_ranks(std::size_t count, int part, int parts) {
  const auto rank = [](std::size_t i) {
    return Amount::from_integer(static_cast<std::int64_t>(i) + 1);
  };
  return quantile(count, rank, part, parts);
}

Quantile median(AmountColumn values) {
  return quartile_of(std::move(values))(2);
}

Quantile median(IntegerColumn values) {
  return quartile_of(std::move(values))(2);
}

FiveNumbers five_numbers(AmountColumn values) {
  const auto quartile = quartile_of(std::move(values));
  return {quartile(0), quartile(1), quartile(2), quartile(3), quartile(4)};
}

FiveNumbers five_numbers(IntegerColumn values) {
  const auto quartile = quartile_of(std::move(values));
  return {quartile(0), quartile(1), quartile(2), quartile(3), quartile(4)};
}

}  // namespace rfmseg
