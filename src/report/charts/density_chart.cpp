#include <algorithm>

#include "report/charts/charts.hpp"

namespace rfmseg::charts {

std::string density_chart(const ChartText& text, const DensityChart& chart) {
  constexpr double kTop = 26;
  constexpr double kPlotHeight = 250;
  constexpr double kBottom = 44;
  constexpr double kPalest = 0.25;

  const Scale y(chart.y_kind, chart.y_least, chart.y_most, kTop + kPlotHeight, kTop);
  const double left = tick_width(y) + 8;
  const Box area{left, kTop, kWidth - left - 6, kPlotHeight};
  const Plot plot{area, Scale(chart.x_kind, chart.x_least, chart.x_most, area.x, area.right()), y};

  const double bottom = kTop + kPlotHeight + kBottom;
  Svg svg(bottom + legend_height(chart.legend), text.title, text.description);
  draw_y_axis(svg, plot, chart.y_name);
  for (const DensityChart::Cell& cell : chart.cells) {
    const double x = plot.x(cell.x_from);
    const double top = plot.y(cell.y_to);
    svg.rect({x, top, std::max(plot.x(cell.x_to) - x - 0.5, 0.5),
              std::max(plot.y(cell.y_from) - top - 0.5, 0.5)},
             cell.color, cell.tip, kPalest + (1 - kPalest) * cell.density);
  }
  draw_x_axis(svg, plot, chart.x_name);
  draw_legend(svg, chart.legend, bottom);
  return svg.str();
}

}  // namespace rfmseg::charts
