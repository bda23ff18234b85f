#pragma once

#include <memory>
#include <string>

#include "csv/byte_source.hpp"

namespace rfmseg {

/// What `packed` holds, unpacked while it is read; several members or frames one after another
/// count as one text. Damage and truncation throw DataError that names `name`.
[[nodiscard]] std::unique_ptr<ByteSource> unpack_gzip(std::unique_ptr<ByteSource> packed,
                                                      std::string name);
[[nodiscard]] std::unique_ptr<ByteSource> unpack_zstandard(std::unique_ptr<ByteSource> packed,
                                                           std::string name);

}  // namespace rfmseg
