#pragma once

#include <memory>
#include <string>

#include "csv/byte_source.hpp"

namespace rfmseg {

/// Decompresses `packed` while it is read. Several gzip members or Zstandard frames in sequence
/// form one text. The source throws DataError, with `name` in the message, for damaged or truncated
/// data.
[[nodiscard]] std::unique_ptr<ByteSource> unpack_gzip(std::unique_ptr<ByteSource> packed,
                                                      std::string name);
[[nodiscard]] std::unique_ptr<ByteSource> unpack_zstandard(std::unique_ptr<ByteSource> packed,
                                                           std::string name);

}  // namespace rfmseg
