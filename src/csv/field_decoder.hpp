#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "csv/byte_source.hpp"

namespace rfmseg {

/// A run: what is decoded as a whole of the text of a file without a known encoding. It begins with
/// a byte that is not ASCII, and ends with its field, so far as that can be known without reading
/// CSV: before a byte that ends fields or surrounds them, or after 64 KiB.
class Runs {
 public:
  static constexpr std::size_t kLongest = std::size_t{64} << 10;

  /// `delimiter`: of the file, if it is known and not a usual one.
  explicit Runs(char delimiter = ',') : delimiter_(delimiter) {}

  /// Whether `c` ends a run.
  [[nodiscard]] bool ends(char c) const {
    return c == '\n' || c == '\r' || c == '"' || c == ',' || c == ';' || c == '\t' || c == '|' ||
           c == delimiter_;
  }
  /// The length of the run at the beginning of `text`; that of the text if it does not end in it.
  [[nodiscard]] std::size_t length(std::string_view text) const;

 private:
  char delimiter_;
};

/// Converts runs that are not UTF-8 from Windows-1252; those that are neither keep the characters
/// of UTF-8 that they have, and their other bytes become kNoText.
class FieldDecoder final : public ByteSource {
 public:
  FieldDecoder(std::unique_ptr<ByteSource> source, Runs runs)
      : source_(std::move(source)), runs_(runs) {}

  std::size_t read(char* buffer, std::size_t size) override;
  std::uint64_t bytes_consumed() const override { return source_->bytes_consumed(); }

  /// Whether a run so far is UTF-8.
  [[nodiscard]] bool has_utf8() const { return has_utf8_; }
  /// Whether a run so far was converted from Windows-1252.
  [[nodiscard]] bool has_windows_1252() const { return has_windows_1252_; }

 private:
  [[nodiscard]] std::string_view refilled();
  [[nodiscard]] std::string converted(std::string_view run);

  std::unique_ptr<ByteSource> source_;
  Runs runs_;
  std::string raw_;
  std::size_t used_ = 0;  ///< of `raw_`
  bool ended_ = false;
  std::string decoded_;       ///< a run
  std::size_t returned_ = 0;  ///< of `decoded_`
  bool has_utf8_ = false;
  bool has_windows_1252_ = false;
};

}  // namespace rfmseg
