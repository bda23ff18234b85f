#pragma once

#include <array>
#include <string>

#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// Reasons that show while a file is read and not later, when the lines of a store are judged: a
/// store keeps them for each file.
inline constexpr std::array kReadingReasons = {RowReason::repeated_header, RowReason::malformed,
                                               RowReason::unreadable, RowReason::already_stored};

/// What all rows of a file are kept under, beside its reasons.
inline const std::string kAllRows = "all";

}  // namespace rfmseg
