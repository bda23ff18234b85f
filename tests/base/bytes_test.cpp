#include "bytes.hpp"

#include <gtest/gtest.h>

#include <array>

namespace rfmseg {
namespace {

Bytes ascending() {
  std::array<char, kLanes> bytes{};
  for (std::size_t i = 0; i < kLanes; ++i) bytes[i] = static_cast<char>(i);
  return load(bytes.data());
}

TEST(Bytes, HaveABitPerLane) {
  EXPECT_EQ(lane_bits(ByteMask{}), 0U);
  for (std::size_t i = 0; i < kLanes; ++i) {
    EXPECT_EQ(lane_bits(ascending() >= every(static_cast<char>(i))), 0xFFFFU >> i << i);
  }
  EXPECT_EQ(lane_bits(ascending() > every('\x0F')), 0U);
}

TEST(Bytes, SumWithoutOverflow) {
  EXPECT_EQ(sum(ascending()), 120U);
  EXPECT_EQ(sum(every('\xFF')), 16U * 255);
}

}  // namespace
}  // namespace rfmseg
