#pragma once

#include <string>
#include <string_view>

namespace rfmseg {

/// The SHA-256 hash of the bytes, as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace rfmseg
