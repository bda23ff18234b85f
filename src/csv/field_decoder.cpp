#include "csv/field_decoder.hpp"

#include <algorithm>
#include <array>

#include "csv/special_bytes.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The characters of Windows-1252 from 80 to 9F (hexadecimal); 0 where there is none. The others
/// are those of Unicode with the same number.
constexpr std::array<unsigned, 32> kFrom80 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

unsigned windows_1252(char c) {
  const unsigned byte = static_cast<unsigned char>(c);
  return byte >= 0x80 && byte < 0xA0 ? kFrom80[byte - 0x80] : byte;
}

void append_utf8(std::string& text, unsigned character) {
  const auto append = [&](unsigned byte) { text += static_cast<char>(byte); };
  if (character < 0x80) return append(character);
  if (character < 0x800) {
    append(0xC0U | character >> 6U);
  } else {
    append(0xE0U | character >> 12U);
    append(0x80U | (character >> 6U & 0x3FU));
  }
  append(0x80U | (character & 0x3FU));
}

}  // namespace

std::size_t Runs::length(std::string_view text) const {
  const std::string_view longest = text.substr(0, kLongest);
  const auto* const end =
      std::find_if(longest.begin(), longest.end(), [&](char c) { return ends(c); });
  auto length = static_cast<std::size_t>(end - longest.begin());
  // Not in the middle of a character.
  const auto continues = [&](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  if (length == kLongest) {
    for (int i = 0; i < 3 && text.size() > length && continues(text[length]); ++i) --length;
  }
  return length;
}

std::size_t FieldDecoder::read(char* buffer, std::size_t size) {
  std::size_t filled = 0;
  const auto give = [&](std::string_view text) {
    const std::size_t given = text.copy(buffer + filled, size - filled);
    filled += given;
    return given;
  };
  while (filled < size) {
    if (returned_ < decoded_.size()) {
      returned_ += give(std::string_view(decoded_).substr(returned_));
      continue;
    }
    const std::string_view text = refilled();
    if (text.empty()) break;
    if (const std::size_t ascii = ascii_prefix(text); ascii > 0) {
      used_ += give(text.substr(0, ascii));
      continue;
    }
    const std::string_view run = text.substr(0, runs_.length(text));
    const bool is_utf8 = utf8_prefix(run) == run.size();
    has_utf8_ = has_utf8_ || is_utf8;
    decoded_ = is_utf8 ? std::string(run) : converted(run);
    returned_ = 0;
    used_ += run.size();
  }
  return filled;
}

/// A run that is not UTF-8.
std::string FieldDecoder::converted(std::string_view run) {
  std::string text;
  if (std::ranges::all_of(run, [](char c) { return windows_1252(c) != 0 || c == '\0'; })) {
    has_windows_1252_ = true;
    for (const char c : run) append_utf8(text, windows_1252(c));
    return text;
  }
  while (!run.empty()) {
    const std::size_t valid = utf8_prefix(run);
    text += run.substr(0, valid);
    if (valid < run.size()) text += kNoText;
    run.remove_prefix(std::min(valid + 1, run.size()));
  }
  return text;
}

/// What was read and not decoded: more than a run, or all that there is.
std::string_view FieldDecoder::refilled() {
  constexpr std::size_t kChunk = std::size_t{256} << 10;
  if (!ended_ && raw_.size() - used_ <= Runs::kLongest) {
    raw_.erase(0, used_);
    used_ = 0;
    const std::size_t left = raw_.size();
    raw_.resize(left + kChunk);
    const std::size_t got = source_->read(raw_.data() + left, kChunk);
    raw_.resize(left + got);
    ended_ = got < kChunk;
  }
  return std::string_view(raw_).substr(used_);
}

}  // namespace rfmseg
