#pragma once

#include <string_view>

#include "csv/index_step.hpp"

namespace rfmseg {

/// Judges the quotes of the records with newlines inside quotes. `first_stored` is where `outcome`
/// begins to store. Returns false if one is stray or backslashes escape some, so that the exact
/// pass gives another index. Otherwise notes the quoted rows.
[[nodiscard]] bool are_faultless(std::string_view text, char delimiter, const RecordShape& shape,
                                 const Stored& first_stored, Outcome& outcome);

}  // namespace rfmseg
