#pragma once

#include <vector>

#include "rfmseg/store/store.hpp"
#include "store/database.hpp"

namespace rfmseg {

/// The files that were ingested, in order, with what became of their rows while they were read.
[[nodiscard]] std::vector<StoredFile> read_files(const Database& database);

}  // namespace rfmseg
