#include "csv/normaliser.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace rfmseg {
namespace {

/// The normalised text with the control bytes made visible: `|` between fields,
/// `^` for a newline in a field.
std::string normalised(std::string_view block, std::size_t columns, NormalisedText& out) {
  normalise(block, ',', columns, out);
  std::string text = out.text;
  std::replace(text.begin(), text.end(), kFieldSeparator, '|');
  std::replace(text.begin(), text.end(), kNewlineInField, '^');
  return text;
}

TEST(Normaliser, TurnsDelimitersIntoTheSeparator) {
  NormalisedText out;
  EXPECT_EQ(normalised("1,2\n\n3,\r\n", 2, out), "1|2\n\n3|\r\n");
  EXPECT_TRUE(out.refused.empty());
  EXPECT_TRUE(out.shifts.empty());
}

TEST(Normaliser, TakesQuotesAway) {
  NormalisedText out;
  EXPECT_EQ(normalised("\"1,1\",\"2\n2\"\n3,\"4\"\"\"\n", 2, out), "1,1|2^2\n3|4\"\n");
  ASSERT_EQ(out.shifts.size(), 1U);
  EXPECT_EQ(out.shifts[0].record, 0U);
  EXPECT_EQ(out.shifts[0].extra, 1U);
}

TEST(Normaliser, LeavesABlankLineForEveryRecordItRefuses) {
  NormalisedText out;
  EXPECT_EQ(normalised("1,2\n123\n1,2,3\n\"1\"\n1,\x1e\n5,6\n", 2, out),
            "1|2\n   \n     \n\n\n5|6\n");
  ASSERT_EQ(out.refused.size(), 4U);
  const std::size_t fields[] = {1, 3, 1, 0};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(out.refused[i].record, i + 1);
    EXPECT_EQ(out.refused[i].fields, fields[i]);
  }
}

TEST(Normaliser, IsUsedAgain) {
  NormalisedText out;
  (void)normalised("\"1\n1\"\n\x1e\n", 1, out);
  EXPECT_EQ(normalised("1\n", 1, out), "1\n");
  EXPECT_TRUE(out.refused.empty());
  EXPECT_TRUE(out.shifts.empty());
}

TEST(Normaliser, FindsWhatNeedsCareWhereverItStands) {
  // Plain text passes in stripes of 64 bytes.
  for (std::size_t before = 0; before < 200; ++before) {
    for (const std::size_t line : {7U, 50U, 1000U}) {
      std::string block;
      std::string expected;
      for (std::size_t i = 0; i < before; ++i) block += i % line == line - 1 ? '\n' : 'x';
      expected = block + "1|2^2\nend|\n";
      block += "1,\"2\n2\"\nend,\n";
      // The x before the quoted record make records of one field, or part of its first field.
      NormalisedText out;
      std::string text = normalised(block, 2, out);
      for (std::size_t i = 0; i < before; ++i) {
        if (expected[i] == 'x' && text[i] == ' ') expected[i] = ' ';
      }
      EXPECT_EQ(text, expected) << before << " bytes before, lines of " << line;
    }
  }
}

}  // namespace
}  // namespace rfmseg
