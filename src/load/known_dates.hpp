#pragma once

#include <optional>
#include <string_view>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// The time that `text`, which has no white space around it, says in one of the known formats.
[[nodiscard]] std::optional<Timestamp> parse_known(TimestampParser::Known known,
                                                   std::string_view text);

/// The format's name for messages: as `--date-format` says it, where it can.
[[nodiscard]] std::string_view known_format_name(TimestampParser::Known known);

}  // namespace rfmseg
