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

TEST(Words, ANotedTextIsComparedByEveryByte) {
  NotedText noted;
  EXPECT_TRUE(noted.is(""));
  for (const std::size_t size : {40U, 3U, 24U, 8U, 25U, 0U, 17U, 9U, 1U, 16U, 4U, 7U, 12U, 30U}) {
    const std::string text = exact(size);
    noted.note(std::string(text));
    EXPECT_EQ(noted.text(), text);
    EXPECT_TRUE(noted.is(text));
    EXPECT_FALSE(noted.is(text + 'a'));
    const NotedText copy = noted;
    EXPECT_EQ(copy.text(), text);
    for (std::size_t i = 0; i < size; ++i) {
      std::string other = text;
      other[i] = '\0';
      EXPECT_FALSE(noted.is(other)) << size << ' ' << i;
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
