#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace rfmseg {

/// Where bytes come from: a file, standard input, or what either unpacks to.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  /// Fills `buffer` with `size` bytes and returns `size`; returns less only at the end of the
  /// input. Throws DataError that names the input when it cannot be read or unpacked.
  [[nodiscard]] virtual std::size_t read(char* buffer, std::size_t size) = 0;

  /// Bytes taken from the file so far, packed ones where it is packed: for progress.
  [[nodiscard]] virtual std::uint64_t bytes_consumed() const = 0;
};

/// Opens the file at `path`, or standard input for `-`. gzip and Zstandard data are recognised by
/// their first bytes and unpacked. Throws DataError for a directory and for what cannot be opened.
[[nodiscard]] std::unique_ptr<ByteSource> open_input(const std::string& path);

/// The size in bytes of the regular file at `path`, if it is one: for progress.
[[nodiscard]] std::optional<std::uint64_t> input_size(const std::string& path);

/// How messages call an input: its path, or `<stdin>`.
[[nodiscard]] std::string input_name(const std::string& path);

}  // namespace rfmseg
