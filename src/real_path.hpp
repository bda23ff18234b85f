#pragma once

#include <string>

namespace rfmseg {

/// The absolute path without links. Follows links also to where nothing is yet.
[[nodiscard]] std::string real_path(const std::string& given);

}  // namespace rfmseg
