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

/// `row` or `rows`, `address` or `addresses`, `entry` or `entries`.
[[nodiscard]] inline std::string plural_noun(std::integral auto number, std::string_view noun) {
  if (number == 1 || noun.empty()) return std::string(noun);
  const char before = noun.size() > 1 ? noun[noun.size() - 2] : ' ';
  constexpr std::string_view kVowels = "aeiou";
  if (noun.ends_with('y') && kVowels.find(before) == std::string_view::npos) {
    return fmt::format("{}ies", noun.substr(0, noun.size() - 1));
  }
  const bool hisses =
      noun.ends_with('s') || noun.ends_with('x') || noun.ends_with("ch") || noun.ends_with("sh");
  return fmt::format("{}{}", noun, hisses ? "es" : "s");
}

/// `1 row`, `2 rows`, for messages. Results for people are grouped, too: counted() of report.
[[nodiscard]] inline std::string plural(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}", number, plural_noun(number, noun));
}

}  // namespace rfmseg
