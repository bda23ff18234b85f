#include "csv/text_source.hpp"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "csv/convert.hpp"
#include "csv/prefixed_source.hpp"
#include "csv/special_bytes.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kLongestCharacter = 4;
/// In which a field usually ends.
constexpr std::size_t kUsualRest = 256;
constexpr const char* kOther = "Windows-1252";
constexpr const char* kUtf8AndOther = "UTF-8, in part Windows-1252";

/// The encoding of the byte order mark at the beginning of `text`, if there is one.
std::optional<std::string> marked_encoding(std::string_view text) {
  using namespace std::string_view_literals;
  if (text.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (text.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (text.starts_with("\xFF\xFE"sv)) return "UTF-16LE";
  if (text.starts_with("\xFE\xFF"sv)) return "UTF-16BE";
  if (text.starts_with(kByteOrderMark)) return "UTF-8";
  return std::nullopt;
}

}  // namespace

TextSource::TextSource(std::unique_ptr<ByteSource> source, const CsvOptions& options,
                       const std::optional<std::string>& encoding)
    : runs_(options.delimiter.value_or(',')), source_(std::move(source)) {
  if (options.fingerprint) fingerprint_.emplace();
  look_ahead(kLongestCharacter);
  const auto known = encoding ? encoding : marked_encoding(ahead_);
  if (!known) return;
  std::string name = *known;
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  if (name == "UTF-8" || name == "UTF8") {
    state_ = State::strict;
  } else {
    convert_from(*known);
  }
}

std::uint64_t TextSource::bytes_consumed() const {
  return source_->bytes_consumed();
}

std::size_t TextSource::read(char* buffer, std::size_t size) {
  std::size_t got = read_raw(buffer, size);
  if (state_ == State::ascii && ascii_prefix({buffer, got}) < got) state_ = State::utf8;
  if (state_ == State::utf8) {
    if (const auto other = find_other_run({buffer, got})) {
      first_non_utf8_ = given_ + *other;
      decode_from({buffer + *other, got - *other});
      got = *other + read_raw(buffer + *other, size - *other);
    }
  }
  if (decoder_ != nullptr && decoder_->has_utf8()) has_utf8_ = true;
  if (decoder_ != nullptr && decoder_->has_windows_1252()) {
    encoding_ = has_utf8_ ? kUtf8AndOther : kOther;
  }
  if (state_ == State::strict) mark_undecodable(buffer, buffer + got);
  if (fingerprint_) fingerprint_->add({buffer, got});
  given_ += got;
  return got;
}

/// Converts everything from here on, including `ahead_`.
void TextSource::convert_from(const std::string& encoding) {
  source_ = convert_to_utf8(
      std::make_unique<PrefixedSource>(std::exchange(ahead_, {}), std::move(source_)), encoding,
      kNoText);
  encoding_ = encoding;
  state_ = State::settled;
}

/// Reads until `ahead_` has `size` bytes, or the input ends.
void TextSource::look_ahead(std::size_t size) {
  const std::size_t old = ahead_.size();
  if (old >= size) return;
  ahead_.resize(size);
  ahead_.resize(old + source_->read(ahead_.data() + old, size - old));
}

std::size_t TextSource::read_raw(char* buffer, std::size_t size) {
  const std::size_t from_ahead = ahead_.copy(buffer, size);
  ahead_.erase(0, from_ahead);
  return from_ahead + source_->read(buffer + from_ahead, size - from_ahead);
}

/// The offset of the first run that is not UTF-8, in what was read last. Where it ends with a run
/// of which more follows, that is looked at, too.
std::optional<std::size_t> TextSource::find_other_run(std::string_view text) {
  const auto ends = [&](char c) { return runs_.ends(c); };
  std::size_t at = std::min(vouched_, text.size());
  vouched_ -= at;
  while (at < text.size()) {
    const std::size_t valid = at + utf8_prefix(text.substr(at));
    // The field that has the first byte that is not valid, or the last one.
    const auto before =
        std::find_if(text.rbegin() + static_cast<std::ptrdiff_t>(text.size() - valid),
                     text.rend() - static_cast<std::ptrdiff_t>(at), ends);
    const auto field = static_cast<std::size_t>(text.rend() - before);
    has_utf8_ = has_utf8_ || ascii_prefix(text.substr(at, field - at)) < field - at;
    at = field + ascii_prefix(text.substr(field));
    if (at == text.size()) return std::nullopt;
    std::size_t length = runs_.length(text.substr(at));
    std::string longer;
    if (at + length == text.size()) {
      std::size_t wanted = kUsualRest;
      do {
        look_ahead(wanted);
        longer = std::string(text.substr(at)).append(ahead_);
        length = runs_.length(longer);
        wanted *= 2;
      } while (length == longer.size() && ahead_.size() >= wanted / 2);
      longer.resize(length);
    }
    const std::string_view run = longer.empty() ? text.substr(at, length) : longer;
    if (utf8_prefix(run) < run.size()) return at;
    has_utf8_ = true;
    vouched_ = at + length - std::min(at + length, text.size());
    at = std::min(at + length, text.size());
  }
  return std::nullopt;
}

/// Decodes each run by itself from here on: from `text`, which was read last.
void TextSource::decode_from(std::string_view text) {
  auto rest = std::make_unique<PrefixedSource>(std::string(text) + std::exchange(ahead_, {}),
                                               std::move(source_));
  auto decoder = std::make_unique<FieldDecoder>(std::move(rest), runs_);
  decoder_ = decoder.get();
  source_ = std::move(decoder);
  state_ = State::settled;
}

void TextSource::mark_undecodable(char* at, char* end) {
  const std::size_t vouched = std::min(vouched_, static_cast<std::size_t>(end - at));
  vouched_ -= vouched;
  at += vouched;
  while (true) {
    at += utf8_prefix({at, static_cast<std::size_t>(end - at)});
    if (at == end) return;
    const auto left = static_cast<std::size_t>(end - at);
    if (left < kLongestCharacter) {  // the character may continue in the next bytes
      look_ahead(kLongestCharacter);
      const std::size_t length = utf8_length(std::string(at, left) + ahead_);
      if (length > 0) {
        vouched_ = length - left;
        return;
      }
    }
    *at++ = kNoText;
  }
}

}  // namespace rfmseg
