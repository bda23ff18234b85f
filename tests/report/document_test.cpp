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
  style.width = 12;  // which is too narrow for names of ten letters
  EXPECT_EQ(as_text(document, style).substr(0, 26), "name                     n");
}

TEST(RenderText, OnATerminalSharesGetBarsWhereThereIsRoom) {
  const Document document = {
      Table{{{"Segment", Align::left}, {"Share", Align::right, true}},
            {{{"Champions", "100.0%"}}, {{"At Risk", "6.3%"}}, {{"Lost", "0.0%"}}}}};
  TextStyle style;
  style.terminal = true;
  EXPECT_EQ(
      as_text(document, style),
      "Segment     Share\nChampions  100.0% ████████\nAt Risk      6.3% ▌\nLost         0.0%\n");
  style.width = 20;
  EXPECT_EQ(as_text(document, style),
            "Segment     Share\nChampions  100.0%\nAt Risk      6.3%\nLost         0.0%\n");
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
