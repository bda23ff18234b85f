#include "rfmseg/load/decimal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "rfmseg/error.hpp"
#include "support/printing.hpp"

namespace rfmseg {
namespace {

/// The amount that `text` says.
Amount amount(std::string_view text) {
  const auto value = parse_decimal(text);
  EXPECT_TRUE(value) << text;
  return Amount::from(value.value_or(Decimal{}));
}

/// quantity x price as text; `nothing` when there is no such amount.
std::string product(std::string_view quantity, std::string_view price) {
  const auto result = multiply(parse_decimal(quantity).value(), parse_decimal(price).value());
  return result ? to_string(*result) : "nothing";
}

constexpr Amount kMost = Amount::from_units(std::numeric_limits<Int128>::max());
constexpr Amount kLeast = Amount::from_units(std::numeric_limits<Int128>::min());

TEST(Decimal, ReadsWholeNumbersAndFractions) {
  EXPECT_EQ(parse_decimal("0"), (Decimal{0, 0}));
  EXPECT_EQ(parse_decimal("17850"), (Decimal{17850, 0}));
  EXPECT_EQ(parse_decimal("-80995"), (Decimal{-80995, 0}));
  EXPECT_EQ(parse_decimal("+6"), (Decimal{6, 0}));
  EXPECT_EQ(parse_decimal("2.55"), (Decimal{255, 2}));
  EXPECT_EQ(parse_decimal("-0.001"), (Decimal{-1, 3}));
  EXPECT_EQ(parse_decimal(".5"), (Decimal{5, 1}));
  EXPECT_EQ(parse_decimal("5."), (Decimal{5, 0}));
  EXPECT_EQ(parse_decimal("007.10"), (Decimal{71, 1}));
}

TEST(Decimal, EqualNumbersHaveEqualFields) {
  for (const char* text : {"0", "-0", "+0", "0.0", "-0.000", ".0", "0.", "0e5", "0e-30", "0e999"}) {
    EXPECT_EQ(parse_decimal(text), (Decimal{0, 0})) << text;
  }
  for (const char* text : {"12", "12.0", "012", "12.000000000000000000000000", "1.2e1", "120e-1",
                           "0.0012e4", "1200.00e-2"}) {
    EXPECT_EQ(parse_decimal(text), (Decimal{12, 0})) << text;
  }
}

TEST(Decimal, ReadsExponents) {
  EXPECT_EQ(parse_decimal("1e3"), (Decimal{1000, 0}));
  EXPECT_EQ(parse_decimal("1E+03"), (Decimal{1000, 0}));
  EXPECT_EQ(parse_decimal("1E+003"), (Decimal{1000, 0}));
  EXPECT_EQ(parse_decimal("2.5e-3"), (Decimal{25, 4}));
  EXPECT_EQ(parse_decimal("8.0e-05"), (Decimal{8, 5}));
  EXPECT_EQ(parse_decimal("1e-18"), (Decimal{1, 18}));
  EXPECT_EQ(parse_decimal("10e-19"), (Decimal{1, 18}));
  EXPECT_EQ(parse_decimal("1e17"), (Decimal{100'000'000'000'000'000, 0}));
}

TEST(Decimal, IgnoresWhiteSpaceAround) {
  EXPECT_EQ(parse_decimal("  12\t"), (Decimal{12, 0}));
  EXPECT_EQ(parse_decimal("\xC2\xA0"
                          "12\xC2\xA0"),
            (Decimal{12, 0}));
}

TEST(Decimal, RefusesWhatIsNoNumber) {
  for (const char* text :
       {"",      " ",     "+",     "-",        ".",     "-.",    "e5",  "1e",  "1e+",
        "1e5.0", "1.2.3", "1,5",   "1 000",    "12a",   "a12",   "--1", "+-1", "nan",
        "inf",   "0x10",  "1_000", "\xD9\xA1", "1e--3", "12 e3", ".e1"}) {
    EXPECT_EQ(parse_decimal(text), std::nullopt) << text;
  }
  EXPECT_EQ(parse_decimal(std::string_view("1\0", 2)), std::nullopt);
}

TEST(Decimal, TakesUpTo18DigitsAnd18Decimals) {
  EXPECT_EQ(parse_decimal("999999999999999999"), (Decimal{999'999'999'999'999'999, 0}));
  EXPECT_EQ(parse_decimal("0.999999999999999999"), (Decimal{999'999'999'999'999'999, 18}));
  EXPECT_EQ(parse_decimal("-123456789.123456789"), (Decimal{-123'456'789'123'456'789, 9}));
  EXPECT_EQ(parse_decimal("0000000000000000000000000012"), (Decimal{12, 0}));
  for (const char* text :
       {"1000000000000000000", "1e18", "10e17", "9.99e18", "9223372036854775808", "1e999",
        "1e99999999999", "1234567890.123456789", "0.0000000000000000001", "1e-19", "15e-19",
        "1e-99999999999", "123456789012345678e1", "999999999999999999e-19"}) {
    EXPECT_EQ(parse_decimal(text), std::nullopt) << text;
  }
}

TEST(Decimal, LongTextsAreNoTrouble) {
  const std::string zeros(1'000'000, '0');
  EXPECT_EQ(parse_decimal(zeros + "1." + zeros), (Decimal{1, 0}));
  EXPECT_EQ(parse_decimal("0." + zeros + "1"), std::nullopt);
  EXPECT_EQ(parse_decimal("1e" + zeros + "2"), (Decimal{100, 0}));
  EXPECT_EQ(parse_decimal("1" + zeros), std::nullopt);
}

TEST(Decimal, Positive) {
  EXPECT_TRUE(parse_decimal("0.01")->positive());
  EXPECT_FALSE(parse_decimal("0.00")->positive());
  EXPECT_FALSE(parse_decimal("-1")->positive());
}

TEST(Amount, Multiplies) {
  EXPECT_EQ(product("6", "2.55"), "15.3");
  EXPECT_EQ(product("-2", "1.25"), "-2.5");
  EXPECT_EQ(product("0", "1.25"), "0");
  EXPECT_EQ(product("80995", "2.08"), "168469.6");
  EXPECT_EQ(product("0.1", "0.2"), "0.02");
  EXPECT_EQ(product("3", "0.333333333333333333"), "0.999999999999999999");
  EXPECT_EQ(product("0.000000001", "0.000000001"), "0.000000000000000001");
  EXPECT_EQ(product("0.00000002", "0.00000000005"), "0.000000000000000001") << "1e-18 after all";
}

TEST(Amount, HasNoProductThatIsTooLongOrTooLarge) {
  EXPECT_EQ(product("0.0000000001", "0.000000001"), "nothing") << "19 decimals";
  EXPECT_EQ(product("0.999999999999999999", "0.999999999999999999"), "nothing");
  EXPECT_EQ(product("1000000", "1000000"), "1000000000000");
  EXPECT_EQ(product("-1000000", "1000000"), "-1000000000000");
  EXPECT_EQ(product("1000000", "1000000.000001"), "nothing");
  EXPECT_EQ(product("-1000000", "1000000.000001"), "nothing");
  EXPECT_EQ(product("999999999999999999", "999999999999999999"), "nothing");
  EXPECT_EQ(product("999999999999999999", "-999999999999999999"), "nothing");
}

TEST(Amount, WritesAllDigitsAndNoMore) {
  EXPECT_EQ(to_string(amount("0")), "0");
  EXPECT_EQ(to_string(amount("8911407.904")), "8911407.904");
  EXPECT_EQ(to_string(amount("-0.5")), "-0.5");
  EXPECT_EQ(to_string(amount("1200")), "1200");
  EXPECT_EQ(to_string(amount("0.000000000000000001")), "0.000000000000000001");
  EXPECT_EQ(to_string(kMost), "170141183460469231731.687303715884105727");
  EXPECT_EQ(to_string(kLeast), "-170141183460469231731.687303715884105728");
}

TEST(Amount, WritesAtLeastTheWantedDecimals) {
  EXPECT_EQ(to_string(amount("77183.6"), 2), "77183.60");
  EXPECT_EQ(to_string(amount("5"), 2), "5.00");
  EXPECT_EQ(to_string(amount("-1.005"), 2), "-1.005");
  EXPECT_EQ(to_string(amount("0"), 1), "0.0");
  EXPECT_EQ(to_string(amount("1"), 18), "1.000000000000000000");
}

TEST(Amount, RoundsHalfAwayFromZero) {
  EXPECT_EQ(to_rounded_string(amount("2.345"), 2), "2.35");
  EXPECT_EQ(to_rounded_string(amount("-2.345"), 2), "-2.35");
  EXPECT_EQ(to_rounded_string(amount("2.34499999999999999"), 2), "2.34");
  EXPECT_EQ(to_rounded_string(amount("0.5"), 0), "1");
  EXPECT_EQ(to_rounded_string(amount("-0.5"), 0), "-1");
  EXPECT_EQ(to_rounded_string(amount("-0.4"), 0), "0") << "no negative zero";
  EXPECT_EQ(to_rounded_string(amount("-0.004"), 2), "0.00");
  EXPECT_EQ(to_rounded_string(amount("9.999"), 2), "10.00");
  EXPECT_EQ(to_rounded_string(amount("3"), 2), "3.00");
  EXPECT_EQ(to_rounded_string(amount("0.123456789012345678"), 18), "0.123456789012345678");
  EXPECT_EQ(to_rounded_string(kMost, 0), "170141183460469231732");
  EXPECT_EQ(to_rounded_string(kLeast, 0), "-170141183460469231732");
}

TEST(Amount, SumsExactly) {
  Amount sum;
  for (int i = 0; i < 1000; ++i) sum += amount("0.1");
  EXPECT_EQ(sum, amount("100"));
  EXPECT_EQ(amount("0.1") + amount("0.2"), amount("0.3"));
  EXPECT_EQ(amount("1") - amount("1.00000000000000001"), amount("-0.00000000000000001"));
  EXPECT_LT(amount("-1"), amount("0.5"));
  EXPECT_EQ(Amount::from_integer(-3), amount("-3"));
}

TEST(Amount, AsADoubleIsTheNearestOne) {
  EXPECT_EQ(amount("8911407.904").to_double(), 8911407.904);
  EXPECT_EQ(amount("0.1").to_double(), 0.1);
  EXPECT_EQ(amount("-0.3").to_double(), -0.3);
  for (int cents = 0; cents < 100'000; ++cents) {
    // Both are exact, so that their quotient is the nearest double.
    const double expected = static_cast<double>(cents) / 100;
    EXPECT_EQ(Amount::from(Decimal{cents, 2}).to_double(), expected) << cents;
  }
}

TEST(Amount, ThrowsWhenASumIsTooLarge) {
  const Amount one = Amount::from_units(1);
  EXPECT_EQ(kMost - one + one, kMost);
  EXPECT_THROW((void)(kMost + one), DataError);
  EXPECT_THROW((void)(kLeast - one), DataError);
  Amount sum = kMost;
  EXPECT_THROW(sum += one, DataError);
  EXPECT_EQ(sum, kMost) << "a failed sum stays as it was";
}

/// `digits` with a point before the last `scale` of them, as one writes it.
std::string plain_text(std::int64_t digits, int scale) {
  std::string text = std::to_string(digits < 0 ? -digits : digits);
  const auto decimals = static_cast<std::size_t>(scale);
  if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
  if (decimals > 0) text.insert(text.size() - decimals, 1, '.');
  return (digits < 0 ? "-" : "") + text;
}

/// The same without zeros at the end of the fraction.
std::string shortest_text(std::int64_t digits, int scale) {
  std::string text = plain_text(digits, scale);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

RC_GTEST_PROP(Decimal, WhatIsWrittenReadsAsItWas, ()) {
  const auto digits =
      *rc::gen::inRange<std::int64_t>(-999'999'999'999'999'999, 999'999'999'999'999'999);
  const int scale = *rc::gen::inRange(0, 19);
  const auto value = parse_decimal(plain_text(digits, scale));
  RC_ASSERT(value.has_value());
  RC_ASSERT(to_string(Amount::from(*value)) == shortest_text(digits, scale));
  RC_ASSERT(value == parse_decimal(std::to_string(digits) + "e-" + std::to_string(scale)));
  RC_ASSERT(value == parse_decimal(shortest_text(digits, scale)));
}

RC_GTEST_PROP(Amount, ProductsAreThoseOfWholeNumbers, ()) {
  const auto a = *rc::gen::inRange<std::int64_t>(-999'999, 999'999);
  const auto b = *rc::gen::inRange<std::int64_t>(-999'999, 999'999);
  const int scale_a = *rc::gen::inRange(0, 6);
  const int scale_b = *rc::gen::inRange(0, 6);
  const auto result =
      multiply(*parse_decimal(plain_text(a, scale_a)), *parse_decimal(plain_text(b, scale_b)));
  RC_ASSERT(result.has_value());
  RC_ASSERT(to_string(*result) == shortest_text(a * b, scale_a + scale_b));
}

RC_GTEST_PROP(Amount, RoundingIsThatOfWholeNumbers, ()) {
  const auto digits = *rc::gen::inRange<std::int64_t>(-99'999'999, 99'999'999);
  const auto value = Amount::from(*parse_decimal(plain_text(digits, 4)));
  const std::int64_t half_away = (std::abs(digits) + 50) / 100;
  const std::string expected = plain_text(digits < 0 ? -half_away : half_away, 2);
  RC_ASSERT(to_rounded_string(value, 2) == expected);
}

TEST(ParseAmount, TakesAllDigitsThatAreWritten) {
  for (const std::string_view text :
       {"106.120416666666666667", "-106.120416666666666667", "0.000000000000000001",
        "-0.999999999999999999", "999999999999999999.999999999999999999", "12", "-0.5"}) {
    const auto amount = parse_amount(text);
    ASSERT_TRUE(amount) << text;
    EXPECT_EQ(to_string(*amount), text);
  }
  EXPECT_EQ(to_string(parse_amount(" 1e3 ").value()), "1000");
  for (const std::string_view text :
       {"", ".", "-", "1.1234567890123456789", "1e3.00000000000000001", "--1.123456789012345678",
        "1.12345678901234567x", "1000000000000000000000.0000000000000001"}) {
    EXPECT_FALSE(parse_amount(text)) << text;
  }
}

TEST(Amount, ToDoubleIsTheNearestDoubleBeyondMillionthsToo) {
  for (const char* text : {"836.27", "0.000001", "-77183.6", "0.0000001", "9007199254.740993",
                           "9007199254740993", "123456789012.3456789", "0.1"}) {
    EXPECT_EQ(parse_amount(text).value().to_double(), std::strtod(text, nullptr)) << text;
  }
}

TEST(ParseAmount, ReadsBackEverySum) {
  for (const char* text :
       {"1234567890123456789", "170141183460469231731", "-170141183460469231731.687303715884105727",
        "12345678901234567890.5", "1000000000000000000"}) {
    EXPECT_EQ(to_string(parse_amount(text).value()), text);
  }
  for (const char* text : {"170141183460469231732", "1000000000000000000000",
                           "1234567890123456789.", "1234567890123456789.x"}) {
    EXPECT_FALSE(parse_amount(text)) << text;
  }
}

}  // namespace
}  // namespace rfmseg
