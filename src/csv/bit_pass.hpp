#pragma once

#include <optional>
#include <string_view>

#include "csv/index_step.hpp"

namespace rfmseg {

/// Indexes `text` by a pass that is not the exact one: 64 bytes at a time, with one bit for each.
/// Takes every quote for one that opens or closes, which fails for quotes that are ordinary
/// characters: then it returns nothing, because one of them seems to open after a byte that cannot
/// precede a quote that opens.
[[nodiscard]] std::optional<Outcome> store_by_bits(IndexPass pass, std::string_view text,
                                                   char delimiter, Stored to);

}  // namespace rfmseg
