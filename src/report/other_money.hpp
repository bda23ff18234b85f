#pragma once

#include <string>

#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

// Money in other currencies, which no sum has.

/// For people: `3.00 CHF and 9.50 USD`; `more than 50 currencies` if a ledger cannot list them.
/// Empty without such rows.
[[nodiscard]] std::string other_money_text(const Ledger& ledger);
/// For files, with all digits and without thousands separators: `3.00 CHF; 9.50 USD`.
[[nodiscard]] std::string other_money_cell(const Ledger& ledger);

/// The money of the rows of a reason for people: other_money_text() or an exact amount.
[[nodiscard]] std::string money_of_reason(const Ledger& ledger, RowReason reason);

}  // namespace rfmseg
