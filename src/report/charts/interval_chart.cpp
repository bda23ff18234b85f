#include <algorithm>

#include "report/charts/charts.hpp"

namespace rfmseg::charts {

std::string interval_chart(const ChartText& text, const IntervalChart& chart) {
  constexpr double kRow = 36;
  constexpr double kDot = 4;
  constexpr double kBelowRows = 40;

  double least = std::min(chart.reference, 0.0);
  double most = chart.reference;
  for (const IntervalChart::Row& row : chart.rows) {
    least = std::min(least, row.low);
    most = std::max(most, row.high);
  }
  const Box area{6, 0, kWidth - 24, kRow * static_cast<double>(chart.rows.size())};
  const Plot plot{area, round_scale(least, most, area.x, area.right()),
                  Scale(Scale::Kind::linear, 0, 1, 0, 1)};

  Svg svg(area.bottom() + kBelowRows, text.title, text.description);
  for (const double tick : plot.x.ticks()) {
    svg.line({plot.x(tick), 0}, {plot.x(tick), area.bottom()}, "grid");
  }
  svg.line({plot.x(chart.reference), 0}, {plot.x(chart.reference), area.bottom()}, "line");
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    const IntervalChart::Row& row = chart.rows[i];
    const double top = kRow * static_cast<double>(i);
    const double middle = top + 26;
    svg.text({0, top + 15}, fitted(row.label, kWidth), {});
    svg.line({plot.x(row.low), middle}, {plot.x(row.high), middle}, row.color, 3, row.tip);
    svg.circle({plot.x(row.value), middle}, kDot, row.color, row.tip);
  }
  draw_x_axis(svg, plot, chart.value_name);
  return svg.str();
}

}  // namespace rfmseg::charts
