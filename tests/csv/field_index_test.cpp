#include "csv/field_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <string_view>

#include "support/index_text.hpp"

namespace rfmseg {
namespace {

using test::IndexText;
using Offsets = std::vector<std::uint32_t>;

IndexText index_of(std::string_view text, char delimiter = ',') {
  FieldIndex index(IndexPass::exact);
  const IndexText expected = test::index_of(text, delimiter, index);
  for (const IndexPass pass : usable_index_passes()) {
    FieldIndex other(pass);
    EXPECT_EQ(test::index_of(text, delimiter, other), expected) << text;
  }
  return expected;
}

TEST(FieldIndex, HasTheEndsOfFieldsAndLines) {
  const IndexText index = index_of("ab,c\n,\n");
  EXPECT_EQ(index.ends, (Offsets{2, 4, 5, 6}));
  EXPECT_EQ(index.stops, (Offsets{4, 6}));
  EXPECT_EQ(index.quotes, Offsets{});
  EXPECT_EQ(index.whole, 7U);
  EXPECT_EQ(index.lines, 2U);
  EXPECT_EQ(index_of("a;b\n", ';').ends, (Offsets{1, 3}));
  EXPECT_EQ(index_of(""), IndexText{});
}

TEST(FieldIndex, LeavesOutAnIncompleteRecord) {
  const IndexText index = index_of("a,b\nc,d");
  EXPECT_EQ(index.ends, (Offsets{1, 3}));
  EXPECT_EQ(index.whole, 4U);
  EXPECT_EQ(index.lines, 1U);
  EXPECT_EQ(index_of("a,b").whole, 0U);
}

TEST(FieldIndex, TakesDelimitersAndNewlinesInsideQuotesAsText) {
  const IndexText index = index_of("\"a,\n\",b\n");
  EXPECT_EQ(index.ends, (Offsets{5, 7}));
  EXPECT_EQ(index.stops, (Offsets{3, 7}));
  EXPECT_EQ(index.quotes, (Offsets{0}));
  EXPECT_EQ(index.lines, 2U);
}

TEST(FieldIndex, HasTheSecondOfTwoQuotes) {
  EXPECT_EQ(index_of("\"\"\"\",\"\",x\n").quotes, (Offsets{0, 2, 5}));
  EXPECT_EQ(index_of("x,\"a\"\"b\"\"\"\n").quotes, (Offsets{2, 5, 8}));
}

TEST(FieldIndex, QuotesInUnquotedFieldsAreText) {
  const IndexText index = index_of("7\" FRAME,it\"s\n\"a\"b\"c,d\n");
  EXPECT_EQ(index.ends, (Offsets{8, 13, 20, 22}));
  EXPECT_EQ(index.quotes, (Offsets{14, 18})) << "and one after the closing quote";
}

TEST(FieldIndex, FindsTheQuoteThatIsNotClosed) {
  EXPECT_EQ(index_of("a\n\"b\n").open_quote, 2U);
  EXPECT_EQ(index_of("a,\"\"\"\"\"b\n").open_quote, 2U);
  EXPECT_EQ(index_of("7\",\"b\"\",\n").open_quote, 3U);
  EXPECT_EQ(index_of("\"a\"\n").open_quote, std::nullopt);
}

TEST(FieldIndex, StopsAtBytesThatAreNoText) {
  using namespace std::string_view_literals;
  EXPECT_EQ(index_of("\0,\x1f\x1e\n"sv).stops, (Offsets{0, 2, 4}));
}

TEST(FieldIndex, FindsEverythingWhereverItIs) {
  // 64 bytes are processed at a time.
  for (const std::size_t before : {0U, 1U, 15U, 16U, 31U, 32U, 62U, 63U, 64U, 65U, 127U, 4079U}) {
    for (const std::size_t after : {0U, 1U, 15U, 16U, 62U, 63U, 64U, 100U}) {
      const std::string commas(before, ',');
      const IndexText index = index_of(commas + "\"2,\n\"\"\"\n" + std::string(after, 'x') + "\n");
      ASSERT_EQ(index.ends.size(), before + 2);
      EXPECT_EQ(index.ends[before], before + 7);
      EXPECT_EQ(index.stops[0], before + 3);
      EXPECT_EQ(index.quotes, (Offsets{static_cast<std::uint32_t>(before),
                                       static_cast<std::uint32_t>(before) + 5}));
    }
  }
}

TEST(FieldIndex, HasRoomForTextOfOneByteOnly) {
  for (const std::size_t size : {1U, 63U, 64U, 65U, 1000U}) {
    for (const char c : {',', '"', '\n', '\0'}) {
      const IndexText index = index_of(std::string(size, c));
      EXPECT_EQ(index.ends.size(), c == '\n' ? size : 0U);
      EXPECT_EQ(index.open_quote.has_value(), c == '"' && size % 2 == 1);
    }
  }
}

TEST(FieldIndex, KeepsTheFirstRecords) {
  const std::string_view text = "a,b\n\"c\n\",d\ne,f\n";
  for (const IndexPass pass : usable_index_passes()) {
    FieldIndex index(pass);
    index.build(text, ',');
    index.truncate(text, 11);
    EXPECT_EQ(index.whole(), 11U);
    EXPECT_EQ(index.lines(), 3U);
  }
}

/// Every pass is used again, as for the blocks of a file.
RC_GTEST_PROP(FieldIndex, IsTheSameByEveryPass, ()) {
  std::vector<FieldIndex> indexes;
  for (const IndexPass pass : usable_index_passes()) indexes.emplace_back(pass);
  for (int i = 0; i < 3; ++i) {
    // Many quotes where they may be, so that not only the exact pass gets far.
    std::string text;
    for (const auto& piece :
         *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
             ",", ",", "\n", "\"\"", ",\"a\",", "\"\n,\"", "x", ";", std::string(1, '\0'), "\x1f",
             "\x9e", "\"", "\"\"\"", "\\\"", "a,b,c\n", "a long text without anything"))) {
      text += piece;
    }
    const char delimiter = *rc::gen::element(',', ';', ' ', 'x');
    const RecordShape shape{*rc::gen::inRange<std::size_t>(0, 5), *rc::gen::arbitrary<bool>(),
                            *rc::gen::arbitrary<bool>()};
    const IndexText expected = test::index_of(text, delimiter, indexes.front(), shape);
    for (FieldIndex& index : indexes) {
      RC_ASSERT(test::index_of(text, delimiter, index, shape) == expected);
    }
  }
}

}  // namespace
}  // namespace rfmseg
