#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace rfmseg {

/// Sixteen bytes that are processed together, by the vector extension of GCC and Clang, which
/// supports every processor. A comparison returns a mask: -1 in the lanes where it is true, else 0.
inline constexpr std::size_t kLanes = 16;
using Bytes = unsigned char __attribute__((vector_size(kLanes)));
using ByteMask = signed char __attribute__((vector_size(kLanes)));

[[nodiscard]] inline Bytes every(char c) {
  Bytes bytes;
  std::memset(&bytes, c, kLanes);
  return bytes;
}

[[nodiscard]] inline Bytes load(const char* at) {
  Bytes bytes;
  std::memcpy(&bytes, at, kLanes);
  return bytes;
}

/// One bit per lane, the first lane's lowest: set where the mask is.
[[nodiscard]] inline std::uint32_t lane_bits(ByteMask mask) {
#ifdef __SSE2__
  return static_cast<std::uint32_t>(_mm_movemask_epi8(std::bit_cast<__m128i>(mask)));
#else
  std::uint32_t bits = 0;
  for (std::size_t lane = 0; lane < kLanes; ++lane) bits |= (mask[lane] != 0 ? 1U : 0U) << lane;
  return bits;
#endif
}

/// The sum of all lanes.
[[nodiscard]] inline std::size_t sum(Bytes bytes) {
  constexpr std::uint64_t kEvery2nd = 0x00FF'00FF'00FF'00FF;
  constexpr std::uint64_t kOnes = 0x0001'0001'0001'0001;
  // Halves of a vector rather than an array, which would keep the bytes in memory while they are
  // counted.
  using Halves = std::uint64_t __attribute__((vector_size(kLanes)));
  const auto halves = std::bit_cast<Halves>(bytes);
  std::uint64_t pairs = 0;
  for (const std::uint64_t half : {halves[0], halves[1]}) {
    pairs += (half & kEvery2nd) + (half >> 8 & kEvery2nd);
  }
  return static_cast<std::size_t>(pairs * kOnes >> 48);
}

}  // namespace rfmseg
