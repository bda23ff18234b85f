#pragma once

#include <fmt/core.h>

#include <cmath>
#include <string>

namespace rfmseg {

/// A number with so many decimals, half away from zero: 12.5 is `13`. A double that is as near to a
/// half as its digits allow counts as one, since 0.35 is a little less in binary.
[[nodiscard]] inline std::string rounded_text(double value, int decimals) {
  constexpr double kHair = 1 + 0x1p-51;
  const double scale = std::pow(10.0, decimals);
  const double scaled = value * scale;
  // Doubles as large as this have no fraction.
  const bool has_fraction = std::abs(scaled) < 0x1p52;
  return fmt::format("{:.{}f}", has_fraction ? std::round(scaled * kHair) / scale + 0.0 : value,
                     decimals);
}

/// The same with a `+` before positive numbers. What rounds to zero has no sign.
[[nodiscard]] inline std::string signed_rounded_text(double value, int decimals) {
  std::string text = rounded_text(value, decimals);
  if (text.find_first_of("123456789") == std::string::npos) {
    return text.front() == '-' ? text.substr(1) : text;
  }
  return value > 0 ? '+' + text : text;
}

}  // namespace rfmseg
