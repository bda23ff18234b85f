#pragma once

#include <cstdint>
#include <string>

#include "rfmseg/message.hpp"

namespace rfmseg {

/// The warning of a file that is not UTF-8 from this line on, and that is read in an encoding
/// which its bytes suggest.
[[nodiscard]] Message encoding_warning(const std::string& file, std::uint64_t first_line,
                                       const std::string& encoding);

}  // namespace rfmseg
