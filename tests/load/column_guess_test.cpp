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

/// The names of the candidates, the likely ones first.
std::string candidates(Field field, const std::vector<std::string>& header,
                       const std::vector<std::vector<std::string>>& cells) {
  std::vector<std::string> plain;
  for (const std::string& name : header) plain.push_back(plain_name(name));
  std::array<int, kFieldCount> assigned{};
  assigned.fill(-1);
  const Sample sample{cells};
  std::string names;
  for (const std::size_t i : ColumnGuess(header, plain, sample, assigned).candidates(field)) {
    names += header[i] + ' ';
  }
  return names;
}

TEST(ColumnGuess, IdsThatComeBackAreCandidatesOnly) {
  const std::vector<std::vector<std::string>> cells = {
      {"1", "2", "3", "4"}, {"7", "8", "7", "9"}, {"x", "x", "x", "x"}};
  EXPECT_EQ(guess(Field::customer, {"aa", "bb", "cc"}, cells), "none");
  EXPECT_EQ(candidates(Field::customer, {"aa", "bb", "cc"}, cells), "bb ");
  EXPECT_EQ(candidates(Field::customer, {"aa", "bb"}, {{"7", "8"}, {"a@x.org", "b@x.org"}}), "bb ")
      << "e-mail addresses need not come back";
}

TEST(ColumnGuess, ACustomerIsNamed) {
  const std::vector<std::vector<std::string>> cells = {{"B1", "B1", "B2"}, {"7", "8", "7"}};
  EXPECT_EQ(guess(Field::customer, {"Bestellung", "Kunde Nr"}, cells), "Kunde Nr");
  EXPECT_EQ(guess(Field::customer, {"Beleg", "Cutomer"}, cells), "Cutomer") << "a slip";
  EXPECT_EQ(guess(Field::customer, {"Kunde", "Client"}, cells), "none") << "one of two";
  EXPECT_EQ(candidates(Field::customer, {"Kunde", "Client"}, cells), "Kunde Client ");
}

TEST(ColumnGuess, ADateHasDates) {
  const std::vector<std::vector<std::string>> cells = {
      {"", "", ""}, {"2024-01-05", "2024-01-06", "2024-01-07"}, {"a", "b", "c"}};
  EXPECT_EQ(guess(Field::date, {"Order day", "Datum", "x"}, cells), "Datum") << "empty columns";
  EXPECT_EQ(guess(Field::date, {"x", "Note", "y"}, cells), "none");
  EXPECT_EQ(candidates(Field::date, {"x", "when", "y"}, cells), "when ");
  EXPECT_EQ(guess(Field::date, {"x", "y", "Order date"}, cells), "Order date")
      << "of an unusual format";
}

TEST(ColumnGuess, AnAmountIsNamedAndGrossBeforeNet) {
  const std::vector<std::vector<std::string>> cells = {{"1", "2"}, {"3.50", "4.50"}};
  EXPECT_EQ(guess(Field::amount, {"channel", "x"}, cells), "none") << "numbers are no evidence";
  EXPECT_EQ(guess(Field::amount, {"Price excl", "Price incl"}, cells), "Price incl");
  EXPECT_EQ(guess(Field::amount, {"Summe netto", "x"}, cells), "none");
  EXPECT_EQ(candidates(Field::amount, {"Summe netto", "Menge"}, cells), "Summe netto ");
  EXPECT_EQ(guess(Field::amount, {"Sale Price", "Subtotal"}, cells), "none");
  EXPECT_EQ(candidates(Field::amount, {"Subtotal", "Sale Price"}, cells), "Sale Price Subtotal ");
  EXPECT_EQ(guess(Field::amount, {"Sale Price", "x"}, cells), "Sale Price");
  EXPECT_EQ(guess(Field::amount, {"Total", "x"}, {{"", ""}, {"1", "2"}}), "none") << "empty";
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
