#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace rfmseg {

/// The candidate that `word` is most likely a misspelling of: the one with the fewest edits (see
/// edit_distance), at most one for every two letters; upper and lower case are the same. The first
/// of equally near ones.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      std::span<const std::string_view> candidates);

}  // namespace rfmseg
