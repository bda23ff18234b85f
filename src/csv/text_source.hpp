#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "csv/byte_source.hpp"
#include "csv/fingerprint.hpp"
#include "csv/text_input.hpp"

namespace rfmseg {

/// An input as UTF-8, whatever its encoding: the one that is given, or else what a byte order mark
/// says, or else UTF-8, or else Windows-1252 when all of the input fits that. Of a regular file all
/// is looked at to decide; of a pipe the first character beyond ASCII. Bytes that are no characters
/// of the encoding become kNoText, so that the row they are in is refused.
class TextSource final : public TextInput {
 public:
  /// Opens `path` as open_input does. Throws UsageError for an encoding that iconv does not know.
  /// `fingerprint`: whether fingerprint() is wanted.
  TextSource(const std::string& path, const std::optional<std::string>& encoding,
             bool fingerprint = false);

  std::size_t read(char* buffer, std::size_t size) override;
  std::uint64_t bytes_consumed() const override;

  const std::string& encoding() const override { return encoding_; }
  std::optional<std::uint64_t> first_non_utf8() const override { return first_non_utf8_; }
  std::string fingerprint() const override { return fingerprint_ ? fingerprint_->hex() : ""; }

  /// The first bytes of the file, unpacked and after a byte order mark: at least five where it has
  /// so many.
  [[nodiscard]] const std::string& first_bytes() const { return first_bytes_; }

 private:
  enum class State {
    ascii,   ///< only ASCII so far
    utf8,    ///< UTF-8; each character is checked
    settled  ///< read_raw() returns valid UTF-8
  };

  void convert_from(const std::string& encoding);
  void look_ahead(std::size_t size);
  std::size_t read_raw(char* buffer, std::size_t size);
  void decide(std::string_view text);
  void mark_undecodable(char* begin, char* end);

  std::string path_;
  std::string encoding_ = "UTF-8";
  std::optional<Fingerprint> fingerprint_;
  std::string first_bytes_;
  std::unique_ptr<ByteSource> source_;
  State state_ = State::ascii;
  std::string ahead_;        ///< bytes that were read from the source, but not returned yet
  std::size_t vouched_ = 0;  ///< next bytes that belong to a character already checked
  std::uint64_t given_ = 0;
  std::optional<std::uint64_t> first_non_utf8_;
};

}  // namespace rfmseg
