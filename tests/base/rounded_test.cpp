#include "rounded.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

TEST(RoundedText, HalvesAreAwayFromZero) {
  EXPECT_EQ(rounded_text(12.5, 0), "13");
  EXPECT_EQ(rounded_text(-12.5, 0), "-13");
  EXPECT_EQ(rounded_text(86.5, 0), "87");
  EXPECT_EQ(rounded_text(0.25, 1), "0.3");
  EXPECT_EQ(rounded_text(12.49, 0), "12");
  EXPECT_EQ(rounded_text(3, 2), "3.00");
}

TEST(RoundedText, DoublesJustBelowAHalfCountAsOne) {
  EXPECT_EQ(rounded_text(0.35, 1), "0.4");
  EXPECT_EQ(rounded_text(1.005, 2), "1.01");
  EXPECT_EQ(rounded_text(2.675, 2), "2.68");
  EXPECT_EQ(rounded_text(1.00499999999, 2), "1.00");
}

TEST(RoundedText, EveryPercentageOfCountsIsExact) {
  for (int whole = 1; whole <= 400; ++whole) {
    for (int part = 0; part <= whole; ++part) {
      const int tenths = (2 * 1000 * part + whole) / (2 * whole);  // half up, in integers
      const std::string right = std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
      ASSERT_EQ(rounded_text(100.0 * part / whole, 1), right) << part << " of " << whole;
    }
  }
}

TEST(RoundedText, LargeNumbersKeepTheirDigits) {
  EXPECT_EQ(rounded_text(9007199254740993.0, 2), "9007199254740992.00");
  EXPECT_EQ(rounded_text(1e300, 0).size(), 301U);
}

TEST(SignedRoundedText, HasASignUnlessItIsZero) {
  EXPECT_EQ(signed_rounded_text(12.5, 0), "+13");
  EXPECT_EQ(signed_rounded_text(-12.5, 0), "-13");
  EXPECT_EQ(signed_rounded_text(0, 1), "0.0");
  EXPECT_EQ(signed_rounded_text(-0.04, 1), "0.0");
  EXPECT_EQ(signed_rounded_text(0.04, 1), "0.0");
}

}  // namespace
}  // namespace rfmseg
