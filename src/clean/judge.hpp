#pragma once

#include "load/transaction.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// What happens to the transaction, by all rules but the one about duplicates, which needs to know
/// other rows (see DuplicateFilter).
[[nodiscard]] RowReason judge(const Transaction& transaction, const CleaningRules& rules);

}  // namespace rfmseg
