#pragma once

#include <vector>

#include "rfmseg/store/store.hpp"
#include "store/database.hpp"

namespace rfmseg {

/// The files in the store, in the order they were added, with the ledger of reading them.
[[nodiscard]] std::vector<StoredFile> read_files(const Database& database);

/// The rows and the amount that all purchases must have together, by the ledgers of the files.
[[nodiscard]] Ledger::Entry stated_rows(const Database& database);

}  // namespace rfmseg
