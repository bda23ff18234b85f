#include "rfm/id_index.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rfmseg {
namespace {

TEST(IdIndex, NumbersIdsOfEveryLengthOnce) {
  IdIndex index;
  std::vector<std::string> ids;
  for (std::size_t length = 0; length < 40; ++length) {
    for (const char c : {'7', '\0', '\xff'}) {
      if (length == 0 && c != '7') continue;
      ids.emplace_back(length, c);
      // Differ from the one before in the last byte only.
      if (length > 0) ids.push_back(std::string(length - 1, c) + 'x');
    }
  }
  for (int again = 0; again < 2; ++again) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (ids[i] == "x" && i != 2) continue;  // of each of the three
      EXPECT_EQ(index.id(index.add(ids[i])), ids[i]);
    }
  }
  EXPECT_EQ(index.size(), ids.size() - 2);
  EXPECT_EQ(index.add(""), 0U);
  EXPECT_EQ(index.add("7"), 1U);
}

}  // namespace
}  // namespace rfmseg
