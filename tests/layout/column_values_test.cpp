#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "rfmseg/error.hpp"
#include "rfmseg/layout/layout.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::thrown;

using Texts = std::vector<std::string>;

std::string keep_error(const std::string& text) {
  return thrown<UsageError>([&] { (void)ColumnValues::parse(Setting::keep, text); });
}

TEST(ColumnValues, QuotesAreForCommasInValuesAndForEqualsSigns) {
  const auto values = ColumnValues::parse(Setting::keep, R"(Status=paid, "Paid, later")");
  EXPECT_EQ(values.column, "Status");
  EXPECT_EQ(values.patterns, (Texts{"paid", "Paid, later"}));
  const auto column = ColumnValues::parse(Setting::keep, R"("a=b"=x=y)");
  EXPECT_EQ(column.column, "a=b");
  EXPECT_EQ(column.patterns, Texts{"x=y"});
  EXPECT_EQ(ColumnValues::parse(Setting::keep, R"(a="b=x")").patterns, Texts{"b=x"});
  EXPECT_EQ(ColumnValues::parse(Setting::keep, "a=").patterns, Texts{""}) << "blank cells";
}

TEST(ColumnValues, MoreThanOneEqualsSignIsAnErrorThatTeaches) {
  EXPECT_EQ(
      keep_error("Status=paid,Type=Sale"),
      "keep: 'Status=paid,Type=Sale' has more than one = (hint: give keep once per column; put a "
      "column or value that contains = in double quotes, such as keep 'Status=\"Type=Sale\"')");
  EXPECT_EQ(keep_error("Status=\"paid"),
            "keep: 'Status=\"paid' has an unmatched quote, or text after one (write a quote in a "
            "value twice)");
  EXPECT_EQ(keep_error("Status"), "keep: 'Status' is not COLUMN=VALUE");
}

TEST(ColumnValues, MatchInAnyCaseOfAnyLanguageAndInBothUnicodeForms) {
  const ColumnValues values{"Typ", {"R\u00FCckzahlung*"}};
  EXPECT_TRUE(values.match("R\u00DCCKZAHLUNG"));
  EXPECT_TRUE(values.match("Ru\u0308ckzahlung 12"));
  EXPECT_FALSE(values.match("Ruckzahlung"));
  EXPECT_TRUE(matches_pattern("\u00D6STERREICH", "*reich"));
  EXPECT_TRUE(matches_pattern("C1", "c*"));
  EXPECT_FALSE(matches_pattern("1C", "c*"));
}

TEST(Layout, ColumnsAreFoundInAnyCaseOfAnyLanguageAndInBothUnicodeForms) {
  const Layout layout =
      parse_layout("title = 'T'\nmatch = ['W\u00E4hrung', 'Bestellung']", "l.toml");
  EXPECT_TRUE(layout.recognises({"W\u00C4HRUNG", "Bestellung"}));
  EXPECT_TRUE(layout.recognises({"Wa\u0308hrung", "BESTELLUNG"}));
  EXPECT_FALSE(layout.recognises({"Wahrung", "Bestellung"}));
}

TEST(AmountTerms, AQuoteInAQuotedNameIsDoubled) {
  const AmountTerms terms = parse_amount_terms(R"("Net ""due"" - x" - Tax)");
  EXPECT_EQ(terms.front().factors, Texts{"Net \"due\" - x"});
  EXPECT_EQ(to_string(terms), R"("Net ""due"" - x" - Tax)");
}

}  // namespace
}  // namespace rfmseg
