#pragma once

#include <memory>
#include <string>

#include "csv/byte_source.hpp"

namespace rfmseg {

/// Converts `source` from `encoding` (an iconv name) to UTF-8 while it is read. Bytes that are not
/// characters of the encoding become `undecodable`. Throws UsageError for an unknown encoding.
[[nodiscard]] std::unique_ptr<ByteSource> convert_to_utf8(std::unique_ptr<ByteSource> source,
                                                          const std::string& encoding,
                                                          char undecodable);

}  // namespace rfmseg
