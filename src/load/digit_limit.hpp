#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rfmseg {

/// What is wrong with a text that could not be read as a number: it may be one with too many
/// digits. `otherwise` is the message if it is not.
[[nodiscard]] inline std::string number_fault(std::string_view text, std::string_view otherwise) {
  constexpr std::string_view kOthers = "+-.,' ";
  constexpr std::size_t kMostNumberDigits = 18;  // of a Decimal
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (c != '0' || digits > 0) ++digits;
    } else if (kOthers.find(c) == std::string_view::npos) {
      return std::string(otherwise);
    }
  }
  return digits > kMostNumberDigits ? "has more than 18 digits, the most that a number can have"
                                    : std::string(otherwise);
}

}  // namespace rfmseg
