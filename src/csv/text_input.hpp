#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "csv/byte_source.hpp"
#include "rfmseg/csv/csv_options.hpp"

namespace rfmseg {

/// UTF-8's.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// A file's text as CSV in UTF-8, whatever its encoding and format. A new input format is a class
/// that reads its file and gives the CSV that says the same, and a line in open_text().
class TextInput : public ByteSource {
 public:
  /// The encoding of the file, as far as it is known by now.
  [[nodiscard]] virtual const std::string& encoding() const = 0;
  /// How many bytes read() gave before the first that showed the input not to be UTF-8, when
  /// nothing had said so beforehand.
  [[nodiscard]] virtual std::optional<std::uint64_t> first_non_utf8() const = 0;
  /// The XXH3 hash of the text read so far, in hexadecimal. Empty unless asked for.
  [[nodiscard]] virtual std::string fingerprint() const = 0;
};

/// Opens the file at `path`, or standard input for `-`; its first bytes say which format it has.
/// Throws DataError for a format that is not read, UsageError for an unknown encoding.
[[nodiscard]] std::unique_ptr<TextInput> open_text(const std::string& path,
                                                   const CsvOptions& options);

}  // namespace rfmseg
