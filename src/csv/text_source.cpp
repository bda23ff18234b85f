#include "csv/text_source.hpp"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "csv/convert.hpp"
#include "csv/prefixed_source.hpp"
#include "rfmseg/text.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kLongestCharacter = 4;
constexpr const char* kWindows1252 = "Windows-1252";

/// The encoding that a byte order mark at the beginning of `text` says.
std::optional<std::string> marked_encoding(std::string_view text) {
  using namespace std::string_view_literals;
  if (text.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (text.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (text.starts_with("\xFF\xFE"sv)) return "UTF-16LE";
  if (text.starts_with("\xFE\xFF"sv)) return "UTF-16BE";
  if (text.starts_with("\xEF\xBB\xBF"sv)) return "UTF-8";
  return std::nullopt;
}

/// Five bytes are no characters of Windows-1252.
bool fits_windows_1252(std::string_view text) {
  return text.find_first_of("\x81\x8D\x8F\x90\x9D") == std::string_view::npos;
}

enum class Fit { utf8, windows_1252, neither };

/// The encoding that all of the file at `path` fits.
Fit fit_of_file(const std::string& path) {
  constexpr std::size_t kChunk = std::size_t{256} << 10;
  const auto source = open_input(path);
  std::vector<char> buffer(kChunk);
  std::size_t begun = 0;  // bytes at the front of the buffer that may begin a character
  bool utf8 = true;
  bool windows_1252 = true;
  while (utf8 || windows_1252) {
    const std::size_t got = source->read(buffer.data() + begun, kChunk - begun);
    const std::string_view text(buffer.data(), begun + got);
    const bool ended = text.size() < kChunk;
    windows_1252 = windows_1252 && fits_windows_1252(text);
    if (utf8) {
      const std::string_view rest = text.substr(utf8_prefix(text));
      utf8 = rest.empty() || (rest.size() < kLongestCharacter && !ended);
      begun = utf8 ? rest.copy(buffer.data(), rest.size()) : 0;
    }
    if (ended) break;
  }
  if (utf8) return Fit::utf8;
  return windows_1252 ? Fit::windows_1252 : Fit::neither;
}

}  // namespace

TextSource::TextSource(const std::string& path, const std::optional<std::string>& encoding)
    : path_(path), source_(open_input(path)) {
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

std::uint64_t TextSource::bytes_taken() const {
  return source_->bytes_taken();
}

std::size_t TextSource::read(char* buffer, std::size_t size) {
  std::size_t got = read_raw(buffer, size);
  if (state_ == State::ascii) {
    const std::size_t ascii = ascii_prefix({buffer, got});
    if (ascii < got) {
      decide({buffer + ascii, got - ascii});
      if (surprise_) {
        *surprise_ = given_ + ascii;
        got = ascii + read_raw(buffer + ascii, size - ascii);
      }
    }
  }
  if (state_ == State::utf8) mark_undecodable(buffer, buffer + got);
  given_ += got;
  return got;
}

/// From here on, and with what is looked ahead at.
void TextSource::convert_from(const std::string& encoding) {
  source_ = convert_to_utf8(
      std::make_unique<PrefixedSource>(std::exchange(ahead_, {}), std::move(source_)), encoding,
      kUndecodable);
  encoding_ = encoding;
  state_ = State::settled;
}

/// Sees to it that `size` bytes are ahead, if there are so many.
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

/// Decides on the encoding of `text`, the bytes at hand from the first that is not ASCII.
void TextSource::decide(std::string_view text) {
  Fit fit = Fit::utf8;
  if (path_ != "-" && input_size(path_)) {
    fit = fit_of_file(path_);
    state_ = fit == Fit::utf8 ? State::settled : State::utf8;
  } else {
    state_ = State::utf8;
    look_ahead(kLongestCharacter);
    const std::string character = std::string(text.substr(0, kLongestCharacter)) + ahead_;
    if (utf8_length(character) == 0 && fits_windows_1252(character.substr(0, 1))) {
      fit = Fit::windows_1252;
    }
  }
  if (fit != Fit::windows_1252) return;
  ahead_.insert(0, text);
  convert_from(kWindows1252);
  surprise_ = 0;
}

void TextSource::mark_undecodable(char* at, char* end) {
  const std::size_t vouched = std::min(vouched_, static_cast<std::size_t>(end - at));
  vouched_ -= vouched;
  at += vouched;
  while (true) {
    at += utf8_prefix({at, static_cast<std::size_t>(end - at)});
    if (at == end) return;
    const auto left = static_cast<std::size_t>(end - at);
    if (left < kLongestCharacter) {  // the character may go on after what is at hand
      look_ahead(kLongestCharacter);
      const std::size_t length = utf8_length(std::string(at, left) + ahead_);
      if (length > 0) {
        vouched_ = length - left;
        return;
      }
    }
    *at++ = kUndecodable;
  }
}

}  // namespace rfmseg
