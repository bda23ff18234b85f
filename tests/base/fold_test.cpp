#include "fold.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

// Expected forms: CaseFolding.txt and UnicodeData.txt of Unicode 14.
TEST(Folded, LettersOfAnyLanguageHaveNoCase) {
  EXPECT_EQ(folded("Order ID"), "order id");
  EXPECT_EQ(folded("W\u00C4HRUNG"), "w\u00E4hrung");
  EXPECT_EQ(folded("\u0397\u039C\u0395\u03A1"), "\u03B7\u03BC\u03B5\u03C1") << "Greek";
  EXPECT_EQ(folded("\u0414\u0410\u0422\u0410"), "\u0434\u0430\u0442\u0430") << "Cyrillic";
  EXPECT_TRUE(same_folded("STRASSE", "Stra\u00DFe"));
}

TEST(Folded, LettersThatAreWrittenWithAnAccentOfTheirOwnAreTheSame) {
  EXPECT_EQ(folded("Ru\u0308ckzahlung"), "r\u00FCckzahlung");
  EXPECT_TRUE(same_folded("RU\u0308CKZAHLUNG", "R\u00FCckzahlung"));
  EXPECT_FALSE(same_folded("Ruckzahlung", "R\u00FCckzahlung")) << "an accent is no case";
}

TEST(LowerLetters, AreOfAnyLanguageAndTheTextStaysAsItIs) {
  EXPECT_EQ(with_lower_letters("J\u00D6RG@EXAMPLE.COM"), "j\u00F6rg@example.com");
  EXPECT_EQ(with_lower_letters("STRASSE Stra\u00DFe"), "strasse stra\u00DFe");
  EXPECT_EQ(with_lower_letters("RU\u0308CK"), "ru\u0308ck") << "not composed";
  EXPECT_EQ(with_lower_letters("A\xFF"), "a\xFF");
}

TEST(Folded, TextThatIsNotUtf8IsNotLost) {
  EXPECT_EQ(folded("A\xFF"), "a\xFF");
  EXPECT_EQ(folded(""), "");
}

}  // namespace
}  // namespace rfmseg
