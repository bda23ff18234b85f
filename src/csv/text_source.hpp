#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "rfmseg/csv/byte_source.hpp"

namespace rfmseg {

/// An input as UTF-8, whatever its encoding: the one that is given, or else what a byte order mark
/// says, or else UTF-8, or else Windows-1252 when all of the input fits that. Of a regular file all
/// is looked at to decide; of a pipe the first character beyond ASCII. Bytes that are no characters
/// of the encoding become kNoText, so that the row they are in is refused.
class TextSource final : public ByteSource {
 public:
  /// Opens `path` as open_input does. Throws UsageError for an encoding that iconv does not know.
  TextSource(const std::string& path, const std::optional<std::string>& encoding);

  std::size_t read(char* buffer, std::size_t size) override;
  std::uint64_t bytes_consumed() const override;

  /// The encoding, as far as it is known by now.
  [[nodiscard]] const std::string& encoding() const { return encoding_; }
  /// How many bytes read() gave before the first that showed the input to be no UTF-8, when
  /// nothing had said so beforehand.
  [[nodiscard]] std::optional<std::uint64_t> first_non_utf8() const { return first_non_utf8_; }

 private:
  enum class State {
    ascii,   ///< nothing else seen yet
    utf8,    ///< to be watched
    settled  ///< what read_raw() gives is UTF-8
  };

  void convert_from(const std::string& encoding);
  void look_ahead(std::size_t size);
  std::size_t read_raw(char* buffer, std::size_t size);
  void decide(std::string_view text);
  void mark_undecodable(char* begin, char* end);

  std::string path_;
  std::string encoding_ = "UTF-8";
  std::unique_ptr<ByteSource> source_;
  State state_ = State::ascii;
  std::string ahead_;        ///< bytes that were looked at but not given yet
  std::size_t vouched_ = 0;  ///< bytes at hand that end a character already looked at
  std::uint64_t given_ = 0;
  std::optional<std::uint64_t> first_non_utf8_;
};

}  // namespace rfmseg
