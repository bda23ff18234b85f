#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <string_view>

#include "bytes.hpp"

namespace rfmseg {

/// The number of occurrences of `c` in `text`. Counts in byte lanes: std::count widens every
/// comparison to 64 bits, which is several times slower.
[[nodiscard]] inline std::size_t count_of(std::string_view text, char c) {
  constexpr std::size_t kMostInALane = 255;
  const Bytes wanted = every(c);
  const char* at = text.data();
  const char* const end = at + text.size();
  std::size_t total = 0;
  while (static_cast<std::size_t>(end - at) >= kLanes) {
    Bytes counts{};  // a true lane is -1 as a signed byte
    const std::size_t left = static_cast<std::size_t>(end - at) / kLanes;
    for (std::size_t i = std::min(left, kMostInALane); i > 0; --i, at += kLanes) {
      counts -= std::bit_cast<Bytes>(load(at) == wanted);
    }
    total += sum(counts);
  }
  return total + static_cast<std::size_t>(std::count(at, end, c));
}

}  // namespace rfmseg
