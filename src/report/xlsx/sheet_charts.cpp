#include <xlsxwriter.h>

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/charts/color.hpp"
#include "report/xlsx/library_calls.hpp"
#include "report/xlsx/workbook.hpp"

namespace rfmseg::xlsx {
namespace {

lxw_color_t color_number(std::string_view color) {
  std::uint32_t number = 0;
  std::from_chars(color.data() + 1, color.data() + color.size(), number, 16);
  // Black is how the library spells no colour.
  return number == 0 ? static_cast<lxw_color_t>(LXW_COLOR_BLACK) : number;
}

/// libxlsxwriter copies what it is given.
void color_bars(lxw_chart_series* series, const std::vector<std::string>& colors) {
  if (colors.empty()) return;
  std::vector<lxw_chart_fill> fills(colors.size());
  std::vector<lxw_chart_point> points(colors.size());
  std::vector<lxw_chart_point*> pointers;
  for (std::size_t i = 0; i < colors.size(); ++i) {
    fills[i].color =
        colors[i].empty() ? static_cast<lxw_color_t>(LXW_COLOR_GRAY) : color_number(colors[i]);
    points[i].fill = &fills[i];
    pointers.push_back(&points[i]);
  }
  pointers.push_back(nullptr);
  check(chart_series_set_points(series, pointers.data()));
}

}  // namespace

void Sheet::color_cells(std::size_t column, std::string_view text, std::string_view color) {
  if (!has_rows() || color.empty()) return;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  quoted += '"';
  lxw_format* const format = workbook_.add_format();
  format_set_bg_color(format, color_number(color));
  format_set_font_color(format, color_number(charts::text_color_on(color)));
  lxw_conditional_format condition{};
  condition.type = LXW_CONDITIONAL_TYPE_CELL;
  condition.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
  condition.value_string = quoted.data();
  condition.format = format;
  check(worksheet_conditional_format_range(sheet_, header_row_ + 1, column_number(column),
                                           end_row_ - 1, column_number(column), &condition));
}

void Sheet::add_bars(std::size_t column) {
  if (!has_rows()) return;
  constexpr lxw_color_t kBarColor = 0xA9C4EB;
  lxw_conditional_format condition{};
  condition.type = LXW_CONDITIONAL_DATA_BAR;
  condition.data_bar_2010 = LXW_TRUE;
  condition.bar_solid = LXW_TRUE;
  condition.bar_color = kBarColor;
  check(worksheet_conditional_format_range(sheet_, header_row_ + 1, column_number(column),
                                           end_row_ - 1, column_number(column), &condition));
}

void Sheet::add_charts(const std::vector<Chart>& charts) {
  constexpr std::uint32_t kRowsApart = 16;
  std::uint32_t row = next_row_ + 1;
  std::uint32_t row_at_right = header_row_ + 1;
  for (const Chart& chart : charts) {
    lxw_chart* const made = workbook_.require(workbook_add_chart(workbook_.book_, LXW_CHART_BAR));
    lxw_chart_series* const series = chart_add_series(made, nullptr, nullptr);
    const char* const sheet = name_.c_str();
    if (chart.across) {
      const lxw_col_t last = column_number(columns_.size() - 1);
      const auto values = static_cast<lxw_row_t>(header_row_ + chart.values);
      chart_series_set_categories(series, sheet, header_row_, 1, header_row_, last);
      chart_series_set_values(series, sheet, values, 1, values, last);
    } else {
      const lxw_row_t first = header_row_ + 1;
      const lxw_row_t last = end_row_ - 1;
      const lxw_col_t names = column_number(chart.names);
      const lxw_col_t values = column_number(chart.values);
      chart_series_set_categories(series, sheet, first, names, last, names);
      chart_series_set_values(series, sheet, first, values, last, values);
    }
    color_bars(series, chart.colors);
    chart_title_set_name(made, chart.title.c_str());
    chart_legend_set_position(made, LXW_CHART_LEGEND_NONE);
    chart_axis_set_reverse(made->y_axis);  // the first row on top
    const lxw_col_t column = chart.across ? column_number(columns_.size() + 1) : lxw_col_t{0};
    std::uint32_t& at = chart.across ? row_at_right : row;
    check(worksheet_insert_chart(sheet_, at, column, made));
    at += kRowsApart;
  }
}

}  // namespace rfmseg::xlsx
