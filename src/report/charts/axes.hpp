#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/charts/scale.hpp"
#include "report/charts/svg.hpp"

namespace rfmseg::charts {

/// What a chart is called, for who cannot see it too.
struct ChartText {
  std::string title;
  std::string description;
  double width = kWidth;  ///< in user units; not every kind of chart has another
};

/// The area of the marks, between the axes.
struct Plot {
  Box area;
  Scale x, y;
};

/// The label of a tick, `step` away from the next; if it is empty, the axis has no such tick.
using TickText = std::string (*)(double tick, double step);

/// Ticks and a name under the plot.
void draw_x_axis(Svg& svg, const Plot& plot, std::string_view name, TickText text = short_number);
/// The name alone, for an axis with other labels.
void draw_x_name(Svg& svg, const Plot& plot, std::string_view name);
/// Grid lines, their labels at the left and a name above.
void draw_y_axis(Svg& svg, const Plot& plot, std::string_view name, TickText text = short_number);
/// The lower edge of the plot.
void draw_base(Svg& svg, const Plot& plot);

/// The widest of the labels that draw_y_axis() will write.
[[nodiscard]] double tick_width(const Scale& scale, TickText text = short_number);

/// A color and its meaning.
using LegendEntry = std::pair<std::string, std::string>;

/// Rows of colours and names from `y` on; returns where they end.
double draw_legend(Svg& svg, const std::vector<LegendEntry>& entries, double y);
/// The height that draw_legend() takes.
[[nodiscard]] double legend_height(const std::vector<LegendEntry>& entries, double width = kWidth);

}  // namespace rfmseg::charts
