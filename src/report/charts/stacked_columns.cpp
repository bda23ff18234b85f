#include <algorithm>

#include "report/charts/charts.hpp"

namespace rfmseg::charts {

std::string stacked_columns(const ChartText& text, const StackedColumns& chart) {
  constexpr double kAbove = 26;
  constexpr double kHeight = 220;
  constexpr double kBelow = 40;

  double least = 0;
  double most = 0;
  double widest = 0;
  for (const StackedColumns::Column& column : chart.columns) {
    double up = 0;
    double down = 0;
    for (const StackedColumns::Part& part : column.parts)
      (part.value > 0 ? up : down) += part.value;
    most = std::max(most, up);
    least = std::min(least, down);
    widest = std::max(widest, text_width(column.label, kSmallFontSize));
  }
  const Scale y = round_scale(least, most, kAbove + kHeight, kAbove);
  const double left = tick_width(y, chart.value_text) + 8;
  const Box area{left, kAbove, kWidth - left - 6, kHeight};
  const Plot plot{area,
                  Scale(Scale::Kind::linear, 0, static_cast<double>(chart.columns.size()), area.x,
                        area.right()),
                  y};
  const double width = area.width / static_cast<double>(chart.columns.size());
  const auto every = static_cast<std::size_t>((widest + 8) / width) + 1;

  std::vector<LegendEntry> legend;
  for (const StackedColumns::Series& series : chart.series) {
    legend.emplace_back(series.color, series.name);
  }
  const double bottom = kAbove + kHeight + kBelow;
  Svg svg(bottom + legend_height(legend), text.title, text.description);
  draw_y_axis(svg, plot, chart.value_name, chart.value_text);
  for (std::size_t i = 0; i < chart.columns.size(); ++i) {
    const StackedColumns::Column& column = chart.columns[i];
    const double x = plot.x(static_cast<double>(i));
    double up = 0;
    double down = 0;
    for (std::size_t s = 0; s < column.parts.size(); ++s) {
      const StackedColumns::Part& part = column.parts[s];
      double& from = part.value > 0 ? up : down;
      const double top = std::min(plot.y(from), plot.y(from + part.value));
      const double height = std::max(plot.y(from), plot.y(from + part.value)) - top;
      from += part.value;
      if (height <= 0) continue;
      svg.rect({x + width * 0.1, top, width * 0.8, height}, chart.series[s].color, part.tip);
    }
    const double middle = x + width / 2;
    const double half = text_width(column.label, kSmallFontSize) / 2;
    if (i % every == 0 && middle - half >= 0 && middle + half <= kWidth) {
      svg.text({middle, area.bottom() + 17}, column.label,
               {.anchor = Anchor::middle, .color = {}, .size = kSmallFontSize});
    }
  }
  draw_base(svg, plot);
  draw_legend(svg, legend, bottom);
  return svg.str();
}

}  // namespace rfmseg::charts
