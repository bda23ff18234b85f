#pragma once

#include <vector>

#include "rfmseg/store/store.hpp"
#include "store/database.hpp"

namespace rfmseg {

/// The files in the store, in the order they were added, with the ledger of reading them.
[[nodiscard]] std::vector<StoredFile> read_files(const Database& database);

}  // namespace rfmseg
