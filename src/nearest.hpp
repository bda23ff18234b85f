#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rfmseg {

/// The candidate that `word` is most likely a misspelling of: the one with the lowest
/// edit_distance(), ignoring case, the first in case of a tie. At most one edit per two letters;
/// otherwise nothing.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      std::span<const std::string_view> candidates);

/// `did you mean 'name'?`; empty if nearest() finds nothing.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string_view> candidates);
/// ` (did you mean 'name'?)`; empty if nearest() finds nothing.
[[nodiscard]] std::string did_you_mean_in_brackets(std::string_view word,
                                                   std::span<const std::string_view> candidates);

}  // namespace rfmseg
