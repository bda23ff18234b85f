#include <algorithm>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"

namespace rfmseg::charts {

std::string histogram(const ChartText& text, const Histogram& histogram) {
  constexpr double kTop = 26;
  constexpr double kPlotHeight = 170;
  constexpr double kBottom = 40;

  double most = 0;
  for (const Histogram::Bin& bin : histogram.bins) most = std::max(most, bin.count);
  const Scale y = round_scale(0, most, kTop + kPlotHeight, kTop);
  const double left = tick_width(y) + 8;
  const Box area{left, kTop, kWidth - left - 6, kPlotHeight};
  const Plot plot{area,
                  Scale(histogram.kind, histogram.bins.front().from, histogram.bins.back().to,
                        area.x, area.right()),
                  y};

  Svg svg(kTop + kPlotHeight + kBottom, text.title, text.description);
  draw_y_axis(svg, plot, histogram.count_name);
  for (const Histogram::Bin& bin : histogram.bins) {
    if (bin.count == 0) continue;
    const double x = plot.x(bin.from);
    const double top = plot.y(bin.count);
    svg.rect({x, top, std::max(plot.x(bin.to) - x - 1, 0.5), area.bottom() - top}, palette(0),
             bin.tip);
  }
  for (const Histogram::Cut& cut : histogram.cuts) {
    if (cut.at < plot.x.least() || cut.at > plot.x.most()) continue;
    const double x = plot.x(cut.at);
    svg.line({x, area.y - 4}, {x, area.bottom()}, palette(4), 1.5, cut.tip);
  }
  draw_x_axis(svg, plot, histogram.value_name);
  return svg.str();
}

}  // namespace rfmseg::charts
