#include <algorithm>
#include <string_view>
#include <vector>

#include "report/charts/charts.hpp"
#include "report/charts/column_frame.hpp"

namespace rfmseg::charts {
namespace {

ColumnFrame series_frame(const PeriodChart& chart, const PeriodChart::Series& series, double height,
                         double width, Point origin) {
  double least = 0;
  double most = 0;
  for (const PeriodChart::Value& value : series.values) {
    least = std::min(least, value.value);
    most = std::max(most, value.value);
  }
  std::vector<std::string_view> labels;
  for (const PeriodChart::Period& period : chart.periods) labels.push_back(period.label);
  return {least, most, height, std::move(labels), series.value_text, width, origin};
}

void draw_columns(Svg& svg, const PeriodChart& chart, const PeriodChart::Series& series,
                  const ColumnFrame& frame) {
  frame.draw_values(svg, series.name);
  for (std::size_t i = 0; i < chart.periods.size(); ++i) {
    Box box = frame.part(i, 0, series.values[i].value);
    box.height = std::max(box.height, 0.5);  // a value of 0 is seen, too
    if (chart.periods[i].partial) {
      svg.hatched(box, series.color, series.values[i].tip);
    } else {
      svg.rect(box, series.color, series.values[i].tip);
    }
  }
  frame.draw_base(svg);
}

}  // namespace

std::string period_chart(const ChartText& text, const PeriodChart& chart) {
  constexpr double kUpper = 130;
  constexpr double kLower = 80;
  constexpr double kApart = 10;
  constexpr double kBelow = 26;
  const double left = std::max(series_frame(chart, chart.upper, kUpper, text.width, {}).left(),
                               series_frame(chart, chart.lower, kLower, text.width, {}).left());
  const ColumnFrame upper = series_frame(chart, chart.upper, kUpper, text.width, {left, 0});
  const ColumnFrame lower =
      series_frame(chart, chart.lower, kLower, text.width, {left, upper.bottom() + kApart});

  Svg svg(lower.bottom() + kBelow, text.title, text.description, text.width);
  draw_columns(svg, chart, chart.upper, upper);
  draw_columns(svg, chart, chart.lower, lower);
  for (std::size_t i = 0; i < chart.periods.size(); ++i) lower.draw_label(svg, i);
  return svg.str();
}

}  // namespace rfmseg::charts
