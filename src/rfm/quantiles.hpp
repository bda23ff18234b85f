#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "rfmseg/rfm/columns.hpp"
#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg {

/// The largest magnitude of values in quantiles: 100 times this value fits 128 bits.
inline constexpr std::int64_t kLargestQuantileValue = 1'000'000'000'000'000'000;

/// The type-7 quantile at `part`/`parts` of `sorted`, which is ascending and not empty (linear
/// interpolation; Hyndman and Fan 1996, the default of R and NumPy). 0 <= part <= parts <= 100.
/// Throws DataError for a value beyond +-kLargestQuantileValue.
[[nodiscard]] Quantile quantile(std::span<const Amount> sorted, int part, int parts);
/// The same for `count` values `sorted(0)`, `sorted(1)`, ...
[[nodiscard]] Quantile quantile(std::size_t count, const std::function<Amount(std::size_t)>& sorted,
                                int part, int parts);
/// The same for the ranks 1 to `count`, which is not 0.
[[nodiscard]] Quantile quantile_of_ranks(std::size_t count, int part, int parts);

/// The median of a column, which is not empty.
[[nodiscard]] Quantile median(AmountColumn values);
[[nodiscard]] Quantile median(IntegerColumn values);
/// The five-number summary of a column, which is not empty.
[[nodiscard]] FiveNumbers five_numbers(AmountColumn values);
[[nodiscard]] FiveNumbers five_numbers(IntegerColumn values);

}  // namespace rfmseg
