#pragma once

#include <cstdint>

#include "store/database.hpp"

namespace rfmseg {

/// Removes a file from the store, within the caller's transaction, so that the store is as if the
/// file had never been added.
void remove_file(const Database& database, std::int64_t file);

}  // namespace rfmseg
