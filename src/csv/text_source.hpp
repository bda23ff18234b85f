#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "csv/byte_source.hpp"
#include "csv/field_decoder.hpp"
#include "csv/fingerprint.hpp"
#include "csv/text_input.hpp"

namespace rfmseg {

/// An input converted to UTF-8. The encoding is the given one, else that of the byte order mark,
/// else UTF-8, and Windows-1252 in the fields that are not UTF-8. Bytes that are not characters of
/// the encoding become kNoText, so that their row is malformed.
class TextSource final : public TextInput {
 public:
  /// `encoding`: in place of that of `options`. Throws UsageError for an unknown encoding.
  TextSource(std::unique_ptr<ByteSource> source, const CsvOptions& options,
             const std::optional<std::string>& encoding);

  std::size_t read(char* buffer, std::size_t size) override;
  std::uint64_t bytes_consumed() const override;

  const std::string& encoding() const override { return encoding_; }
  std::optional<std::uint64_t> first_non_utf8() const override { return first_non_utf8_; }
  std::string fingerprint() const override { return fingerprint_ ? fingerprint_->hex() : ""; }

 private:
  enum class State {
    ascii,   ///< only ASCII so far
    utf8,    ///< UTF-8 so far; each field is checked
    strict,  ///< UTF-8 throughout; each character is checked
    settled  ///< read_raw() returns valid UTF-8
  };

  void convert_from(const std::string& encoding);
  void look_ahead(std::size_t size);
  std::size_t read_raw(char* buffer, std::size_t size);
  std::optional<std::size_t> find_other_run(std::string_view text);
  void decode_from(std::string_view text);
  void mark_undecodable(char* begin, char* end);

  Runs runs_;
  std::string encoding_ = "UTF-8";
  std::optional<Fingerprint> fingerprint_;
  std::unique_ptr<ByteSource> source_;
  const FieldDecoder* decoder_ = nullptr;  ///< `source_`, if a field was not UTF-8
  bool has_utf8_ = false;                  ///< whether a field has characters of UTF-8
  State state_ = State::ascii;
  std::string ahead_;        ///< bytes that were read from the source, but not returned yet
  std::size_t vouched_ = 0;  ///< next bytes that were already checked
  std::uint64_t given_ = 0;
  std::optional<std::uint64_t> first_non_utf8_;
};

}  // namespace rfmseg
