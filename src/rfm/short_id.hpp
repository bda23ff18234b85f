#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "words.hpp"

namespace rfmseg {

/// An id of up to 15 bytes as two words, which are fast to compare and to hash: its bytes, zeros,
/// and its length in the last byte.
struct ShortId {
  static constexpr std::size_t kLongest = 15;

  std::uint64_t low = 0, high = 0;

  ShortId() = default;
  explicit ShortId(std::string_view id)
      : low(to_word(id.substr(0, 8))),
        high((id.size() > 8 ? to_word(id.substr(8)) : 0) | std::uint64_t{id.size()} << 56) {}

  friend bool operator==(const ShortId&, const ShortId&) = default;
  template <class Hash>
  // NOLINTNEXTLINE(readability-identifier-naming): the name that abseil looks for
  friend Hash AbslHashValue(Hash hash, const ShortId& id) {
    return Hash::combine(std::move(hash), id.low, id.high);
  }
};

/// An order of a customer, with an id of up to 11 bytes, as two words: the customer's index, then
/// as in ShortId.
struct ShortOrder {
  static constexpr std::size_t kLongest = 11;

  std::uint64_t low = 0, high = 0;

  ShortOrder() = default;
  ShortOrder(std::uint32_t customer, std::string_view id) {
    const ShortId bytes(id);
    low = customer | bytes.low << 32;
    high = bytes.low >> 32 | bytes.high << 32 | std::uint64_t{id.size()} << 56;
  }
  [[nodiscard]] std::uint32_t customer() const { return static_cast<std::uint32_t>(low); }
  void set_customer(std::uint32_t customer) { low = low >> 32 << 32 | customer; }
  /// A number below 16 that depends on the id alone, evenly distributed (Fibonacci hashing; Knuth,
  /// The Art of Computer Programming, 6.4).
  [[nodiscard]] std::size_t part() const {
    return (low >> 32 ^ high) * 0x9E37'79B9'7F4A'7C15 >> 60;
  }

  friend bool operator==(const ShortOrder&, const ShortOrder&) = default;
  template <class Hash>
  // NOLINTNEXTLINE(readability-identifier-naming): the name that abseil looks for
  friend Hash AbslHashValue(Hash hash, const ShortOrder& order) {
    return Hash::combine(std::move(hash), order.low, order.high);
  }
};

}  // namespace rfmseg
