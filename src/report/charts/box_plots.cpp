#include <algorithm>

#include "report/charts/charts.hpp"

namespace rfmseg::charts {

std::string box_plots(const ChartText& text, const BoxPlots& plots) {
  constexpr double kRow = 44;
  constexpr double kBox = 16;
  constexpr double kBottom = 40;
  constexpr double kWhisker = 5;

  double least = plots.groups.front().minimum;
  double most = plots.groups.front().maximum;
  for (const BoxPlots::Group& group : plots.groups) {
    least = std::min(least, group.minimum);
    most = std::max(most, group.maximum);
  }
  const Box area{6, 0, kWidth - 12, kRow * static_cast<double>(plots.groups.size())};
  const Plot plot{area, Scale(plots.kind, least, most, area.x, area.right()),
                  Scale(Scale::Kind::linear, 0, 1, 0, 1)};

  Svg svg(area.bottom() + kBottom, text.title, text.description);
  for (const double tick : plot.x.ticks()) {
    svg.line({plot.x(tick), 0}, {plot.x(tick), area.bottom()}, "grid");
  }
  for (std::size_t i = 0; i < plots.groups.size(); ++i) {
    const BoxPlots::Group& group = plots.groups[i];
    const double row = kRow * static_cast<double>(i);
    const double top = row + kRow - kBox - 6;
    const double middle = top + kBox / 2;
    const double lower = plot.x(group.lower_quartile);
    const double upper = plot.x(group.upper_quartile);
    svg.text({0, row + 15}, fitted(group.label, kWidth), {});
    svg.line({plot.x(group.minimum), middle}, {lower, middle}, "line");
    svg.line({upper, middle}, {plot.x(group.maximum), middle}, "line");
    for (const double end : {group.minimum, group.maximum}) {
      svg.line({plot.x(end), middle - kWhisker}, {plot.x(end), middle + kWhisker}, "line");
    }
    svg.rect({lower, top, std::max(upper - lower, 1.0), kBox}, group.color, group.tip);
    svg.line({plot.x(group.median), top}, {plot.x(group.median), top + kBox}, "#000000", 2, {});
  }
  draw_x_axis(svg, plot, plots.value_name);
  return svg.str();
}

}  // namespace rfmseg::charts
