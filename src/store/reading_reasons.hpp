#pragma once

#include <array>
#include <string>

#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// Reasons that are determined while a file is read, and so are stored per file. The others are
/// determined when customers are measured.
inline constexpr std::array kReadingReasons = {RowReason::repeated_header, RowReason::malformed,
                                               RowReason::unreadable, RowReason::already_stored};

/// The key of the sum of all rows of a file.
inline const std::string kAllRows = "all";

}  // namespace rfmseg
