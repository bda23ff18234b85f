#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bytes.hpp"
#include "csv/field_index.hpp"
#include "csv/special_bytes.hpp"

namespace rfmseg {

/// Where a pass stores offsets next.
struct Stored {
  FieldIndex::Offset* end;
  FieldIndex::Offset* stop;
  FieldIndex::Offset* quote;
};

/// How a pass over a text ended.
struct Outcome {
  Stored stored;
  bool inside_quotes = false;
  std::uint64_t newlines = 0;
  bool quoted_newlines = false;  ///< whether any is inside quotes; unknown after the exact pass
  std::optional<std::size_t> backslashes_from{};  ///< see FieldIndex
  std::vector<FieldIndex::Offset> quoted_rows{};  ///< see FieldIndex
};

inline constexpr std::size_t kIndexStep = 64;  // bytes processed at a time: one bit for each

/// Where 64 bytes have a value; the first byte's bit is the lowest.
struct StepBits {
  std::uint64_t delimiters = 0, newlines = 0, quotes = 0, no_texts = 0;
};

struct PortablePass {
  static StepBits look(const char* at, char delimiter) {
    StepBits bits;
    for (std::size_t i = 0; i < kIndexStep; i += kLanes) {
      const Bytes bytes = load(at + i);
      bits.delimiters |= std::uint64_t{lane_bits(bytes == every(delimiter))} << i;
      bits.newlines |= std::uint64_t{lane_bits(bytes == every('\n'))} << i;
      bits.quotes |= std::uint64_t{lane_bits(bytes == every('"'))} << i;
      const ByteMask no_texts = (bytes == Bytes{}) | (bytes == every(kNoText));
      bits.no_texts |= std::uint64_t{lane_bits(no_texts)} << i;
    }
    return bits;
  }
  /// In each bit the exclusive or of all bits up to it.
  static std::uint64_t parity(std::uint64_t bits) {
    for (const int shift : {1, 2, 4, 8, 16, 32}) bits ^= bits << shift;
    return bits;
  }
  /// The number of bits (Warren, Hacker's Delight, 5-1): without an instruction for it,
  /// std::popcount calls a function.
  static std::size_t count(std::uint64_t bits) {
    constexpr std::uint64_t kBytes = 0x0101'0101'0101'0101;
    bits -= bits >> 1 & 0x55 * kBytes;
    bits = (bits & 0x33 * kBytes) + (bits >> 2 & 0x33 * kBytes);
    bits = (bits + (bits >> 4)) & 0x0F * kBytes;
    return bits * kBytes >> 56;
  }
  /// The place of the lowest bit, arbitrary if there is none. The highest bit is added so that the
  /// compiler has no case to branch for.
  static std::size_t lowest(std::uint64_t bits) {
    return static_cast<std::size_t>(std::countr_zero(bits | std::uint64_t{1} << 63));
  }
};

/// The step at offset `at` of `text`; if it is shorter, a copy in `rest`, filled up with a byte
/// that means nothing.
[[nodiscard]] inline const char* step_at(std::string_view text, std::size_t at,
                                         std::array<char, kIndexStep>& rest) {
  if (text.size() - at >= kIndexStep) return text.data() + at;
  rest.fill('\r');
  text.copy(rest.data(), kIndexStep, at);
  return rest.data();
}

}  // namespace rfmseg
