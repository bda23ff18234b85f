#pragma once

#include <string>
#include <string_view>

namespace rfmseg {

/// The text of a file that is no data, such as a `scheme file`. Throws UsageError when it cannot be
/// read or is over a megabyte.
[[nodiscard]] std::string read_small_file(const std::string& path, std::string_view what);

}  // namespace rfmseg
