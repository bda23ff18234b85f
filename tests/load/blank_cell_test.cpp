#include "load/blank_cell.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

TEST(BlankCell, WordsForAMissingValueAreBlank) {
  for (const char* text :
       {"",    " ",   "\t",   "NULL", "null", "NaN", "nan", "NaT", "NA",     "None",
        "N/A", "n/a", "#N/A", "<NA>", "\\N",  "-",   "–",   "—",   " NULL ", " - "}) {
    EXPECT_TRUE(is_blank_cell(text)) << '\'' << text << '\'';
  }
}

TEST(BlankCell, NumbersAndOtherWordsAreNot) {
  for (const char* text : {"0", "-1", "--", "1-", "- 5", "Null", "Nan", "na", "NAN2", "N", "Nobody",
                           "$-", "\\", "<>", "None of these"}) {
    EXPECT_FALSE(is_blank_cell(text)) << '\'' << text << '\'';
  }
}

}  // namespace
}  // namespace rfmseg
