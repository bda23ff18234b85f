#pragma once

#include <string>
#include <vector>

#include "store/database.hpp"

namespace rfmseg {

/// What is wrong with the content of a store, one sentence each, without a full stop; empty if it
/// is right. Reads all of it.
[[nodiscard]] std::vector<std::string> find_faults(const Database& database);

}  // namespace rfmseg
