#include "text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "bytes.hpp"

namespace rfmseg {
namespace {

/// White space beyond ASCII: no-break, figure, narrow no-break and ideographic space, zero width
/// space, and the byte order mark.
constexpr std::array<std::string_view, 6> kInvisible = {
    "\xC2\xA0", "\xE2\x80\x87", "\xE2\x80\xAF", "\xE3\x80\x80", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

bool is_ascii_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

/// The length of the white space character at the beginning of `text`, or 0.
std::size_t space_at_front(std::string_view text) {
  if (is_ascii(text.front())) return is_ascii_space(text.front()) ? 1 : 0;
  for (const std::string_view space : kInvisible) {
    if (text.starts_with(space)) return space.size();
  }
  return 0;
}

std::size_t space_at_back(std::string_view text) {
  if (is_ascii(text.back())) return is_ascii_space(text.back()) ? 1 : 0;
  for (const std::string_view space : kInvisible) {
    if (text.ends_with(space)) return space.size();
  }
  return 0;
}

/// Whether a terminal may interpret the character (C0, DEL, C1, changes of direction), or XML
/// forbids it (U+FFFE and U+FFFF).
bool steers(std::string_view character) {
  if (character.size() == 1) {
    return static_cast<unsigned char>(character[0]) < 0x20 || character[0] == 0x7F;
  }
  if (character.size() == 2) return character >= "\xC2\x80" && character <= "\xC2\x9F";
  return (character >= "\xE2\x80\xAA" && character <= "\xE2\x80\xAE") ||
         (character >= "\xE2\x81\xA6" && character <= "\xE2\x81\xA9") ||
         character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

}  // namespace

std::string_view without_outer_space(std::string_view text) {
  while (!text.empty()) {
    const std::size_t space = space_at_front(text);
    if (space == 0) break;
    text.remove_prefix(space);
  }
  while (!text.empty()) {
    const std::size_t space = space_at_back(text);
    if (space == 0) break;
    text.remove_suffix(space);
  }
  return text;
}

std::string to_lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = to_lower(c);
  return lowered;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return to_lower(x) == to_lower(y); });
}

std::size_t ascii_prefix(std::string_view text) {
  constexpr std::size_t kStripe = 4 * kLanes;
  std::size_t at = 0;
  for (; at + kStripe <= text.size(); at += kStripe) {
    const char* const from = text.data() + at;
    const Bytes any =
        load(from) | load(from + kLanes) | load(from + 2 * kLanes) | load(from + 3 * kLanes);
    if (lane_bits(any >= every('\x80')) != 0) break;
  }
  while (at < text.size() && is_ascii(text[at])) ++at;
  return at;
}

std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i, int least = 0x80, int most = 0xBF) {
    return i < text.size() && byte(i) >= least && byte(i) <= most;
  };
  const int first = byte(0);
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return follows(1) ? 2 : 0;
  if (first < 0xF0) {  // excludes overlong forms and surrogates
    return follows(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && follows(2) ? 3
                                                                                              : 0;
  }
  if (first > 0xF4) return 0;
  return follows(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) && follows(2) &&
                 follows(3)
             ? 4
             : 0;
}

std::size_t utf8_prefix(std::string_view text) {
  std::size_t at = 0;
  while (true) {
    at += ascii_prefix(text.substr(at));
    if (at == text.size()) return at;
    const std::size_t length = utf8_length(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
}

std::string printable(std::string_view text, std::size_t longest) {
  std::string out;
  std::size_t taken = 0;
  while (taken < text.size()) {
    const std::size_t length = utf8_length(text.substr(taken));
    const std::string_view character = text.substr(taken, std::max<std::size_t>(length, 1));
    if (taken + character.size() > longest) return out + "...";
    if (length == 0 || steers(character)) {
      for (const char c : character) {
        out += fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
      }
    } else {
      out += character;
    }
    taken += character.size();
  }
  return out;
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 30;
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) {
    if (i > 0) out += ", ";
    out += printable(names[i]);
  }
  if (names.size() > kMost) out += fmt::format(" and {} more", names.size() - kMost);
  return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
    }
  }
  return row.back();
}

}  // namespace rfmseg
