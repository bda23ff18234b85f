#include "csv/quoting.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rfmseg {
namespace {

std::string without_quotes(std::string field) {
  char* begin = field.data();
  char* end = begin + field.size();
  remove_quotes(begin, end);
  return {begin, end};
}

TEST(Quoting, RemovesQuotesAround) {
  EXPECT_EQ(without_quotes("\"\""), "");
  EXPECT_EQ(without_quotes("\"a, b\n\""), "a, b\n");
}

TEST(Quoting, TwoQuotesAreOne) {
  EXPECT_EQ(without_quotes("\"\"\"\""), "\"");
  EXPECT_EQ(without_quotes("\"6\"\" POT, 7\"\"\""), "6\" POT, 7\"");
}

TEST(Quoting, KeepsWhatFollowsTheClosingQuote) {
  EXPECT_EQ(without_quotes("\"a\"b"), "ab");
  EXPECT_EQ(without_quotes("\"a\"b\"c\""), "ab\"c\"");
  EXPECT_EQ(without_quotes("\"\"x"), "x");
}

}  // namespace
}  // namespace rfmseg
