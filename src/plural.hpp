#pragma once

#include <fmt/core.h>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace rfmseg {

/// The word for one, or for any other number: `agree(rows, "is", "are")`.
[[nodiscard]] constexpr std::string_view agree(std::integral auto number, std::string_view one,
                                               std::string_view more) {
  return number == 1 ? one : more;
}

/// `row` or `rows`.
[[nodiscard]] inline std::string plural_noun(std::integral auto number, std::string_view noun) {
  return fmt::format("{}{}", noun, agree(number, "", "s"));
}

/// `1 row`, `2 rows`, for messages. Results for people are grouped, too: counted() of report.
[[nodiscard]] inline std::string plural(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}", number, plural_noun(number, noun));
}

}  // namespace rfmseg
