#include "rfmseg/layout/layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::thrown;

std::string error_of(const std::string& text) {
  return thrown<UsageError>([&] { (void)parse_layout(text, "l.toml"); });
}

TEST(Layout, EveryEmbeddedOneIsValidAndSaysWhatItReads) {
  for (const std::string& name : layout_names()) {
    const Layout layout = load_layout(name);
    EXPECT_NE(layout.title, "") << name;
    EXPECT_FALSE(layout.match.empty()) << name;
    if (layout.advice.empty()) {
      EXPECT_NE(layout.measures, "") << name;
      EXPECT_NE(layout.where, "") << name;
    }
  }
}

TEST(Layout, NoOtherEmbeddedOneRecognisesItsColumns) {
  for (const std::string& name : layout_names()) {
    const Layout layout = load_layout(name);
    std::vector<std::string> header;
    for (const std::string& column : layout.match)
      header.push_back(column.substr(0, column.find('|')));
    std::vector<std::string> recognised;
    for (const std::string& other : layout_names()) {
      if (load_layout(other).recognises(header)) recognised.push_back(other);
    }
    EXPECT_EQ(recognised, std::vector<std::string>{name});
  }
}

TEST(Layout, IsRecognisedByAllItsColumnsWhateverTheirCase) {
  const Layout layout = parse_layout(
      "title = 'T'\nmatch = ['Order', 'Paid at|Paid on', '#3']\nwithout = ['Line']", "l.toml");
  EXPECT_TRUE(layout.recognises({"ORDER", " paid on ", ""}));
  EXPECT_TRUE(layout.recognises({"Paid at", "x", "y", "order"}));
  EXPECT_FALSE(layout.recognises({"Order", "Paid at"})) << "there is no third column";
  EXPECT_FALSE(layout.recognises({"Order", "x", "y"}));
  EXPECT_FALSE(layout.recognises({"Order", "Paid at", "Line"}));
}

TEST(Layout, ErrorsNameLineAndKey) {
  EXPECT_EQ(error_of("title = 'T'\namuont = 'A'"),
            "l.toml:2: unknown key 'amuont' (did you mean 'amount'?)");
  EXPECT_EQ(error_of("match = ['A']"), "l.toml: key 'title' is missing");
  EXPECT_EQ(error_of("title = 'T'\namount = 'A - - B'"),
            "l.toml:2: amount 'A - - B': a column is missing");
  EXPECT_EQ(error_of("title = 'T'\n\ncount = { A = [] }"), "l.toml:3: count: 'A' has no values");
  EXPECT_EQ(error_of("title = 'T'\ncount = { A = [1] }"),
            "l.toml:2: count: a value of 'A' must be a string, not an integer");
  EXPECT_EQ(error_of("title = 'T'\norder = 'A||B'"), "l.toml:2: a column name is empty");
  EXPECT_EQ(error_of("title = 'T'\norder = '#0'"),
            "l.toml:2: '#0' is not a column number: they start at #1");
  EXPECT_EQ(error_of("title = 'T'\nonce_an_order = ['A']"),
            "l.toml:2: once_an_order requires order");
  EXPECT_EQ(error_of("title = 'T'\norder = 'A'\nrestate = 'rows'"),
            "l.toml:3: restate = \"rows\" is not \"order\"");
  EXPECT_EQ(error_of("title = 'T'\norder = 'A'\nfill_down = ['A']"),
            "l.toml:3: column 'A' cannot be in fill_down and also be the order or have one value "
            "per order");
}

TEST(Layout, HostileOnesAreErrors) {
  std::string many = "title = 'T'\namount = 'A";
  for (int i = 0; i < 100; ++i) many += " + A";
  EXPECT_NE(error_of(many + "'").find("more than 32 terms"), std::string::npos);
  std::string names = "title = 'T'\ncustomer = [";
  for (int i = 0; i < 1000; ++i) names += "'A', ";
  EXPECT_EQ(error_of(names + "]"), "l.toml:2: customer has more than 64 columns");
  std::string dots = "a";
  for (int i = 0; i < 50'000; ++i) dots += ".a";
  EXPECT_EQ(error_of("title = 'T'\n" + dots + " = 1"), "l.toml:2: more than 1000 dots in a line");
  EXPECT_NE(error_of("title = 'T'\namount = 'A * B * C'").find("a product has two columns"),
            std::string::npos);
  EXPECT_NE(error_of("title = 'T'\nmatch = [['A']]").find("must be a string"), std::string::npos);
}

TEST(AmountTerms, AreSumsOfColumnsAndProducts) {
  EXPECT_EQ(to_string(parse_amount_terms("Total - Refunded Amount + Price * Quantity")),
            "Total - Refunded Amount + Price * Quantity");
  const AmountTerms terms = parse_amount_terms(R"(item-price + "Net - due" - Tax (5%) * Q)");
  ASSERT_EQ(terms.size(), 3U);
  EXPECT_EQ(terms[0].factors, std::vector<std::string>{"item-price"}) << "no blanks, no operator";
  EXPECT_EQ(terms[1].factors, std::vector<std::string>{"Net - due"});
  EXPECT_TRUE(terms[2].subtracted);
  EXPECT_EQ(terms[2].factors, (std::vector<std::string>{"Tax (5%)", "Q"}));
  EXPECT_EQ(to_string(terms), R"(item-price + "Net - due" - Tax (5%) * Q)");
}

TEST(AmountTerms, OtherTextIsAnError) {
  for (const char* text : {"", " ", "A +", "+ A", "A - * B", "\"A", "\"A\" B", "* A"}) {
    EXPECT_THROW((void)parse_amount_terms(text), UsageError) << text;
  }
}

TEST(ChooseLayout, OptionsReplaceWhatTheLayoutSays) {
  const std::vector<std::string> header = {"InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice",
                                           "CustomerID"};
  EXPECT_EQ(choose_layout("a.csv", header, {}).name, "online-retail");
  EXPECT_EQ(choose_layout("a.csv", header, {.layout = "none"}).name, "");
  EXPECT_EQ(
      to_string(choose_layout("a.csv", header, {.amount = parse_amount_terms("A - B")}).amount),
      "A - B");
  EXPECT_EQ(thrown<UsageError>([&] {
              (void)choose_layout("a.csv", header, {.layout = "shopfy"});
            }).substr(0, 70),
            "no such layout or file: 'shopfy' (did you mean 'shopify'? layouts: ama");
  EXPECT_EQ(thrown<UsageError>([&] { (void)choose_layout("a.csv", header, {.goods = true}); }),
            "a.csv: layout online-retail does not have measure goods");
}

TEST(RowFilter, APatternOfOneStarIsAnyValueButABlank) {
  const ColumnValues any{"A", {"*"}};
  EXPECT_TRUE(any.match("x"));
  EXPECT_FALSE(any.match(""));
  const ColumnValues some{"A", {"paid", "part*"}};
  EXPECT_TRUE(some.match("PAID"));
  EXPECT_TRUE(some.match("partially_paid"));
  EXPECT_FALSE(some.match("unpaid"));
}

}  // namespace
}  // namespace rfmseg
