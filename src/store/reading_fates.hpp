#pragma once

#include <array>
#include <string>

#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// Fates that show while a file is read and not later, when the lines of a store are judged: a
/// store keeps them for each file.
inline constexpr std::array kReadingFates = {Fate::repeated_header, Fate::malformed,
                                             Fate::unreadable, Fate::already_stored};

/// What all rows of a file are kept under, beside its fates.
inline const std::string kAllRows = "all";

}  // namespace rfmseg
