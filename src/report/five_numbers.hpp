#pragma once

#include <array>
#include <string_view>

#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg {

/// What files call the five numbers, in their order.
inline constexpr std::array<std::string_view, 5> kFiveKeys = {"min", "lower_quartile", "median",
                                                              "upper_quartile", "max"};

[[nodiscard]] inline std::array<Quantile, 5> all_five(const FiveNumbers& numbers) {
  return {numbers.minimum, numbers.lower_quartile, numbers.median, numbers.upper_quartile,
          numbers.maximum};
}

}  // namespace rfmseg
