#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace rfmseg {

/// `1 row`, `2 rows`, for messages. Results for people are grouped, too: counted() of report.
[[nodiscard]] inline std::string plural(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

}  // namespace rfmseg
