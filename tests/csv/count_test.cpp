#include "csv/count.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace rfmseg {
namespace {

TEST(CountOf, CountsLikeTheStandardLibrary) {
  std::string text;
  for (std::size_t i = 0; i < 10'000; ++i) text += "a\n\n\x1f,"[i * i % 5];
  for (std::size_t size = 0; size <= text.size(); size = size < 100 ? size + 1 : size * 2 + 1) {
    const std::string part = text.substr(0, size);
    for (const char c : {'a', '\n', '\x1f', 'x'}) {
      EXPECT_EQ(count_of(part, c), std::count(part.begin(), part.end(), c)) << size;
    }
  }
}

TEST(CountOf, LanesDoNotOverflow) {
  for (const std::size_t size : {4079U, 4080U, 4081U, 4096U, 100'000U}) {
    EXPECT_EQ(count_of(std::string(size, '\n'), '\n'), size);
  }
}

}  // namespace
}  // namespace rfmseg
