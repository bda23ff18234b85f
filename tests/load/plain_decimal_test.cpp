#include "load/plain_decimal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "support/printing.hpp"

namespace rfmseg {
namespace {

std::optional<Decimal> plain(std::string_view text) {
  Decimal number;
  return parse_plain_decimal(text, number) ? std::optional(number) : std::nullopt;
}

TEST(PlainDecimal, ReadsWhatMostCellsContain) {
  EXPECT_EQ(plain("6"), (Decimal{6, 0}));
  EXPECT_EQ(plain("-12"), (Decimal{-12, 0}));
  EXPECT_EQ(plain("2.55"), (Decimal{255, 2}));
  EXPECT_EQ(plain("2.50"), (Decimal{25, 1}));
  EXPECT_EQ(plain("100.00"), (Decimal{100, 0}));
  EXPECT_EQ(plain("-0.00"), (Decimal{0, 0}));
  EXPECT_EQ(plain("999999999999999999"), (Decimal{999'999'999'999'999'999, 0}));
}

TEST(PlainDecimal, LeavesTheRestToOthers) {
  for (const char* text : {"", "-", ".", "-.", ".5", "+6", " 6", "6 ", "1e3", "1.2.3", "1,5", "a",
                           "--1", "1-", "9999999999999999999", "1.2 ", "1.a"}) {
    EXPECT_EQ(plain(text), std::nullopt) << text;
  }
}

TEST(PlainDecimal, ReadsShortNumbersAsLongOnes) {
  for (const char* text :
       {"0", "7", "42", "100", "12345678", "00000001", "1.", "1.5", "1.50", "1.00", "10.05",
        "0.000001", "123456.7", "1234567.", "1000.000", "00.10", "0", "0.0"}) {
    Decimal number;
    EXPECT_TRUE(parse_short_decimal(text, number)) << text;
    EXPECT_EQ(number, parse_decimal(text)) << text;
  }
}

RC_GTEST_PROP(PlainDecimal, ShortNumbersAreThoseThatTheLoopReads, ()) {
  const auto letter = rc::gen::element('0', '0', '1', '5', '9', '9', '.', '.', '/', ':', ' ',
                                       '\x1e', '\x89', '\xb9', '\xff', '\0');
  const auto text = *rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, 9), [&](std::size_t size) {
    return rc::gen::container<std::string>(size, letter);
  });
  Decimal number;
  Decimal expected;
  const bool is_number = parse_long_decimal(text, expected);
  RC_ASSERT(parse_short_decimal(text, number) == is_number);
  if (is_number) RC_ASSERT(number == expected);
}

RC_GTEST_PROP(PlainDecimal, ReadsWhatIsReadElsewhere, ()) {
  const auto text = *rc::gen::container<std::string>(
      rc::gen::element('0', '0', '1', '5', '9', '9', '.', '-', '+', 'e', ' ', '/', ':'));
  const auto number = plain(text);
  RC_ASSERT(!number || number == parse_decimal(text));
}

RC_GTEST_PROP(PlainDecimal, ProductsAreThoseOfMultiply, ()) {
  const auto number = [] {
    return Decimal{*rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(),
                                   rc::gen::inRange<std::int64_t>(-2'000'000'000, 2'000'000'000)),
                   *rc::gen::inRange(0, 9)};
  };
  const Decimal quantity = number();
  const Decimal price = number();
  Amount amount;
  if (multiply_plain(quantity, price, amount)) RC_ASSERT(amount == multiply(quantity, price));
}

TEST(PlainDecimal, MultipliesUpToTheLargestLine) {
  Amount amount;
  EXPECT_TRUE(multiply_plain({kLargestLineAmount, 0}, {1'000'000, 6}, amount));
  EXPECT_EQ(amount, Amount::from_integer(kLargestLineAmount));
  EXPECT_FALSE(multiply_plain({kLargestLineAmount, 0}, {1'000'001, 6}, amount));
  EXPECT_FALSE(multiply_plain({-kLargestLineAmount - 1, 0}, {1, 0}, amount));
  EXPECT_FALSE(multiply_plain({1, 4}, {1, 3}, amount)) << "left to multiply()";
}

}  // namespace
}  // namespace rfmseg
