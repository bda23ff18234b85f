#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg {

/// The largest magnitude of a value that quantiles are taken of: its hundredfold still fits.
inline constexpr std::int64_t kLargestQuantileValue = 1'000'000'000'000'000'000;

/// The type-7 quantile (linear interpolation; Hyndman and Fan 1996, R's and NumPy's default) at
/// `part`/`parts` of `sorted`, ascending and not empty, 0 <= part <= parts <= 100.
/// Throws DataError when a value is beyond +-kLargestQuantileValue.
[[nodiscard]] Quantile quantile(std::span<const Amount> sorted, int part, int parts);
/// The same of `count` values that are `sorted(0)`, `sorted(1)`, ...
[[nodiscard]] Quantile quantile(std::size_t count, const std::function<Amount(std::size_t)>& sorted,
                                int part, int parts);
/// The same of the ranks 1 to `count`, which is not 0.
[[nodiscard]] Quantile quantile_of_ranks(std::size_t count, int part, int parts);

/// The five numbers of `sorted`, ascending and not empty.
[[nodiscard]] FiveNumbers five_numbers(std::span<const Amount> sorted);

}  // namespace rfmseg
