#include <algorithm>

#include "report/charts/charts.hpp"

namespace rfmseg::charts {

std::string paired_bars(const ChartText& text, const PairedBars& chart) {
  constexpr double kPair = 42;
  constexpr double kThick = 12;
  constexpr double kGap = 2;
  constexpr double kBelow = 8;
  constexpr double kPaleOpacity = 0.45;

  double least = 0;
  double most = 0;
  double widest_label = 0;
  double widest_text = 0;
  for (const PairedBars::Row& row : chart.rows) {
    least = std::min({least, row.before, row.after});
    most = std::max({most, row.before, row.after});
    widest_label = std::max(widest_label, text_width(row.label, kSmallFontSize));
    widest_text = std::max({widest_text, text_width(row.before_text, kSmallFontSize),
                            text_width(row.after_text, kSmallFontSize)});
  }
  widest_label = std::min(widest_label, text.width * 0.4);
  const Box area{widest_label + 8, 2, text.width - widest_label - widest_text - 18,
                 kPair * static_cast<double>(chart.rows.size())};
  const Scale x(Scale::Kind::linear, least, most, area.x, area.right());

  Svg svg(area.bottom() + kBelow, text.title, text.description, text.width);
  svg.line({x(0), area.y}, {x(0), area.bottom()}, "line");
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    const PairedBars::Row& row = chart.rows[i];
    const double y = area.y + kPair * static_cast<double>(i);
    const double top = y + kPair / 2 - kThick - kGap / 2;
    svg.text({widest_label, y + kPair / 2 + 4}, fitted(row.label, widest_label, kSmallFontSize),
             {.anchor = Anchor::end, .color = {}, .size = kSmallFontSize});
    const auto draw = [&](double value, double at, const std::string& shown, double opacity,
                          const std::string& tip) {
      const double left = std::min(x(0), x(value));
      const double width = std::max(std::max(x(0), x(value)) - left, 1.0);
      svg.rect({left, at, width, kThick}, row.color, tip, opacity);
      svg.text({left + width + 6, at + kThick - 1}, shown, {.size = kSmallFontSize});
    };
    draw(row.before, top, row.before_text, kPaleOpacity, row.before_tip);
    draw(row.after, top + kThick + kGap, row.after_text, 1, row.after_tip);
  }
  return svg.str();
}

}  // namespace rfmseg::charts
