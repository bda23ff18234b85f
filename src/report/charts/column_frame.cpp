#include "report/charts/column_frame.hpp"

#include <algorithm>
#include <utility>

namespace rfmseg::charts {
namespace {

Plot column_plot(double least, double most, double height, std::size_t columns, TickText value_text,
                 double width, Point origin) {
  constexpr double kNameHeight = 26;
  const Scale y = round_scale(least, most, origin.y + kNameHeight + height, origin.y + kNameHeight);
  const double left = std::max(tick_width(y, value_text) + 8, origin.x);
  const Box area{left, origin.y + kNameHeight, width - left - 6, height};
  return {area, Scale(Scale::Kind::linear, 0, static_cast<double>(columns), area.x, area.right()),
          y};
}

}  // namespace

ColumnFrame::ColumnFrame(double least, double most, double height,
                         std::vector<std::string_view> labels, TickText value_text, double width,
                         Point origin)
    : labels_(std::move(labels)),
      value_text_(value_text),
      plot_(column_plot(least, most, height, labels_.size(), value_text, width, origin)),
      width_(plot_.area.width / static_cast<double>(labels_.size())) {
  double widest = 0;
  for (const std::string_view label : labels_) {
    widest = std::max(widest, text_width(label, kSmallFontSize));
  }
  every_ = static_cast<std::size_t>((widest + 8) / width_) + 1;
}

Box ColumnFrame::part(std::size_t column, double from, double to) const {
  const double top = std::min(plot_.y(from), plot_.y(to));
  const double height = std::max(plot_.y(from), plot_.y(to)) - top;
  return {plot_.x(static_cast<double>(column)) + width_ * 0.1, top, width_ * 0.8, height};
}

void ColumnFrame::draw_values(Svg& svg, std::string_view name) const {
  draw_y_axis(svg, plot_, name, value_text_);
}

void ColumnFrame::draw_label(Svg& svg, std::size_t column) const {
  const double middle = plot_.x(static_cast<double>(column)) + width_ / 2;
  const double half = text_width(labels_[column], kSmallFontSize) / 2;
  if (column % every_ != 0 || middle - half < 0 || middle + half > svg.width()) return;
  svg.text({middle, bottom() + 17}, labels_[column],
           {.anchor = Anchor::middle, .color = {}, .size = kSmallFontSize});
}

}  // namespace rfmseg::charts
