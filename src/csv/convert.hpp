#pragma once

#include <memory>
#include <string>

#include "csv/byte_source.hpp"

namespace rfmseg {

/// `source`, whose text is in `encoding` (a name that iconv knows), as UTF-8 while it is read.
/// Bytes that are no characters of that encoding become `undecodable`. Throws UsageError for an
/// encoding that iconv does not know.
[[nodiscard]] std::unique_ptr<ByteSource> convert_to_utf8(std::unique_ptr<ByteSource> source,
                                                          const std::string& encoding,
                                                          char undecodable);

}  // namespace rfmseg
