#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv/byte_source.hpp"
#include "rfmseg/csv/csv_options.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// The byte order mark of UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The content of a file as CSV in UTF-8. To support another input format, add a class that reads
/// the format and returns the equivalent CSV, and a line in open_text().
class TextInput : public ByteSource {
 public:
  /// The encoding of the file, as far as it is known at this point.
  [[nodiscard]] virtual const std::string& encoding() const = 0;
  /// The number of bytes returned by read() before the first that is not UTF-8, if it determined
  /// the encoding.
  [[nodiscard]] virtual std::optional<std::uint64_t> first_non_utf8() const = 0;
  /// The XXH3 hash of the text read so far, in hexadecimal. Empty unless
  /// CsvOptions::fingerprint is set.
  [[nodiscard]] virtual std::string fingerprint() const = 0;

  // Of a format that is not CSV, and is converted to CSV with commas:

  /// The format, for people: `Excel workbook, sheet 'Orders'`; empty for CSV.
  [[nodiscard]] virtual std::string format() const { return {}; }
  /// The number of the first line that is returned; 0 if that is a header of which the file has no
  /// line.
  [[nodiscard]] virtual std::uint64_t first_line() const { return 1; }
  /// What a person should check about how the file was read.
  [[nodiscard]] virtual std::vector<Message> warnings() const { return {}; }
};

/// Whether the file at `path` has another format than CSV, which open_text() converts. False if it
/// cannot be read.
[[nodiscard]] bool is_converted(const std::string& path);

/// Opens the file at `path`, or standard input for `-`, and detects its format by the first bytes.
/// Throws DataError for an unsupported format, UsageError for an unknown encoding.
[[nodiscard]] std::unique_ptr<TextInput> open_text(const std::string& path,
                                                   const CsvOptions& options);

}  // namespace rfmseg
