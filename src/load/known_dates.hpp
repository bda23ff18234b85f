#pragma once

#include <optional>
#include <string_view>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// Parses `text`, which has no white space around it, in one of the known formats. Returns the time
/// as it is written and sets `offset`.
[[nodiscard]] std::optional<Timestamp> parse_known(TimestampParser::Known known,
                                                   std::string_view text, UtcOffset& offset);

/// The name of the format in messages: strptime directives where possible.
[[nodiscard]] std::string_view known_format_name(TimestampParser::Known known);

}  // namespace rfmseg
