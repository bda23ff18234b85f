#include <algorithm>
#include <cmath>

#include "report/charts/charts.hpp"

namespace rfmseg::charts {

std::string column_chart(const ChartText& text, const ColumnChart& chart) {
  constexpr double kTop = 26;
  constexpr double kPlotHeight = 170;
  constexpr double kBottom = 26;

  double least = 0;
  double most = 0;
  double widest = 0;
  for (const ColumnChart::Column& column : chart.columns) {
    least = std::min(least, column.value);
    most = std::max(most, column.value);
    widest = std::max(widest, text_width(column.label, kSmallFontSize));
  }
  const Scale y = round_scale(least, most, kTop + kPlotHeight, kTop);
  const double left = tick_width(y) + 8;
  const Box area{left, kTop, kWidth - left - 6, kPlotHeight};
  const Plot plot{area,
                  Scale(Scale::Kind::linear, 0, static_cast<double>(chart.columns.size()), area.x,
                        area.right()),
                  y};
  const double width = area.width / static_cast<double>(chart.columns.size());
  const auto every = static_cast<std::size_t>((widest + 8) / width) + 1;

  Svg svg(kTop + kPlotHeight + kBottom, text.title, text.description);
  draw_y_axis(svg, plot, chart.value_name);
  for (std::size_t i = 0; i < chart.columns.size(); ++i) {
    const ColumnChart::Column& column = chart.columns[i];
    const double x = plot.x(static_cast<double>(i));
    const double top = std::min(plot.y(column.value), plot.y(0));
    const double height = std::max(std::abs(plot.y(0) - plot.y(column.value)), 0.5);
    svg.rect({x + width * 0.1, top, width * 0.8, height}, chart.color, column.tip);
    const double middle = x + width / 2;
    const double half = text_width(column.label, kSmallFontSize) / 2;
    if (i % every == 0 && middle - half >= 0 && middle + half <= kWidth) {
      svg.text({middle, area.bottom() + 17}, column.label,
               {.anchor = Anchor::middle, .color = {}, .size = kSmallFontSize});
    }
  }
  draw_base(svg, plot);
  return svg.str();
}

}  // namespace rfmseg::charts
