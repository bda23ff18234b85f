#include "load/number.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "support/printing.hpp"

namespace rfmseg {
namespace {

/// The number that `text` says, with its currency if it has one; `nothing` when it says none.
std::string read(std::string_view text, char decimal) {
  const auto number = parse_number(text, decimal);
  if (!number) return "nothing";
  return to_string(Amount::from(number->value)) +
         (number->currency.empty() ? "" : " in " + std::string(number->currency));
}
std::string point(std::string_view text) {
  return read(text, '.');
}
std::string comma(std::string_view text) {
  return read(text, ',');
}

TEST(Number, ReadsPlainNumbers) {
  EXPECT_EQ(point("2.55"), "2.55");
  EXPECT_EQ(point("-12"), "-12");
  EXPECT_EQ(point("+.5"), "0.5");
  EXPECT_EQ(point("1.5e3"), "1500");
  EXPECT_EQ(comma("2,55"), "2.55");
  EXPECT_EQ(comma("-12"), "-12");
  EXPECT_EQ(comma(",5"), "0.5");
  EXPECT_EQ(comma("5,"), "5");
  EXPECT_EQ(comma("1,5E+03"), "1500");
  EXPECT_EQ(comma(" 2,55\xC2\xA0"), "2.55");
}

TEST(Number, ReadsThousands) {
  EXPECT_EQ(point("1,234"), "1234");
  EXPECT_EQ(point("1,234,567.89"), "1234567.89");
  EXPECT_EQ(point("12'345.60"), "12345.6");
  EXPECT_EQ(point("12\xE2\x80\x99"
                  "345.60"),
            "12345.6")
      << "with a typographic apostrophe";
  EXPECT_EQ(point("1 234 567"), "1234567");
  EXPECT_EQ(comma("1.234"), "1234");
  EXPECT_EQ(comma("1.234.567,89"), "1234567.89");
  EXPECT_EQ(comma("-1 234,5"), "-1234.5");
  EXPECT_EQ(comma("1\xC2\xA0"
                  "234,5"),
            "1234.5")
      << "with a no-break space";
  EXPECT_EQ(comma("1\xE2\x80\xAF"
                  "234,5"),
            "1234.5")
      << "with a narrow one";
  EXPECT_EQ(comma("1'234,5"), "1234.5");
}

TEST(Number, ReadsIndianGroups) {
  EXPECT_EQ(point("1,23,456.78"), "123456.78");
  EXPECT_EQ(point("12,34,56,789"), "123456789");
  for (const char* bad : {"123,45,678", "1,234,56,789", "1,23,45", "1.23.456", "1 23 456"}) {
    EXPECT_EQ(point(bad), "nothing") << bad;
  }
  EXPECT_EQ(comma("1.23.456"), "nothing");
}

TEST(Number, MarksThatSetOffNoThousandsAreNone) {
  for (const char* bad :
       {"1,2",       "1,23",  "1,2345",    "1,2,3",   "1,234,5",   "1234,567",  "1,,234",
        ",234",      "1,",    "0,123",     "0,123.4", "1,234'567", "1 234,567", "1  234",
        "1.234,567", "1.2.3", "1,234.5,6", "1_000",   "1.5 000",   "1-234"}) {
    EXPECT_EQ(point(bad), "nothing") << bad;
  }
  for (const char* bad : {"1.2", "1.23", "1.2345", "1.2.3", "1234.567", "1..234", ".234", "1.",
                          "0.123", "1,234.567", "1,2,3", "1'234.5", "1 234.5", "1,5.000"}) {
    EXPECT_EQ(comma(bad), "nothing") << bad;
  }
}

TEST(Number, ReadsCurrencies) {
  EXPECT_EQ(point("£2.55"), "2.55 in GBP");
  EXPECT_EQ(point("$1,234.50"), "1234.5 in $");
  EXPECT_EQ(comma("2,55 €"), "2.55 in EUR");
  EXPECT_EQ(comma("2,55\xC2\xA0€"), "2.55 in EUR");
  EXPECT_EQ(point("₹ 1,23,456"), "123456 in INR");
  EXPECT_EQ(point("USD 12.00"), "12 in USD");
  EXPECT_EQ(point("12.00EUR"), "12 in EUR");
  EXPECT_EQ(point("CHF 1'234.50"), "1234.5 in CHF");
  EXPECT_EQ(comma("R$ 12,00"), "12 in BRL");
  EXPECT_EQ(point("Rs. 50"), "50 in INR");
  EXPECT_EQ(point("Rs 50"), "50 in INR");
  EXPECT_EQ(comma("199,00 kr."), "199 in kr");
  EXPECT_EQ(comma("12,50 zł"), "12.5 in PLN");
  EXPECT_EQ(point("US$5"), "5 in USD");
  for (const char* bad : {"$", "$$5", "$5$", "USD5EUR", "5 XYZ", "5 usdx", "5 pieces", "EUR", "50¢",
                          "5 $ 3", "VAT 5", "5%", "NAN", "INF"}) {
    EXPECT_EQ(point(bad), "nothing") << bad;
  }
}

TEST(Number, OneCurrencyHasOneNameHoweverItIsWritten) {
  EXPECT_EQ(point("AU $3.00"), "3 in AUD");
  EXPECT_EQ(point("A$3"), "3 in AUD");
  EXPECT_EQ(point("AUD 3"), "3 in AUD");
  EXPECT_EQ(point("US $ 3"), "3 in USD");
  EXPECT_EQ(point("C$3"), "3 in CAD");
  EXPECT_EQ(point("3 CA$"), "3 in CAD");
  EXPECT_EQ(point("5 usd"), "5 in USD");
  EXPECT_EQ(point("₹100"), "100 in INR");
  EXPECT_EQ(point("Rs. 200.50"), "200.5 in INR");
  EXPECT_EQ(point("RS 200.50"), "200.5 in INR");
  EXPECT_EQ(point("INR 30"), "30 in INR");
  EXPECT_EQ(comma("R$ 12,50"), "12.5 in BRL");
  EXPECT_EQ(comma("12,50 Kč"), "12.5 in CZK");
  EXPECT_EQ(point("৳2,999"), "2999 in BDT");
  EXPECT_EQ(point("S/ 12"), "12 in PEN");
  EXPECT_EQ(point("S/. 12"), "12 in PEN");
  EXPECT_EQ(comma("99,90 TL"), "99.9 in TRY");
  EXPECT_EQ(comma("1.234,50 TL"), "1234.5 in TRY");
  EXPECT_EQ(comma("₺99,90"), "99.9 in TRY");
  EXPECT_EQ(comma("99,90 ZŁ"), "nothing") << "letters in any case are those of ASCII";
  for (const char* text : {"PKR", "RSD", "KRW", "XOF"}) {
    EXPECT_EQ(point("5 " + std::string(text)), "5 in " + std::string(text));
    EXPECT_EQ(point(std::string(text) + "5"), "5 in " + std::string(text));
  }
}

TEST(Number, ACurrencyMayHaveASignAndACode) {
  EXPECT_EQ(point("$12.00 USD"), "12 in USD");
  EXPECT_EQ(point("CAD $12.00"), "12 in CAD");
  EXPECT_EQ(comma("12,00 kr SEK"), "12 in SEK");
  EXPECT_EQ(comma("€12,00 EUR"), "12 in EUR");
  for (const char* bad : {"$12 EUR", "€12 USD", "USD 12 CAD", "$$12 USD", "kr 12 $"}) {
    EXPECT_EQ(point(bad), "nothing") << bad;
  }
}

TEST(Number, ReadsNegativeNumbersAsAccountantsWriteThem) {
  EXPECT_EQ(point("(3.00)"), "-3");
  EXPECT_EQ(point("($3.00)"), "-3 in $");
  EXPECT_EQ(point("$(3.00)"), "-3 in $");
  EXPECT_EQ(point("( 1,234 )"), "-1234");
  EXPECT_EQ(point("3.00-"), "-3");
  EXPECT_EQ(comma("1.234,50-"), "-1234.5");
  EXPECT_EQ(comma("3,00- €"), "-3 in EUR");
  EXPECT_EQ(comma("3,00 €-"), "-3 in EUR");
  EXPECT_EQ(point("$ -3.00"), "-3 in $");
  EXPECT_EQ(point("-$3.00"), "-3 in $");
  EXPECT_EQ(point("- 3"), "-3");
  EXPECT_EQ(comma("\xE2\x88\x92"
                  "3,00"),
            "-3")
      << "with a minus that is no hyphen";
  for (const char* bad : {"(-3.00)", "-(3)", "((3))", "(3", "3)", "()", "-3-", "--3", "+-3", "-",
                          "(", "3+", "-$-3", "2011-12-07", "3-4", "3 -4"}) {
    EXPECT_EQ(point(bad), "nothing") << bad;
  }
}

TEST(Number, RefusesWhatIsNoNumber) {
  for (const char decimal : {'.', ','}) {
    for (const char* bad :
         {"", " ", ".", ",", "e5", "abc", "12a", "1e", "0x10", "1 2", "\xD9\xA1",
          "1000000000000000000", "1,000,000,000,000,000,000", "50¢", "5%", "5 pieces"}) {
      EXPECT_EQ(read(bad, decimal), "nothing") << bad;
    }
  }
}

/// `value` with `decimal` before two decimals and `thousands` between groups.
std::string written(std::int64_t cents, std::string_view thousands, char decimal) {
  const std::int64_t magnitude = cents < 0 ? -cents : cents;
  std::string text = std::to_string(magnitude / 100);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, thousands);
  const auto rest = std::to_string(magnitude % 100 + 100).substr(1);
  return (cents < 0 ? "-" : "") + text + decimal + rest;
}

RC_GTEST_PROP(Number, WhatIsWrittenReadsAsItWas, ()) {
  const auto cents = *rc::gen::inRange<std::int64_t>(-999'999'999'999, 999'999'999'999);
  const auto value = parse_decimal(written(cents, "", '.'));
  for (const char* mark : {",", "'", " ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x99", ""}) {
    RC_ASSERT(parse_number(written(cents, mark, '.'), '.')->value == value);
  }
  for (const char* mark : {".", "'", " ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x99", ""}) {
    RC_ASSERT(parse_number(written(cents, mark, ','), ',')->value == value);
    RC_ASSERT(!parse_number(written(cents, mark, ','), '.'));  // two decimals prove the mark
  }
}

RC_GTEST_PROP(Number, PlainNumbersAreReadAsEverywhere, ()) {
  const auto text = *rc::gen::container<std::string>(
      rc::gen::element('0', '1', '5', '9', '.', 'e', '-', '+', ' '));
  const auto plain = parse_decimal(text);
  const auto number = parse_number(text, '.');
  if (plain) {
    RC_ASSERT(number.has_value());
    RC_ASSERT(number->value == *plain);
  }
}

RC_GTEST_PROP(Number, PointsAndCommasChangePlaces, ()) {
  const auto text = *rc::gen::container<std::string>(
      rc::gen::element('0', '1', '5', '9', '.', ',', '-', '$', '(', ')', ' ', '\''));
  std::string swapped = text;
  for (char& c : swapped) c = c == '.' ? ',' : c == ',' ? '.' : c;
  const auto a = parse_number(text, '.');
  const auto b = parse_number(swapped, ',');
  // But for Indian groups, which have commas.
  if (b) RC_ASSERT(a && a->value == b->value);
}

}  // namespace
}  // namespace rfmseg
