#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace rfmseg {

// Short texts as machine words: comparing, hashing and parsing most cells takes a few instructions
// this way, and no call of memcmp().

/// The eight bytes from `at`, the first one lowest.
[[nodiscard]] inline std::uint64_t load_word(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

/// Stores a word as load_word() reads it.
inline void store_word(char* at, std::uint64_t word) {
  if (std::endian::native != std::endian::little) word = __builtin_bswap64(word);
  std::memcpy(at, &word, sizeof word);
}

/// The four bytes from `at`, the first one lowest.
[[nodiscard]] inline std::uint64_t load_half_word(const char* at) {
  std::uint32_t half;
  std::memcpy(&half, at, sizeof half);
  return std::endian::native == std::endian::little ? half : __builtin_bswap32(half);
}

/// `text`, which has at most eight bytes, as a word: the first byte lowest, zeros after the last.
/// Reads no other bytes.
[[nodiscard, gnu::always_inline]] inline std::uint64_t to_word(std::string_view text) {
  const char* const at = text.data();
  const std::size_t size = text.size();
  // Two loads that overlap have no branch for each size.
  if (size >= 4) return load_half_word(at) | load_half_word(at + size - 4) << 8 * (size - 4);
  if (size == 0) return 0;
  const auto byte = [&](std::size_t i) {
    return std::uint64_t{static_cast<unsigned char>(at[i])} << 8 * i;
  };
  return byte(0) | byte(size / 2) | byte(size - 1);
}

/// Whether the text consists of digits; fast for up to 8 bytes.
[[nodiscard]] inline bool are_digits(std::string_view text) {
  constexpr std::uint64_t kBytes = 0x0101'0101'0101'0101;
  if (text.size() > 8) return are_digits(text.substr(0, 8)) && are_digits(text.substr(8));
  if (text.empty()) return true;
  const auto unused = 8 * (8 - text.size());
  const std::uint64_t digits = (to_word(text) ^ '0' * kBytes) << unused;
  // A byte above 9 has its highest bit set, or sets it when 0x76 is added.
  return (((digits + 0x76 * kBytes) | digits) & 0x80 * kBytes) == 0;
}

/// Whether two texts are equal; fast for up to 24 bytes.
[[nodiscard, gnu::always_inline]] inline bool same_text(std::string_view a, std::string_view b) {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  if (size <= 8) return to_word(a) == to_word(b);
  if (size > 24) return std::memcmp(a.data(), b.data(), size) == 0;
  const std::size_t middle = size > 16 ? 8 : 0;  // words that overlap
  const auto difference = [&](std::size_t i) {
    return load_word(a.data() + i) ^ load_word(b.data() + i);
  };
  return (difference(0) | difference(middle) | difference(size - 8)) == 0;
}

/// A copy of a text, with which the next ones are compared. Up to 24 bytes are copied and compared
/// as words: processors mispredict loops over their number.
class NotedText {
 public:
  void note(std::string_view text) {
    size_ = text.size();
    if (size_ > kShort) {
      long_ = text;
    } else if (size_ > 8) {
      for (const std::size_t at : {std::size_t{0}, middle(), size_ - 8}) {
        std::memcpy(&short_[at], text.data() + at, 8);
      }
    } else {
      store_word(short_.data(), to_word(text));
    }
  }
  [[nodiscard]] std::string_view text() const {
    return size_ > kShort ? std::string_view(long_) : std::string_view(short_.data(), size_);
  }
  /// Whether `text` is equal.
  [[nodiscard, gnu::always_inline]] bool is(std::string_view text) const {
    if (text.size() != size_) return false;
    if (size_ <= 8) return to_word(text) == load_word(short_.data());
    if (size_ > kShort) return text == long_;
    const auto difference = [&](std::size_t at) {
      return load_word(text.data() + at) ^ load_word(&short_[at]);
    };
    return (difference(0) | difference(middle()) | difference(size_ - 8)) == 0;
  }

 private:
  static constexpr std::size_t kShort = 24;
  /// Of three words that overlap.
  [[nodiscard]] std::size_t middle() const { return size_ > 16 ? 8 : 0; }

  std::size_t size_ = 0;
  std::array<char, kShort> short_{};  ///< with zeros after a text of up to eight bytes
  std::string long_;
};

}  // namespace rfmseg
