#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg::cli {

// Dates as options have them, `2011-12-07` or `2011-12-07T15:52:00`; nothing for an empty text.
// Each throws UsageError that begins with `option`.

[[nodiscard]] std::optional<Timestamp> parse_date(std::string_view option, const std::string& text);
/// The first moment after it: after the whole day when it is a date only.
[[nodiscard]] std::optional<Timestamp> parse_end(std::string_view option, const std::string& text);
/// A date, or `today`.
[[nodiscard]] std::optional<Timestamp> parse_as_of(std::string_view option,
                                                   const std::string& text);

}  // namespace rfmseg::cli
