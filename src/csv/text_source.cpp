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
constexpr const char* kWindows1252 = "Windows-1252";

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

/// Whether all bytes are characters of Windows-1252, in which five bytes are undefined.
bool fits_windows_1252(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D;
  });
}

/// Passes the file at `path` to `fits` chunk by chunk until it returns nothing; returns whether the
/// end was reached. `fits(text, ended)` returns how many bytes at the end of `text` it needs again,
/// before the next ones.
template <class Fits>
bool whole_file(const std::string& path, Fits fits) {
  constexpr std::size_t kChunk = std::size_t{256} << 10;
  const auto source = open_input(path);
  std::vector<char> buffer(kChunk);
  std::size_t again = 0;
  while (true) {
    const std::size_t got = source->read(buffer.data() + again, kChunk - again);
    const std::string_view text(buffer.data(), again + got);
    const bool ended = text.size() < kChunk;
    const std::optional<std::size_t> rest = fits(text, ended);
    if (!rest) return false;
    if (ended) return true;
    again = text.substr(kChunk - *rest).copy(buffer.data(), *rest);
  }
}

bool is_utf8(const std::string& path) {
  return whole_file(path, [](std::string_view text, bool ended) -> std::optional<std::size_t> {
    const std::size_t rest = text.size() - utf8_prefix(text);
    if (rest > 0 && (rest >= kLongestCharacter || ended)) return std::nullopt;
    return rest;
  });
}

bool is_windows_1252(const std::string& path) {
  return whole_file(path, [](std::string_view text, bool) -> std::optional<std::size_t> {
    if (!fits_windows_1252(text)) return std::nullopt;
    return 0;
  });
}

}  // namespace

TextSource::TextSource(std::unique_ptr<ByteSource> source, const std::string& path,
                       const std::optional<std::string>& encoding, bool fingerprint,
                       EncodingCheck check)
    : path_(path), check_(check), source_(std::move(source)) {
  if (fingerprint) fingerprint_.emplace();
  look_ahead(kLongestCharacter);
  const auto known = encoding ? encoding : marked_encoding(ahead_);
  if (!known) return;
  std::string name = *known;
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  if (name == "UTF-8" || name == "UTF8") {
    state_ = State::utf8;
  } else {
    convert_from(*known);
  }
}

std::uint64_t TextSource::bytes_consumed() const {
  return source_->bytes_consumed();
}

std::size_t TextSource::read(char* buffer, std::size_t size) {
  std::size_t got = read_raw(buffer, size);
  if (state_ == State::ascii) {
    const std::size_t ascii = ascii_prefix({buffer, got});
    if (ascii < got) {
      decide({buffer + ascii, got - ascii});
      if (first_non_utf8_) {
        *first_non_utf8_ = given_ + ascii;
        got = ascii + read_raw(buffer + ascii, size - ascii);
      }
    }
  }
  if (state_ == State::assumed || state_ == State::utf8) mark_undecodable(buffer, buffer + got);
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

/// Determines the encoding. `text` is what was read last, from the first byte that is not ASCII.
void TextSource::decide(std::string_view text) {
  bool windows_1252 = false;
  state_ = State::utf8;
  look_ahead(kLongestCharacter);
  const std::string character = std::string(text.substr(0, kLongestCharacter)) + ahead_;
  const bool begins_as_utf8 = utf8_length(character) > 0;
  if (path_ == "-" || !input_size(path_)) {
    windows_1252 = !begins_as_utf8 && fits_windows_1252(character.substr(0, 1));
  } else if (begins_as_utf8 && check_ == EncodingCheck::while_reading) {
    state_ = State::assumed;
  } else if (begins_as_utf8 && is_utf8(path_)) {
    state_ = State::settled;
  } else {
    windows_1252 = is_windows_1252(path_);
  }
  if (!windows_1252) return;
  ahead_.insert(0, text);
  convert_from(kWindows1252);
  first_non_utf8_ = 0;
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
    if (state_ == State::assumed) {
      if (is_windows_1252(path_)) throw NotUtf8{};
      state_ = State::utf8;
    }
    *at++ = kNoText;
  }
}

}  // namespace rfmseg
