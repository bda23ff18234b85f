#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rfmseg {

/// Reads a whole file, such as a scheme file; `what` names its kind in messages. Throws UsageError
/// if it cannot be read or is larger than `most` bytes.
[[nodiscard]] std::string read_small_file(const std::string& path, std::string_view what,
                                          std::size_t most = 1'000'000);

}  // namespace rfmseg
