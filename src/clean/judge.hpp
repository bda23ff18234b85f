#pragma once

#include "load/transaction.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// The reason of a transaction by all rules except the one for duplicates, which depends on other
/// rows (see DuplicateFilter).
[[nodiscard]] RowReason judge(const Transaction& transaction, const CleaningRules& rules);

}  // namespace rfmseg
