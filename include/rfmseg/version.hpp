#pragma once

/// \file
/// The version of the library at run time.

#include <string_view>

namespace rfmseg {

/// The version of the library: `0.1.0`.
[[nodiscard]] std::string_view version();

}  // namespace rfmseg
