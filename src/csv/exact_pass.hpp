#pragma once

#include <string_view>

#include "csv/index_step.hpp"

namespace rfmseg {

/// The pass that looks at delimiters, newlines, quotes and no text one after another, and judges
/// quotes where the `shape` of records is known.
[[nodiscard]] Outcome store_exactly(std::string_view text, char delimiter, const RecordShape& shape,
                                    Stored to);

}  // namespace rfmseg
