#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace rfmseg {

/// A source of bytes: a file, standard input, or their decompressed content.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  /// Fills `buffer` with `size` bytes and returns `size`; returns less only at the end of the
  /// input. Throws DataError, with the name of the input, if it cannot be read or decompressed.
  [[nodiscard]] virtual std::size_t read(char* buffer, std::size_t size) = 0;

  /// The number of bytes read from the file so far, compressed if it is; for progress.
  [[nodiscard]] virtual std::uint64_t bytes_consumed() const = 0;
};

/// Opens the file at `path`, or standard input for `-`. Detects gzip and Zstandard by their first
/// bytes and decompresses them. Throws DataError for a directory and a file that cannot be opened.
[[nodiscard]] std::unique_ptr<ByteSource> open_input(const std::string& path);

/// Whether the file at `path` is one that open_input() decompresses. False if it cannot be read.
[[nodiscard]] bool is_packed(const std::string& path);

/// The size of the regular file at `path` in bytes; nothing for other files.
[[nodiscard]] std::optional<std::uint64_t> input_size(const std::string& path);

/// The name of an input in messages: its path, or `<stdin>`.
[[nodiscard]] std::string input_name(const std::string& path);

}  // namespace rfmseg
