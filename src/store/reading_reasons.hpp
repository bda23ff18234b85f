#pragma once

#include <array>
#include <string>

#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// Reasons that are determined while a file is read, and so are stored per file. The others are
/// determined when customers are measured.
inline constexpr std::array kReadingReasons = {
    RowReason::repeated_header, RowReason::footer,         RowReason::malformed,
    RowReason::unreadable,      RowReason::blank_amount,   RowReason::not_counted,
    RowReason::further_line,    RowReason::repeated_order, RowReason::other_currency,
    RowReason::already_stored,  RowReason::restated};

/// Whether a transaction with this reason is not stored: what excludes it is not in a store.
[[nodiscard]] constexpr bool is_not_stored(RowReason reason) {
  return reason == RowReason::not_counted || reason == RowReason::other_currency;
}

/// Separates a reason's key and the value of a detail (see Ledger::details()).
inline constexpr char kDetailMark = ':';

/// The key of the sum of all rows of a file.
inline const std::string kAllRows = "all";

}  // namespace rfmseg
