#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "report/charts/charts.hpp"
#include "report/charts/column_frame.hpp"

namespace rfmseg::charts {

std::string column_chart(const ChartText& text, const ColumnChart& chart) {
  constexpr double kColumnHeight = 170;
  constexpr double kBelowColumns = 26;

  double least = 0;
  double most = 0;
  std::vector<std::string_view> labels;
  for (const ColumnChart::Column& column : chart.columns) {
    least = std::min(least, column.value);
    most = std::max(most, column.value);
    labels.push_back(column.label);
  }
  const ColumnFrame frame(least, most, kColumnHeight, std::move(labels));

  Svg svg(frame.bottom() + kBelowColumns, text.title, text.description);
  frame.draw_values(svg, chart.value_name);
  for (std::size_t i = 0; i < chart.columns.size(); ++i) {
    Box box = frame.part(i, 0, chart.columns[i].value);
    box.height = std::max(box.height, 0.5);  // a value of 0 is seen, too
    svg.rect(box, chart.color, chart.columns[i].tip);
    frame.draw_label(svg, i);
  }
  frame.draw_base(svg);
  return svg.str();
}

}  // namespace rfmseg::charts
