#include "text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace rfmseg {
namespace {

TEST(Trimmed, DropsWhiteSpaceAtTheEndsOnly) {
  EXPECT_EQ(trimmed("  a b\t"), "a b");
  EXPECT_EQ(trimmed("a"), "a");
  EXPECT_EQ(trimmed(" \t\r\n\v\f"), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Trimmed, DropsInvisibleCharacters) {
  EXPECT_EQ(trimmed("\xC2\xA0"
                    "17850\xC2\xA0 "),
            "17850");  // no-break space
  EXPECT_EQ(trimmed("\xEF\xBB\xBF"
                    "17850\xE2\x80\x8B"),
            "17850");  // BOM, zero width space
  EXPECT_EQ(trimmed("\xE3\x80\x80\xE2\x80\x87"
                    "a\xE2\x80\xAF"),
            "a");  // wide and narrow spaces
  EXPECT_EQ(trimmed("\xC2\xA0 \xC2\xA0"), "");
  EXPECT_EQ(trimmed("\xC3\xA9t\xC3\xA0"), "\xC3\xA9t\xC3\xA0") << "letters stay";
  EXPECT_EQ(trimmed("\xA0"), "\xA0") << "half a character is none";
}

TEST(Printable, KeepsOrdinaryText) {
  EXPECT_EQ(printable("T-LIGHT HOLDER, 7\""), "T-LIGHT HOLDER, 7\"");
  EXPECT_EQ(printable("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"),
            "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80");
  EXPECT_EQ(printable(""), "");
}

TEST(Printable, EscapesWhatSteersATerminal) {
  EXPECT_EQ(printable("\x1b[31mred"), "\\x1B[31mred");
  EXPECT_EQ(printable(std::string_view("a\0\n\t\x7f", 5)), "a\\x00\\x0A\\x09\\x7F");
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\\xC2\\x9B31m")
      << "C1";
  EXPECT_EQ(printable("\xE2\x80\xAE"), "\\xE2\\x80\\xAE") << "right-to-left override";
}

TEST(Printable, EscapesBytesThatAreNoUtf8) {
  EXPECT_EQ(printable("caf\xE9"), "caf\\xE9");
  EXPECT_EQ(printable("\xC0\xAF\xED\xA0\x80\xF5"), "\\xC0\\xAF\\xED\\xA0\\x80\\xF5");
  EXPECT_EQ(printable("\xE2\x82"), "\\xE2\\x82");
}

TEST(Printable, CutsLongTextBetweenCharacters) {
  EXPECT_EQ(printable(std::string(60, 'x')), std::string(60, 'x'));
  EXPECT_EQ(printable(std::string(61, 'x')), std::string(60, 'x') + "...");
  EXPECT_EQ(printable(std::string(59, 'x') + "\xC3\xA9"), std::string(59, 'x') + "...");
  EXPECT_EQ(printable(std::string(58, 'x') + "\xC3\xA9!"), std::string(58, 'x') + "\xC3\xA9...");
}

RC_GTEST_PROP(Printable, NeverLetsAControlByteThrough, ()) {
  const auto text = *rc::gen::arbitrary<std::string>();
  const std::string shown = printable(text);
  RC_ASSERT(std::none_of(shown.begin(), shown.end(),
                         [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }));
  RC_ASSERT(printable(shown).substr(0, 50) == shown.substr(0, 50));
}

TEST(Listed, ShowsThirtyAtMost) {
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a", "b\n", "c"}), "a, b\\x0A, c");
  EXPECT_TRUE(listed(std::vector<std::string>(30, "x")).ends_with("x, x"));
  EXPECT_TRUE(listed(std::vector<std::string>(100'000, "x")).ends_with("x, x and 99970 more"));
}

TEST(EditDistance, CountsEdits) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("abc", ""), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("customer", "custmoer"), 2U);
}

}  // namespace
}  // namespace rfmseg
