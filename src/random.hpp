#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace rfmseg {

/// Random numbers that are the same with every compiler and library: the standard specifies
/// std::mt19937_64 exactly, but not its distributions, so those are implemented here.
class Random {
 public:
  /// Different streams are independent, so that each can be used in another thread.
  Random(std::uint64_t seed, std::uint64_t stream) : engine_(mixed(mixed(seed) ^ stream)) {}

  /// A number in [0, 1), a multiple of 2^-53.
  [[nodiscard]] double unit() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

  /// A number in [0, count). Uniform if `count` is far below 2^53.
  [[nodiscard]] std::size_t below(std::size_t count) {
    return static_cast<std::size_t>(unit() * static_cast<double>(count));
  }

 private:
  /// The output function of SplitMix64 (Steele, Lea and Flood 2014), which separates similar seeds.
  static std::uint64_t mixed(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
  }

  std::mt19937_64 engine_;
};

// Streams for other uses than the starts of k-means, which have the streams from 0.
inline constexpr std::uint64_t kSilhouetteStream = std::uint64_t{1} << 62U;
inline constexpr std::uint64_t kSearchStream = std::uint64_t{3} << 61U;
inline constexpr std::uint64_t kStabilityStream = std::uint64_t{5} << 60U;  ///< and following ones
inline constexpr std::uint64_t kFoldStream = std::uint64_t{7} << 60U;       ///< and following ones
inline constexpr std::uint64_t kGapStream = std::uint64_t{1} << 63U;        ///< and following ones

}  // namespace rfmseg
