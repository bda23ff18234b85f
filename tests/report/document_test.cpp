#include "rfmseg/report/document.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace rfmseg {
namespace {

Document sample() {
  return {Heading{"Shop"}, Paragraph{"one two three four"},
          Table{{{"Name", Align::left}, {"N"}},
                {{{"tea", "1,000"}, "drink it", false}, {{"total", "1,000"}, "", true}},
                "What to do"}};
}

std::string as_text(const Document& document, const TextStyle& style) {
  std::ostringstream out;
  render_text(document, style, out);
  return out.str();
}

std::string as_markdown(const Document& document) {
  std::ostringstream out;
  render_markdown(document, out);
  return out.str();
}

TEST(RenderText, AlignsColumnsAndWrapsParagraphs) {
  EXPECT_EQ(as_text(sample(), {false, 10}),
            "Shop\n"
            "one two\n"
            "three four\n"
            "\n"
            "Name       N\n"
            "tea    1,000\n"
            "    drink\n"
            "    it\n"
            "total  1,000\n");
}

TEST(RenderText, LinesAreAsWideAsTheyMayBeAndNoWider) {
  EXPECT_EQ(as_text({Paragraph{"one two si"}}, {false, 10}), "one two si\n");
  EXPECT_EQ(as_text({Paragraph{"one two six"}}, {false, 10}), "one two\nsix\n");
}

TEST(RenderText, ColorsOnlyWhenAsked) {
  EXPECT_EQ(as_text({Heading{"Shop"}}, {true, 80}), "\x1b[1mShop\x1b[0m\n");
  EXPECT_EQ(as_text({Heading{"Shop"}}, {false, 80}), "Shop\n");
}

TEST(RenderText, NothingFromACellSteersTheTerminal) {
  const Document document = {Table{{{"id", Align::left}}, {{{"\x1b[2Jgone"}}}}};
  EXPECT_EQ(as_text(document, {}), "id\n\\x1B[2Jgone\n");
}

TEST(RenderText, WideCharactersKeepTheColumns) {
  const Document document = {
      Table{{{"name", Align::left}, {"n"}}, {{{"日本", "1"}}, {{"Zoë", "2"}}, {{"abcd", "3"}}}}};
  EXPECT_EQ(as_text(document, {}), "name  n\n日本  1\nZoë   2\nabcd  3\n");
}

TEST(RenderText, OnATerminalTextsAreCutToItsWidth) {
  const Document document = {
      Table{{{"name", Align::left}, {"n"}},
            {{{"a very long name indeed", "1"}}, {{"ÄÖÜäöüßéèê long", "2"}}}}};
  TextStyle style;
  style.width = 15;
  EXPECT_EQ(as_text(document, style),
            "name                     n\na very long name indeed  1\nÄÖÜäöüßéèê long          2\n");
  style.terminal = true;
  EXPECT_EQ(as_text(document, style), "name          n\na very long…  1\nÄÖÜäöüßéèê …  2\n");
}

TEST(RenderText, OnATerminalColumnsThatDoNotFitFollowBelow) {
  const Document document = {Table{
      {{"Segment", Align::left}, {"Customers"}, {"Revenue"}, {"Days"}},
      {{{"Champions", "1,234", "5,678.90", "3"}, "greet them"}, {{"Lost", "1", "0.50", "99"}}}}};
  TextStyle style;
  style.terminal = true;
  style.width = 30;
  EXPECT_EQ(as_text(document, style),
            "Segment    Customers   Revenue\n"
            "Champions      1,234  5,678.90\n"
            "Lost               1      0.50\n"
            "\n"
            "Segment    Days\n"
            "Champions     3\n"
            "    greet them\n"
            "Lost         99\n");
  style.terminal = false;  // a file is as wide as it has to be
  EXPECT_EQ(as_text(document, style).substr(0, 37), "Segment    Customers   Revenue  Days\n");
}

TEST(RenderText, OnATerminalNamesAreCutLast) {
  const Document document = {Table{{{"Segment", Align::left}, {"Days"}, {"Aim", Align::left}},
                                   {{{"Potential Loyalists", "3", "Grow their baskets"}}}}};
  TextStyle style;
  style.terminal = true;
  style.width = 39;
  EXPECT_EQ(as_text(document, style),
            "Segment              Days  Aim\nPotential Loyalists     3  Grow their …\n");
  style.width = 36;  // the aim would have fewer than ten columns
  EXPECT_EQ(as_text(document, style),
            "Segment              Days\nPotential Loyalists     3\n\n"
            "Segment              Aim\nPotential Loyalists  Grow their bas…\n");
  style.width = 28;
  EXPECT_EQ(as_text(document, style),
            "Segment              Days\nPotential Loyalists     3\n\n"
            "Segment        Aim\nPotential Lo…  Grow their b…\n");
}

TEST(RenderText, DefinitionsAreWrappedBesideTheirTerms) {
  const Document document = {
      DefinitionList{{{"Kept", "three of four rows"}, {"Dropped", "one\x1b[2Jrow"}}}};
  TextStyle style;
  style.width = 22;
  EXPECT_EQ(as_text(document, style),
            "Kept     three of four\n"
            "         rows\n"
            "Dropped  one\\x1B[2Jrow\n");
  EXPECT_EQ(as_markdown(document),
            "- **Kept**: three of four rows\n- **Dropped**: one\\\\x1B\\[2Jrow\n");
}

TEST(RenderText, HeadlinesAreWrapped) {
  TextStyle style;
  style.width = 10;
  EXPECT_EQ(as_text({Heading{"half of all revenue"}}, style), "half of\nall\nrevenue\n");
}

// The longest is that of the largest share, which need not be 100 %; a total has none.
TEST(RenderText, OnATerminalSharesGetBarsWhereThereIsRoom) {
  const Document document = {Table{{{"Segment", Align::left}, {"Share", Align::right, true}},
                                   {{{"Champions", "50.0%"}},
                                    {{"At Risk", "6.25%"}},
                                    {{"Lost", "<1%"}},
                                    {{"None", ""}},
                                    {{"All", "100.0%"}, "", true}}}};
  TextStyle style;
  style.terminal = true;
  EXPECT_EQ(as_text(document, style),
            "Segment     Share\n"
            "Champions   50.0% ████████\n"
            "At Risk     6.25% █\n"
            "Lost          <1% ▏\n"
            "None\n"
            "All        100.0%\n");
  style.width = 22;  // room for four columns
  EXPECT_EQ(as_text(document, style).substr(18, 31), "Champions   50.0% ████\n");
  style.width = 21;
  EXPECT_EQ(as_text(document, style).substr(18, 18), "Champions   50.0%\n");
}

TEST(RenderMarkdown, EscapesMarkupAndPutsNotesInAColumn) {
  Document document = sample();
  std::get<Table>(document[2]).rows[0].cells[0] = "<b>a|b</b>";
  EXPECT_EQ(as_markdown(document),
            "## Shop\n"
            "\n"
            "one two three four\n"
            "\n"
            "| Name | N | What to do |\n"
            "|---|---:|---|\n"
            "| \\<b\\>a\\|b\\</b\\> | 1,000 | drink it |\n"
            "| **total** | **1,000** |  |\n");
}

TEST(DisplayWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("Zoë"), 3U);
  EXPECT_EQ(display_width("e\xCC\x81"), 1U);  // a combining accent
  EXPECT_EQ(display_width("日本"), 4U);
  EXPECT_EQ(display_width("한국"), 4U);
  EXPECT_EQ(display_width("\xFF"), 1U);  // a broken byte
}

TEST(Grouped, PutsCommasBetweenThousands) {
  EXPECT_EQ(grouped("0"), "0");
  EXPECT_EQ(grouped("999"), "999");
  EXPECT_EQ(grouped("1000"), "1,000");
  EXPECT_EQ(grouped("-1234567.8901"), "-1,234,567.8901");
  EXPECT_EQ(grouped("-123.5"), "-123.5");
}

}  // namespace
}  // namespace rfmseg
