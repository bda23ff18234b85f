#pragma once

#include <cstdio>

#include "csv/byte_source.hpp"

namespace rfmseg {

/// The rest of `source` in a file that has no name and ends with the program, at its beginning: for
/// formats that are not read from front to back. It is in the folder of TMPDIR. Throws DataError
/// if it cannot be written.
[[nodiscard]] std::FILE* temporary_copy(ByteSource& source);

}  // namespace rfmseg
