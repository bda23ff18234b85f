#include "csv/normaliser.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {
namespace {

struct Record {
  std::string text;  ///< with `|` for the separator
  std::size_t fields;
  std::uint64_t lines;
  bool quoted;
  bool is_text;
  friend bool operator==(const Record&, const Record&) = default;
};

constexpr std::size_t kRoomForFields = 5000;

/// The first record of `block`, which takes up `size` bytes of it.
Record first_record(std::string_view block, std::size_t size) {
  std::string to(block.size() + kNormaliserSlack, '?');
  std::vector<char*> ends(kRoomForFields);
  const NormalisedRecord record =
      normalise(block.data(), block.data() + block.size(), ',', to.data(), ends);
  EXPECT_EQ(record.next, block.data() + size) << block;
  to.resize(record.size);
  ends.resize(std::min(record.fields, ends.size()));
  if (record.fields == ends.size()) {
    EXPECT_EQ(ends.back(), to.data() + to.size());
    ends.pop_back();
  }
  for (char* end : ends) *end = '|';
  return {to, record.fields, record.lines, record.quoted, record.is_text};
}

Record only_record(std::string_view block) {
  return first_record(block, block.size());
}

TEST(Normaliser, TurnsDelimitersIntoTheSeparator) {
  EXPECT_EQ(only_record("1,2,\n"), (Record{"1|2|", 3, 1, false, true}));
  EXPECT_EQ(only_record("\n"), (Record{"", 1, 1, false, true}));
}

TEST(Normaliser, TakesQuotesAway) {
  EXPECT_EQ(only_record("\"1,1\",\"2\n2\"\n"), (Record{"1,1|2\n2", 2, 2, true, true}));
  EXPECT_EQ(only_record("3,\"4\"\"\"\n"), (Record{"3|4\"", 2, 1, true, true}));
  EXPECT_EQ(only_record("\"\"\n"), (Record{"", 1, 1, true, true}));
}

TEST(Normaliser, DropsTheCarriageReturnOfTheLineEndOnly) {
  EXPECT_EQ(only_record("1,2\r\n").text, "1|2");
  EXPECT_EQ(only_record("1,2\r\r\n").text, "1|2\r");
  EXPECT_EQ(only_record("\"1\"\r\n").text, "1");
  EXPECT_EQ(only_record("\"1\r\"\n").text, "1\r");
  EXPECT_EQ(only_record("\r\n").text, "");
}

TEST(Normaliser, TellsWhatIsNoText) {
  using namespace std::string_literals;
  EXPECT_FALSE(only_record("1,\0\n"s).is_text);
  EXPECT_FALSE(only_record("1,\"\x1f\"\n").is_text);
  EXPECT_TRUE(only_record("1,\x1e\"\n").is_text);
}

TEST(Normaliser, FindsWhatNeedsCareWhereverItStands) {
  // Records pass in steps of 64 bytes.
  for (const std::size_t before :
       {0U, 1U, 14U, 15U, 16U, 17U, 31U, 32U, 33U, 62U, 63U, 64U, 65U, 127U, 128U, 4079U}) {
    for (const std::size_t after : {0U, 1U, 15U, 16U, 62U, 63U, 64U, 100U}) {
      const std::string commas(before, ',');
      const std::string bars(before, '|');
      const std::string rest(after, 'x');
      EXPECT_EQ(first_record(commas + "\n" + rest, before + 1),
                (Record{bars, before + 1, 1, false, true}));
      EXPECT_EQ(first_record(commas + "\"2\n\"\n" + rest, before + 5),
                (Record{bars + "2\n", before + 1, 2, true, true}));
      EXPECT_EQ(first_record(commas + "x\n\"" + rest, before + 2),
                (Record{bars + "x", before + 1, 1, false, true}));
      EXPECT_FALSE(first_record(commas + "\x1f\n" + rest, before + 2).is_text);
    }
  }
}

TEST(Normaliser, CountsTheFieldsThatHaveNoRoom) {
  for (const std::string_view block : {"a,b,c,d\n", "\"a\",b,c,d\n"}) {
    std::string to(block.size() + kNormaliserSlack, '?');
    std::vector<char*> ends(3, nullptr);
    const std::span<char*> room(ends.data(), 2);
    const auto record = normalise(block.data(), block.data() + block.size(), ',', to.data(), room);
    EXPECT_EQ(record.fields, 4U);
    EXPECT_EQ(ends, (std::vector<char*>{to.data() + 1, to.data() + 3, nullptr}));
  }
}

}  // namespace
}  // namespace rfmseg
