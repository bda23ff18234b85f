#pragma once

#include <optional>
#include <span>
#include <string>

namespace rfmseg {

/// A date format, as TimestampParser parses it, that fits the shape of the first value and parses
/// all of them; nothing if there is none.
[[nodiscard]] std::optional<std::string> propose_date_format(std::span<const std::string> values);

}  // namespace rfmseg
