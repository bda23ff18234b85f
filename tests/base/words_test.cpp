#include "words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rfmseg {
namespace {

/// Text whose memory ends with it, so that a sanitizer sees reads beyond.
std::string exact(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += static_cast<char>('a' + i % 26);
  text.shrink_to_fit();
  return text;
}

TEST(Words, HaveTheFirstByteLowest) {
  EXPECT_EQ(to_word(""), 0U);
  EXPECT_EQ(to_word("a"), 0x61U);
  EXPECT_EQ(to_word("ab"), 0x6261U);
  EXPECT_EQ(to_word("abc"), 0x636261U);
  EXPECT_EQ(to_word("abcd"), 0x64636261U);
  EXPECT_EQ(to_word("abcde"), 0x6564636261U);
  EXPECT_EQ(to_word("abcdefgh"), 0x6867666564636261U);
  EXPECT_EQ(to_word("\xff\xff"), 0xffffU);
}

TEST(Words, SameTextLooksAtEveryByte) {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string text = exact(size);
    EXPECT_TRUE(same_text(text, std::string(text)));
    EXPECT_FALSE(same_text(text, text + 'a'));
    for (std::size_t i = 0; i < size; ++i) {
      std::string other = text;
      other[i] = '\0';
      EXPECT_FALSE(same_text(text, other)) << size << ' ' << i;
    }
  }
}

TEST(Words, DigitsAreDigitsOnly) {
  for (std::size_t size = 1; size < 20; ++size) {
    const std::string digits = std::string("01234567899876543210").substr(0, size);
    EXPECT_TRUE(are_digits(digits));
    for (std::size_t i = 0; i < size; ++i) {
      for (const char c : {'/', ':', '\0', ' ', '\xb0', '\x89', '\xff', 'a'}) {
        std::string other = digits;
        other[i] = c;
        EXPECT_FALSE(are_digits(other)) << size << ' ' << i << ' ' << int{c};
      }
    }
  }
  EXPECT_TRUE(are_digits(""));
}

}  // namespace
}  // namespace rfmseg
