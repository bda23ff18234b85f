#include "nearest.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "text.hpp"

namespace rfmseg {
namespace {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates) {
  constexpr std::size_t kLongestWord = 100;  // longer than any name; the distance is quadratic
  if (word.size() > kLongestWord) return std::nullopt;
  const std::string typed = lower_case(word);
  std::optional<std::string_view> best;
  std::size_t fewest_edits = std::max<std::size_t>(word.size() / 2, 1) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t edits = edit_distance(typed, lower_case(candidate));
    if (edits < fewest_edits) {
      fewest_edits = edits;
      best = candidate;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
  const auto guess = nearest(word, candidates);
  return guess ? fmt::format("did you mean '{}'?", printable(*guess)) : "";
}

std::string did_you_mean_in_brackets(std::string_view word,
                                     std::span<const std::string_view> candidates) {
  const std::string guess = did_you_mean(word, candidates);
  return guess.empty() ? "" : fmt::format(" ({})", guess);
}

}  // namespace rfmseg
