#pragma once

#include <cstdint>

namespace rfmseg::shop {

inline constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15;

/// The splitmix64 finalizer: a bijection whose every output bit depends on every input bit.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

/// Integer random numbers that are the same with every compiler and standard library.
class Dice {
 public:
  explicit constexpr Dice(std::uint64_t seed) : state_(seed) {}

  /// Uniform in [0, n), for 0 < n <= 2^32.
  constexpr std::uint64_t below(std::uint64_t n) {
    state_ += kGolden;
    return ((mix(state_) >> 32) * n) >> 32;
  }

  constexpr bool one_in(std::uint64_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

/// Rings once in `mean` asks on average, at uneven distances.
class Ticker {
 public:
  constexpr Ticker(std::uint64_t seed, std::uint64_t mean)
      : dice_(seed), mean_(mean), left_(distance()) {}

  constexpr bool rings() {
    if (--left_ != 0) return false;
    left_ = distance();
    return true;
  }

 private:
  constexpr std::uint64_t distance() { return 1 + dice_.below(2 * mean_ - 1); }

  Dice dice_;
  std::uint64_t mean_;
  std::uint64_t left_;
};

}  // namespace rfmseg::shop
