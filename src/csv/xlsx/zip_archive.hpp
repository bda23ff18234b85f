#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// A zip archive that is read part by part, as a stream. Only this class knows minizip.
class ZipArchive {
 public:
  /// Reads the directory at the end of `file`, which is closed by the destructor. `name` is for
  /// messages. Throws DataError if it is not a whole zip archive.
  ZipArchive(std::FILE* file, std::string name);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }

  // Parts are found in any case, and with `\` for `/`, as some programs write them.

  [[nodiscard]] bool has(std::string_view part) const;
  /// The names of all parts, in lower case.
  [[nodiscard]] std::vector<std::string> names() const;
  /// Whether the name of a part begins so.
  [[nodiscard]] bool has_folder(std::string_view beginning) const;

  /// The size of a part, from the directory; 0 if there is none.
  [[nodiscard]] std::uint64_t size_of(std::string_view part) const;

  /// Begins to read a part, in place of another one. Throws DataError if there is none, or if it is
  /// encrypted.
  void open(const std::string& part);
  /// Fills `buffer` with up to `size` bytes of the open part; returns 0 at its end. Throws
  /// DataError if the part is damaged, or expands as only a zip bomb does.
  [[nodiscard]] std::size_t read(char* buffer, std::size_t size);
  /// The beginning of a part.
  [[nodiscard]] std::string beginning_of(const std::string& part, std::size_t size);

  /// How many of the compressed bytes were read so far, about. May be called from another thread.
  [[nodiscard]] std::uint64_t bytes_consumed() const { return consumed_; }

 private:
  struct Position {
    std::uint64_t in_directory, number;
    std::uint64_t size;  ///< of the part
  };
  void read_directory();
  void close_part();
  [[noreturn]] void throw_damaged() const;

  std::string name_;
  void* zip_ = nullptr;
  std::map<std::string, Position> parts_;  ///< by name, in lower case
  std::string part_;                       ///< that is open
  std::uint64_t packed_size_ = 0, size_ = 0, read_ = 0;
  std::uint64_t consumed_before_ = 0;
  std::atomic<std::uint64_t> consumed_ = 0;
};

}  // namespace rfmseg
