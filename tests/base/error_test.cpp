#include "rfmseg/error.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "setting_format.hpp"

namespace rfmseg {
namespace {

std::string in_capitals(Setting setting) {
  return setting == Setting::k ? "K" : "OTHER";
}

TEST(Message, PutsTheNamesOfAProgramIn) {
  const Message message = fmt::format("{0} {1} is more than 3 (hint: {0} 3, or {2} none)",
                                      Setting::k, 5, Setting::transform);
  EXPECT_EQ(message.text(), "k 5 is more than 3 (hint: k 3, or transform none)");
  EXPECT_EQ(message.text(in_capitals), "K 5 is more than 3 (hint: K 3, or OTHER none)");
  EXPECT_EQ(message.setting(), Setting::k);
}

TEST(Message, WithoutSettingsIsItsText) {
  const Message message("a {} and a % are nothing special");
  EXPECT_EQ(message.text(in_capitals), "a {} and a % are nothing special");
  EXPECT_FALSE(message.setting());
  EXPECT_EQ(Message().text(), "");
}

TEST(Message, LeavesMarksAloneThatNameNoSetting) {
  for (const char* const text : {"\x1A", "\x1A\x1A", "\x1Ano setting\x1A", "a \x1Ak"}) {
    EXPECT_EQ(Message(text).text(in_capitals), text);
    EXPECT_FALSE(Message(text).setting());
  }
  EXPECT_EQ(Message("\x1A?\x1Ak\x1A").text(in_capitals), "\x1A?K");
}

TEST(Message, SurvivesBeingStored) {
  const Message message = fmt::format("is not a date (hint: {})", Setting::date_format);
  EXPECT_EQ(Message(message.encoded()), message);
}

TEST(Setting, EachHasANameOfItsOwn) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kSettings.size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(kSettings[i]), i);
    names.push_back(to_string(kSettings[i]));
    EXPECT_EQ(Message(fmt::format("{}", kSettings[i])).setting(), kSettings[i]);
  }
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

TEST(Error, SaysWhereAndWhat) {
  const DataError error(ErrorKind::invalid_value, {"a.csv", 7, "Date", "soon"},
                        fmt::format("'soon' is not a date (hint: {})", Setting::date_format));
  EXPECT_STREQ(error.what(), "a.csv:7: 'soon' is not a date (hint: date_format)");
  EXPECT_EQ(error.text(in_capitals), "a.csv:7: 'soon' is not a date (hint: OTHER)");
  EXPECT_EQ(error.kind(), ErrorKind::invalid_value);
  EXPECT_EQ(error.place().file, "a.csv");
  EXPECT_EQ(error.place().line, 7U);
  EXPECT_EQ(error.place().column, "Date");
  EXPECT_EQ(error.place().value, "soon");
  EXPECT_EQ(error.setting(), Setting::date_format);
}

TEST(Error, NamesTheFileAloneWhereThereIsNoLine) {
  EXPECT_STREQ(DataError({"a.csv"}, "is empty").what(), "a.csv: is empty");
  EXPECT_STREQ(DataError("nothing to do").what(), "nothing to do");
}

TEST(Error, OfASettingIsKnownAsOne) {
  EXPECT_EQ(UsageError(fmt::format("{} 0", Setting::k)).kind(), ErrorKind::invalid_setting);
  EXPECT_EQ(UsageError("no").kind(), ErrorKind::other);
}

}  // namespace
}  // namespace rfmseg
