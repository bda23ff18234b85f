#include "quoted_item.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace rfmseg {
namespace {

TEST(TakeItem, QuotesKeepTheMarkInTheItem) {
  std::string_view text = R"( "Paid, later" ,7" frame, "say ""x""",)";
  EXPECT_EQ(take_item(text, ',')->text, "Paid, later");
  EXPECT_EQ(take_item(text, ',')->text, "7\" frame") << "a quote inside is a character";
  EXPECT_EQ(take_item(text, ',')->text, "say \"x\"");
  const auto last = take_item(text, ',');
  EXPECT_EQ(last->text, "") << "nothing after the last mark";
  EXPECT_FALSE(last->marked);
}

TEST(TakeItem, AQuoteThatIsNotClosedOrIsFollowedByTextIsNoItem) {
  for (std::string_view text : {"\"a", "\"a\"b,c", "\""}) {
    EXPECT_FALSE(take_item(text, ',')) << text;
  }
}

TEST(QuotedItem, IsReadAsItWas) {
  for (const std::string_view item : {"plain", "a,b", "a=b", "\"x\"", "7\"", "a,\"b\""}) {
    const std::string quoted = quoted_item(item, ",=");
    std::string_view rest = quoted;
    EXPECT_EQ(take_item(rest, ',')->text, item);
  }
  EXPECT_EQ(quoted_item("plain", ",="), "plain");
}

}  // namespace
}  // namespace rfmseg
