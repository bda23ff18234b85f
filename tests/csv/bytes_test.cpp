#include "csv/bytes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

namespace rfmseg {
namespace {

Bytes ascending() {
  std::array<char, kLanes> bytes{};
  for (std::size_t i = 0; i < kLanes; ++i) bytes[i] = static_cast<char>(i);
  return load(bytes.data());
}

TEST(Bytes, FindTheFirstLane) {
  EXPECT_EQ(first_lane(ByteMask{}), kLanes);
  for (std::size_t i = 0; i < kLanes; ++i) {
    const auto from_there = ascending() >= every(static_cast<char>(i));
    EXPECT_EQ(first_lane(from_there), i);
    EXPECT_EQ(lane_bits(from_there), 0xFFFFU >> i << i);
  }
  EXPECT_EQ(first_lane(ascending() > every('\x0F')), kLanes);
}

TEST(Bytes, SumWithoutOverflow) {
  EXPECT_EQ(sum(ascending()), 120U);
  EXPECT_EQ(sum(every('\xFF')), 16U * 255);
}

TEST(Bytes, AreZeroPastTheEnd) {
  const std::string text = "abcdefghijklmnopqrst";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    std::array<char, kLanes> loaded{};
    store(loaded.data(), load(text.data(), text.data() + size));
    for (std::size_t i = 0; i < kLanes; ++i) EXPECT_EQ(loaded[i], i < size ? text[i] : '\0');
  }
}

TEST(Bytes, FindEitherOfTwo) {
  for (std::size_t size = 0; size < 70; ++size) {
    std::string text(size, '\0');  // as what is past the end
    const auto find = [&](char a, char b) {
      return static_cast<std::size_t>(find_either(text.data(), text.data() + size, a, b) -
                                      text.data());
    };
    EXPECT_EQ(find('a', 'b'), size);
    EXPECT_EQ(find('a', '\0'), 0U);
    for (std::size_t at = 0; at < size; ++at) {
      text[at] = 'a';
      EXPECT_EQ(find('a', 'b'), at);
      EXPECT_EQ(find('b', 'a'), at);
      text[at] = '\0';
    }
  }
}

}  // namespace
}  // namespace rfmseg
