#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <string_view>

#include "rfmseg/rfm/columns.hpp"

namespace rfmseg {
namespace {

using Texts = std::vector<std::string>;

Amount amount(std::string_view text) {
  return parse_amount(text).value();
}

AmountColumn column_of(const Texts& texts) {
  AmountColumn column;
  for (const std::string& text : texts) column.push_back(amount(text));
  return column;
}

Texts texts(const AmountColumn& column) {
  Texts texts;
  for (const Amount one : column) texts.push_back(to_string(one));
  return texts;
}

TEST(AmountColumn, KeepsDecimalsThatThoseBeforeDidNotHave) {
  const Texts amounts = {"7", "0", "-12.5", "100000000000", "0.01", "-0.000001"};
  EXPECT_EQ(texts(column_of(amounts)), amounts);
}

TEST(AmountColumn, KeepsAmountsThatFitNoCommonUnit) {
  // 1e17 and 1e-18 are not multiples, in eight bytes, of one unit; either comes first.
  const Texts large_first = {"3.5", "100000000000000000", "0.000000000000000001", "-2"};
  EXPECT_EQ(texts(column_of(large_first)), large_first);
  const Texts small_first = {"0.000000000000000001", "3.5", "100000000000000000", "-2"};
  EXPECT_EQ(texts(column_of(small_first)), small_first);
  const Texts one_that_fits_none = {"100000000000000000.000000000000000001", "1"};
  EXPECT_EQ(texts(column_of(one_that_fits_none)), one_that_fits_none);
}

TEST(AmountColumn, TellsTheNearestDouble) {
  const AmountColumn column = column_of({"0.1", "12.35", "-77183.60", "90071992547409.93"});
  EXPECT_EQ(column.to_double(0), 0.1);
  EXPECT_EQ(column.to_double(1), 12.35);
  EXPECT_EQ(column.to_double(2), -77183.6);
  EXPECT_EQ(column.to_double(3), 90071992547409.93) << "of more than 2^53 hundredths";
}

TEST(AmountColumn, ChangesOneAmount) {
  AmountColumn column = column_of({"1", "2", "3"});
  column.set(1, amount("0.005"));
  EXPECT_EQ(texts(column), (Texts{"1", "0.005", "3"}));
  column.set(0, amount("999999999999999999.5"));
  EXPECT_EQ(texts(column), (Texts{"999999999999999999.5", "0.005", "3"}));
  column.set(2, amount("-4"));
  EXPECT_EQ(texts(column), (Texts{"999999999999999999.5", "0.005", "-4"}));
}

TEST(AmountColumn, EqualsOneOfTheSameAmountsHoweverHeld) {
  AmountColumn in_full = column_of({"0.000000000000000001", "100000000000000000"});
  in_full.set(0, amount("1"));
  in_full.set(1, amount("2"));
  EXPECT_EQ(in_full, column_of({"1", "2"}));
  EXPECT_NE(in_full, column_of({"1", "2.5"}));
}

TEST(AmountColumn, AppendsColumnsOfAnyUnit) {
  const std::vector<Texts> parts = {{},
                                    {"1", "-2"},
                                    {"0.25"},
                                    {"1000000000000.5"},
                                    {"0.000000000000000001", "100000000000000000"}};
  for (const Texts& first : parts) {
    for (const Texts& second : parts) {
      AmountColumn column = column_of(first);
      column.append(column_of(second));
      Texts expected = first;
      expected.insert(expected.end(), second.begin(), second.end());
      EXPECT_EQ(texts(column), expected);
    }
  }
}

TEST(AmountColumn, IsEmptyAgain) {
  AmountColumn column = column_of({"0.000000000000000001", "100000000000000000"});
  column.clear();
  EXPECT_TRUE(column.empty());
  column.reserve(3);
  column.push_back(amount("2.5"));
  EXPECT_EQ(texts(column), (Texts{"2.5"}));
}

RC_GTEST_PROP(AmountColumnProperty, KeepsAndSortsAsAVectorDoes, ()) {
  const auto any_amount =
      rc::gen::map(rc::gen::pair(rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange(0, 19)),
                   [](const std::pair<std::int64_t, int>& digits) {
                     return Amount::from(Decimal{digits.first / 10, digits.second});
                   });
  std::vector<Amount> expected = *rc::gen::container<std::vector<Amount>>(any_amount);
  AmountColumn column;
  for (const Amount one : expected) column.push_back(one);
  RC_ASSERT(std::ranges::equal(column, expected));
  for (std::size_t i = 0; i < expected.size(); ++i) {
    RC_ASSERT(column.to_double(i) == expected[i].to_double());
  }
  std::ranges::sort(expected);
  column.sort();
  RC_ASSERT(std::ranges::equal(column, expected));
}

}  // namespace
}  // namespace rfmseg
