#pragma once

#include "load/time_parts.hpp"

namespace rfmseg {

/// Parses the name of a month, in full or as it is usually abbreviated, in English, German, French,
/// Spanish, Italian, Portuguese or Dutch, in any case, with or without its accents. Returns 1 to
/// 12, or 0 if there is none. A point after it is not read.
[[nodiscard]] int read_month(TimeCursor& cursor);

}  // namespace rfmseg
