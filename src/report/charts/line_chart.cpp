#include <algorithm>

#include "report/charts/charts.hpp"

namespace rfmseg::charts {
namespace {

constexpr double kBottom = 40;

struct Range {
  double least = 0, most = 0;
};

template <class Coordinate>
Range range_of(const LineChart& chart, Coordinate coordinate) {
  const double first = coordinate(chart.series.front().marks.front().at);
  Range range{first, first};
  for (const LineChart::Series& series : chart.series) {
    for (const LineChart::Mark& mark : series.marks) {
      range.least = std::min(range.least, coordinate(mark.at));
      range.most = std::max(range.most, coordinate(mark.at));
    }
  }
  return range;
}

void draw_categories(Svg& svg, const LineChart& chart, const Plot& plot) {
  draw_base(svg, plot);
  for (std::size_t i = 0; i < chart.categories.size(); ++i) {
    const double x = plot.x(static_cast<double>(i));
    svg.line({x, plot.area.y}, {x, plot.area.bottom() + 4}, "grid");
    svg.text({x, plot.area.bottom() + 18}, chart.categories[i],
             {.anchor = Anchor::middle, .color = {}});
  }
  if (!chart.x_name.empty()) draw_x_name(svg, plot, chart.x_name);
}

void draw_series(Svg& svg, const LineChart& chart, const LineChart::Series& series,
                 const Plot& plot) {
  std::vector<Point> points;
  for (const LineChart::Mark& mark : series.marks) {
    points.push_back({plot.x(mark.at.x), plot.y(mark.at.y)});
  }
  if (chart.filled) svg.area(points, plot.area.bottom(), series.color);
  svg.path(points, series.color, series.name);
  if (!chart.marks_shown) return;
  for (std::size_t i = 0; i < points.size(); ++i) {
    svg.circle(points[i], 4, series.color, series.marks[i].tip);
  }
}

}  // namespace

std::string line_chart(const ChartText& text, const LineChart& chart) {
  constexpr double kTop = 26;
  constexpr double kHeight = 190;
  constexpr double kSmallHeight = 110;
  const double height = text.width < kWidth ? kSmallHeight : kHeight;
  Range xs = range_of(chart, [](Point at) { return at.x; });
  const Range ys = range_of(chart, [](Point at) { return at.y; });
  if (!chart.categories.empty()) {
    xs = {-0.5, static_cast<double>(chart.categories.size()) - 0.5};
  }
  if (chart.marks_shown && chart.categories.empty()) {
    const double margin = (xs.most - xs.least) / 20;  // no mark on the axis
    xs = {xs.least - margin, xs.most + margin};
  }
  const Scale y = round_scale(chart.from_zero ? std::min(ys.least, 0.0) : ys.least, ys.most,
                              kTop + height, kTop);
  const double left = tick_width(y, chart.y_text) + 8;
  const Box area{left, kTop, text.width - left - 20, height};
  const Plot plot{area, Scale(Scale::Kind::linear, xs.least, xs.most, area.x, area.right()), y};

  std::vector<LegendEntry> legend;
  if (chart.series.size() > 1) {
    for (const LineChart::Series& series : chart.series) {
      legend.emplace_back(series.color, series.name);
    }
  }
  const double bottom = kTop + height + kBottom;
  Svg svg(bottom + legend_height(legend, text.width), text.title, text.description, text.width);
  draw_y_axis(svg, plot, chart.y_name, chart.y_text);
  if (chart.highlighted_x) {
    const double x = plot.x(*chart.highlighted_x);
    svg.line({x, area.y}, {x, area.bottom()}, "line");
  }
  if (chart.categories.empty()) {
    draw_x_axis(svg, plot, chart.x_name, chart.x_text);
  } else {
    draw_categories(svg, chart, plot);
  }
  for (const LineChart::Series& series : chart.series) draw_series(svg, chart, series, plot);
  draw_legend(svg, legend, bottom);
  return svg.str();
}

}  // namespace rfmseg::charts
