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

/// An input converted to UTF-8. The encoding is the given one, else that of the byte order mark,
/// else UTF-8, else Windows-1252 if the input is valid in it. A regular file is checked completely,
/// or assumed to be UTF-8 until it is not; for a pipe the first character that is not ASCII
/// decides. Bytes that are not characters of the encoding become kNoText, so that their row is
/// malformed.
class TextSource final : public TextInput {
 public:
  /// `source` is the file at `path`, from its beginning. Throws UsageError for an unknown encoding.
  /// `fingerprint`: whether to compute fingerprint().
  TextSource(std::unique_ptr<ByteSource> source, const std::string& path,
             const std::optional<std::string>& encoding, bool fingerprint, EncodingCheck check);

  std::size_t read(char* buffer, std::size_t size) override;
  std::uint64_t bytes_consumed() const override;

  const std::string& encoding() const override { return encoding_; }
  std::optional<std::uint64_t> first_non_utf8() const override { return first_non_utf8_; }
  std::string fingerprint() const override { return fingerprint_ ? fingerprint_->hex() : ""; }

 private:
  enum class State {
    ascii,    ///< only ASCII so far
    assumed,  ///< UTF-8 so far, which the first other character disproves
    utf8,     ///< UTF-8; each character is checked
    settled   ///< read_raw() returns valid UTF-8
  };

  void convert_from(const std::string& encoding);
  void look_ahead(std::size_t size);
  std::size_t read_raw(char* buffer, std::size_t size);
  void decide(std::string_view text);
  void mark_undecodable(char* begin, char* end);

  std::string path_;
  EncodingCheck check_;
  std::string encoding_ = "UTF-8";
  std::optional<Fingerprint> fingerprint_;
  std::unique_ptr<ByteSource> source_;
  State state_ = State::ascii;
  std::string ahead_;        ///< bytes that were read from the source, but not returned yet
  std::size_t vouched_ = 0;  ///< next bytes that belong to a character already checked
  std::uint64_t given_ = 0;
  std::optional<std::uint64_t> first_non_utf8_;
};

}  // namespace rfmseg
