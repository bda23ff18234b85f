#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "report/charts/charts.hpp"
#include "report/charts/column_frame.hpp"

namespace rfmseg::charts {

std::string stacked_columns(const ChartText& text, const StackedColumns& chart) {
  constexpr double kStackHeight = 220;
  constexpr double kBelowStacks = 40;

  double least = 0;
  double most = 0;
  std::vector<std::string_view> labels;
  for (const StackedColumns::Column& column : chart.columns) {
    double up = 0;
    double down = 0;
    for (const StackedColumns::Part& part : column.parts) {
      (part.value > 0 ? up : down) += part.value;
    }
    most = std::max(most, up);
    least = std::min(least, down);
    labels.push_back(column.label);
  }
  const ColumnFrame frame(least, most, kStackHeight, std::move(labels), chart.value_text,
                          text.width);

  std::vector<LegendEntry> legend;
  for (const StackedColumns::Series& series : chart.series) {
    legend.emplace_back(series.color, series.name);
  }
  const double bottom = frame.bottom() + kBelowStacks;
  Svg svg(bottom + legend_height(legend, text.width), text.title, text.description, text.width);
  frame.draw_values(svg, chart.value_name);
  for (std::size_t i = 0; i < chart.columns.size(); ++i) {
    double up = 0;
    double down = 0;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
      const StackedColumns::Part& part = chart.columns[i].parts[s];
      double& from = part.value > 0 ? up : down;
      const Box box = frame.part(i, from, from + part.value);
      from += part.value;
      if (box.height > 0) svg.rect(box, chart.series[s].color, part.tip);
    }
    frame.draw_label(svg, i);
  }
  frame.draw_base(svg);
  draw_legend(svg, legend, bottom);
  return svg.str();
}

}  // namespace rfmseg::charts
