#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "report/charts/axes.hpp"

namespace rfmseg::charts {

/// What charts of columns have in common: an axis of values, which has 0, and a place for each
/// column, with a label below. As many labels as fit are written.
class ColumnFrame {
 public:
  /// Values are between `least` and `most`, `height` apart. The labels of values have `origin.x` of
  /// room or what they need, and the frame begins at `origin.y`.
  ColumnFrame(double least, double most, double height, std::vector<std::string_view> labels,
              TickText value_text = short_number, double width = kWidth, Point origin = {});

  [[nodiscard]] double left() const { return plot_.area.x; }
  [[nodiscard]] double bottom() const { return plot_.area.bottom(); }
  /// The part of a column between two values.
  [[nodiscard]] Box part(std::size_t column, double from, double to) const;

  void draw_values(Svg& svg, std::string_view name) const;
  void draw_label(Svg& svg, std::size_t column) const;
  void draw_base(Svg& svg) const { charts::draw_base(svg, plot_); }

 private:
  std::vector<std::string_view> labels_;
  TickText value_text_;
  Plot plot_;
  double width_;       ///< of a column's place
  std::size_t every_;  ///< which labels are written
};

}  // namespace rfmseg::charts
