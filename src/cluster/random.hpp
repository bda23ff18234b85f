#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace rfmseg {

/// Random numbers that are the same with every compiler and library: the standard specifies
/// std::mt19937_64 to the bit, but not its distributions, so those are our own.
class Random {
 public:
  /// The numbers of one `stream` have nothing to do with those of another, so that each stream can
  /// be used on a thread of its own.
  Random(std::uint64_t seed, std::uint64_t stream) : engine_(mixed(mixed(seed) ^ stream)) {}

  /// A number in [0, 1), a multiple of 2^-53.
  [[nodiscard]] double unit() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

  /// A number in [0, count); `count` is far below 2^53, which keeps it even.
  [[nodiscard]] std::size_t below(std::size_t count) {
    return static_cast<std::size_t>(unit() * static_cast<double>(count));
  }

 private:
  /// The output function of SplitMix64 (Steele, Lea and Flood 2014): near seeds become far ones.
  static std::uint64_t mixed(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
  }

  std::mt19937_64 engine_;
};

// Streams for what is no start of k-means, whose streams count from 0.
inline constexpr std::uint64_t kSilhouetteStream = std::uint64_t{1} << 62U;
inline constexpr std::uint64_t kSearchStream = std::uint64_t{3} << 61U;
inline constexpr std::uint64_t kStabilityStream = std::uint64_t{5} << 60U;  ///< and those after it
inline constexpr std::uint64_t kGapStream = std::uint64_t{1} << 63U;        ///< and those after it

}  // namespace rfmseg
