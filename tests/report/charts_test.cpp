#include "report/charts/charts.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "report/charts/color.hpp"

namespace rfmseg::charts {
namespace {

/// Compares a chart with its picture in tests/report/golden. WRITE_TRANSCRIPTS=1 writes what
/// is drawn instead, for a person to look at and approve.
void expect_golden(const std::string& name, const std::string& svg) {
  const std::filesystem::path path =
      std::filesystem::path(RFMSEG_SOURCE_DIR) / "tests/report/golden" / (name + ".svg");
  if (std::getenv("WRITE_TRANSCRIPTS") != nullptr) {
    std::ofstream(path, std::ios::binary) << svg << '\n';
    return;
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream expected;
  expected << file.rdbuf();
  EXPECT_EQ(svg + "\n", expected.str()) << path;
}

TEST(Charts, Waterfall) {
  expect_golden("waterfall", waterfall({"Ledger", "From 100 to 70"},
                                       {{"read", 100, true, "100", "read: 100"},
                                        {"a long reason that has to be cut somewhere short of this",
                                         -50, false, "-50", "less"},
                                        {"returned", 20, false, "+20", "more"},
                                        {"revenue", 70, true, "70", "revenue: 70"}}));
}

TEST(Charts, WaterfallBelowZero) {
  expect_golden("waterfall_below_zero",
                waterfall({"Ledger", "From -10 to 5"}, {{"read", -10, true, "-10", "read"},
                                                        {"returned", 15, false, "+15", "more"},
                                                        {"revenue", 5, true, "5", "revenue"}}));
}

TEST(Charts, FlowChart) {
  expect_golden(
      "flow_chart",
      flow_chart(
          {"Movement", "From two segments to three"},
          {{{"Champions & <friends>", "#0072b2", 30, "30", "thirty"},
            {"At Risk", "#e69f00", 1, "1", "one"}},
           {{"Champions & <friends>", "#0072b2", 20, "20", "twenty"},
            {"At Risk", "#e69f00", 6, "6", "six"},
            {"A segment with a very long name", "#009e73", 5, "5", "five"}},
           {{0, 2, 5, "30 to 5"}, {0, 0, 19, "stayed"}, {1, 0, 1, "one"}, {0, 1, 6, "six"}}}));
}

TEST(Charts, AWideFlowChart) {
  expect_golden("flow_chart_wide",
                flow_chart({"Movement", "Half of them move", 1100},
                           {{{"Champions", "#0072b2", 30, "30", "thirty"}},
                            {{"Champions", "#0072b2", 15, "15", "fifteen"},
                             {"At Risk", "#e69f00", 15, "15", "others"}},
                            {{0, 0, 14, "stayed", true}, {0, 1, 15, "slipped"}}}));
}

TEST(Charts, NamesOfAFlowChartAreCutOnlyWithoutRoom) {
  const FlowChart chart = {{{"Potential Loyalists", "#0072b2", 1, "1", "one"}},
                           {{"A segment with a rather long name", "#0072b2", 1, "1", "one"}},
                           {{0, 0, 1, "one"}}};
  const std::string wide = flow_chart({"Movement", "One", 1100}, chart);
  EXPECT_NE(wide.find(">Potential Loyalists<"), std::string::npos);
  EXPECT_NE(wide.find(">A segment with a rather long name<"), std::string::npos);
}

TEST(Charts, ANarrowFlowChartDividesLongNames) {
  const FlowChart chart = {
      {{"Potential Loyalists", "#0072b2", 1, "1", "one"}, {"At Risk", "#0072b2", 1, "1", "one"}},
      {{"Potential Loyalists", "#0072b2", 2, "2", "two"}},
      {{0, 0, 1, "one"}, {1, 0, 1, "one"}}};
  const std::string narrow = flow_chart({"Movement", "All"}, chart);
  EXPECT_NE(narrow.find(">Potential<"), std::string::npos);
  EXPECT_NE(narrow.find(">Loyalists<"), std::string::npos);
  EXPECT_NE(narrow.find(">At Risk<"), std::string::npos);
  EXPECT_EQ(narrow.find("…"), std::string::npos);
}

TEST(Charts, LinesAreDividedWhereTheLongerIsShortest) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(divided("At Risk", 100), Lines{"At Risk"});
  EXPECT_EQ(divided("Customers to win back", 50), (Lines{"Customers", "to win back"}));
  EXPECT_EQ(divided("Unbreakable", 10), Lines{"Unbreakable"});
  EXPECT_EQ(divided("", 10), Lines{""});
}

TEST(Charts, PairedBars) {
  expect_golden("paired_bars",
                paired_bars({"Spend", "Before and after"},
                            {{{"Champions", "#0072b2", 30, 60, "30", "60", "thirty", "sixty"},
                              {"At Risk", "#e69f00", -10, 0, "-10", "0", "minus ten", "none"}}}));
}

TEST(Charts, PeriodChart) {
  PeriodChart chart;
  chart.periods = {{"Jan 2011", false}, {"Feb 2011", false}, {"Mar 2011", true}};
  chart.upper = {"Revenue", "#0072b2", {{1000, "January"}, {-20, "February"}, {500, "March"}}};
  chart.lower = {"Active customers", "#009e73", {{10, "ten"}, {0, "none"}, {3, "three"}}};
  expect_golden("periods", period_chart({"Months", "Two kinds of columns"}, chart));
}

TEST(Charts, AFlowOfNothingIsNoFailure) {
  EXPECT_NE(flow_chart({"t", "d"}, {}).find("</svg>"), std::string::npos);
}

TEST(Charts, HeatMap) {
  expect_golden("heat_map", heat_map({"Scores", "By recency and frequency"},
                                     {"Recency",
                                      "Frequency",
                                      {"2", "1"},
                                      {"1", "2", "3"},
                                      {{{4.0, "4", "four"}, {}, {1.0, "1", "one"}},
                                       {{0.0, "0", "none"}, {2.0, "2", "two"}, {}}}}));
}

/// As many columns as rows, each cell with this text.
HeatMap square_map(std::size_t columns, const std::string& text) {
  HeatMap map{"Recency", "Frequency", {}, {}, {}, true};
  for (std::size_t i = 1; i <= columns; ++i) {
    map.rows.push_back(std::to_string(i));
    map.columns.push_back(std::to_string(i));
    map.cells.emplace_back(columns, HeatCell{1.0, text, "tip"});
  }
  return map;
}

TEST(Charts, TextsOfAHeatMapRunUpwardsInNarrowCells) {
  const HeatMap ten = square_map(10, "1,234");
  expect_golden("heat_map_upright", heat_map({"Scores", "Ten of each"}, ten));
  EXPECT_FALSE(has_level_texts(ten));
  EXPECT_TRUE(has_level_texts(ten, 1100));
  EXPECT_EQ(heat_map({"Scores", "Ten of each", 1100}, ten).find("rotate"), std::string::npos);
  EXPECT_TRUE(has_level_texts(square_map(5, "1,234")));
  EXPECT_NE(heat_map({"t", "d"}, square_map(20, "1,234")).find(">1,234<"), std::string::npos);
  HeatMap level = ten;
  level.may_be_upright = false;
  EXPECT_EQ(heat_map({"t", "d"}, level).find(">1,234<"), std::string::npos);
  // Too narrow for letters.
  EXPECT_EQ(heat_map({"t", "d"}, square_map(40, "1,234")).find(">1,234<"), std::string::npos);
}

TEST(Charts, HistogramWithCuts) {
  expect_golden("histogram",
                histogram({"Recency", "Customers by days"},
                          {"days",
                           "customers",
                           Scale::Kind::linear,
                           {{0, 10, 5, "0 to 9: 5"}, {10, 20, 0, ""}, {20, 30, 12, "20 to 29: 12"}},
                           {{15, "cut at 15"}, {99, "beyond"}}}));
}

TEST(Charts, HistogramOfLogarithms) {
  expect_golden("histogram_log",
                histogram({"Spend", "Customers by spend"},
                          {"spend",
                           "customers",
                           Scale::Kind::log,
                           {{1, 10, 5, "five"}, {10, 100, 8, "eight"}, {100, 1000, 1, "one"}},
                           {{50, "cut at 50"}}}));
}

TEST(Charts, BoxPlots) {
  expect_golden("box_plots", box_plots({"Spend", "By cluster"},
                                       {"spend",
                                        Scale::Kind::log,
                                        {{"1: loyal", "#0072b2", 10, 100, 200, 400, 9000, "first"},
                                         {"2: one", "#e69f00", 30, 30, 30, 30, 30, "second"}}}));
}

TEST(Charts, Intervals) {
  IntervalChart chart;
  chart.value_name = "came back, in %";
  chart.reference = 48;
  chart.rows = {{"Champions & <friends>", "#009e73", 93.1, 78, 98.1, "93.1%"},
                {"At Risk", "#d55e00", 0, 0, 42.1, "none"}};
  expect_golden("intervals", interval_chart({"Segments", "Who came back"}, chart));
}

TEST(Charts, LinesOverCategories) {
  LineChart chart;
  chart.y_name = "z";
  chart.categories = {"Recency", "Frequency", "Monetary"};
  chart.series = {{"1: a", "#0072b2", {{{0, -1}, "-1"}, {{1, 0.5}, "0.5"}, {{2, 2}, "2"}}},
                  {"2: b", "#e69f00", {{{0, 1}, "1"}, {{1, -0.5}, "-0.5"}, {{2, -1}, "-1"}}}};
  expect_golden("lines_categories", line_chart({"Profiles", "Two clusters"}, chart));
}

TEST(Charts, FilledLine) {
  LineChart chart;
  chart.x_name = "customers";
  chart.y_name = "revenue";
  chart.series = {{"share", "#0072b2", {{{0, 0}, ""}, {{20, 80}, ""}, {{100, 100}, ""}}}};
  chart.from_zero = chart.filled = true;
  chart.marks_shown = false;
  chart.highlighted_x = 20;
  expect_golden("line_filled", line_chart({"Pareto", "Revenue of the best"}, chart));
}

TEST(Charts, Columns) {
  expect_golden("columns", column_chart({"Months", "Revenue"}, {"revenue",
                                                                "#0072b2",
                                                                {{"2011-01", 1500, "Jan"},
                                                                 {"2011-02", -200, "Feb"},
                                                                 {"2011-03", 3100, "Mar"}}}));
}

TEST(Charts, Density) {
  DensityChart chart{
      "frequency",
      "spend",
      Scale::Kind::log,
      Scale::Kind::log,
      1,
      100,
      1,
      1000,
      {{1, 10, 1, 30, 1, "#0072b2", "many"}, {10, 100, 30, 1000, 0, "#e69f00", "one"}},
      {{"#0072b2", "1: few"}, {"#e69f00", "2: much"}}};
  expect_golden("density", density_chart({"Scatter", "Two cells"}, chart));
}

TEST(Charts, TextFromStrangersIsEscaped) {
  EXPECT_EQ(escaped("<a href='x'>&\"\x01\xFF"), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;\\x01\\xFF");
}

TEST(Charts, LongTextIsCutAtACharacter) {
  EXPECT_EQ(fitted("abc", 100), "abc");
  EXPECT_EQ(fitted("\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\xC3\xB6\xC3\xBC", 3.1 * 13 * 0.68),
            "\xC3\xA4\xC3\xB6…");
  EXPECT_EQ(fitted("abc", 5), "");
  // One that is as long as a file takes a measurement for each halving, not for each letter.
  const std::string cut = fitted(std::string(1'000'000, 'x'), 400);
  EXPECT_EQ(cut, std::string(44, 'x') + "…");  // 45 letters of 0.68 * 13 are 397.8 wide
}

TEST(Charts, TextOnAColorHasTheBetterContrast) {
  EXPECT_EQ(text_color_on("#ffffff"), "#000000");
  EXPECT_EQ(text_color_on("#000000"), "#ffffff");
  EXPECT_EQ(text_color_on("#b10f0f"), "#ffffff");
  EXPECT_EQ(text_color_on("#e1a24a"), "#000000");
}

TEST(Charts, ShadesGoFromPaleToDark) {
  EXPECT_EQ(shade(0), "#e3eef9");
  EXPECT_EQ(shade(1), "#083d7a");
  EXPECT_EQ(shade(7), "#083d7a");
}

}  // namespace
}  // namespace rfmseg::charts
