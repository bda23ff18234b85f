#include "load/column_guess.hpp"

#include <gtest/gtest.h>

#include "load/field_names.hpp"

namespace rfmseg {
namespace {

/// What is guessed for the field; the header's names say nothing.
std::string guess(Field field, const std::vector<std::string>& header,
                  const std::vector<std::vector<std::string>>& cells) {
  std::vector<std::string> plain;
  for (const std::string& name : header) plain.push_back(plain_name(name));
  std::array<int, kFieldCount> assigned{};
  assigned.fill(-1);
  const Sample sample{cells};
  const auto column = ColumnGuess(header, plain, sample, assigned).column(field);
  return column ? header[*column] : "none";
}

TEST(ColumnGuess, ACustomerComesBack) {
  EXPECT_EQ(guess(Field::customer, {"aa", "bb", "cc"},
                  {{"1", "2", "3", "4"}, {"7", "8", "7", "9"}, {"x", "x", "x", "y"}}),
            "bb");
  EXPECT_EQ(guess(Field::customer, {"aa"}, {{"1", "2", "3"}}), "none") << "each occurs once";
  EXPECT_EQ(guess(Field::customer, {"aa", "bb"}, {{"7", "8", "7"}, {"a@x.org", "", "b@x.org"}}),
            "bb")
      << "e-mail addresses first";
}

TEST(ColumnGuess, NamesWithQuotesAndCommasAreQuoted) {
  EXPECT_EQ(column_setting(Field::customer, "Name"), "customer=Name");
  EXPECT_EQ(column_setting(Field::customer, "Name, first"), "customer=\"Name, first\"");
  EXPECT_EQ(column_setting(Field::price, "7\" price"), "price=\"7\"\" price\"");
  EXPECT_EQ(parse_column_names(column_setting(Field::price, "7\" price")),
            (ColumnNames{{Field::price, "7\" price"}}));
}

}  // namespace
}  // namespace rfmseg
