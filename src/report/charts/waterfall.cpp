#include <algorithm>

#include "report/charts/charts.hpp"

namespace rfmseg::charts {

std::string waterfall(const ChartText& text, const std::vector<WaterfallStep>& steps) {
  constexpr double kRow = 26;
  constexpr double kBar = 14;
  constexpr std::string_view kTotal = "#0072b2";
  constexpr std::string_view kLess = "#d55e00";
  constexpr std::string_view kMore = "#009e73";

  double least = 0;
  double most = 0;
  double widest_label = 0;
  double widest_text = 0;
  double level = 0;
  for (const WaterfallStep& step : steps) {
    level = step.is_total ? step.value : level + step.value;
    least = std::min(least, level);
    most = std::max(most, level);
    widest_label = std::max(widest_label, text_width(step.label));
    widest_text = std::max(widest_text, text_width(step.text));  // bold is wider
  }
  widest_label = std::min(widest_label, kWidth * 0.5);
  const Box area{widest_label + 8, 4, kWidth - widest_label - widest_text - 16,
                 kRow * static_cast<double>(steps.size())};
  const Scale x(Scale::Kind::linear, least, most, area.x, area.right());

  Svg svg(area.bottom() + 4, text.title, text.description);
  svg.line({x(0), area.y}, {x(0), area.bottom()}, "line");
  level = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const WaterfallStep& step = steps[i];
    const double from = step.is_total ? 0 : level;
    level = step.is_total ? step.value : level + step.value;
    const double y = area.y + kRow * static_cast<double>(i);
    const double left = std::min(x(from), x(level));
    const double width = std::max(std::max(x(from), x(level)) - left, 1.0);
    std::string_view color = level < from ? kLess : kMore;
    if (step.is_total) color = kTotal;
    svg.text({widest_label, y + kRow / 2 + 4}, fitted(step.label, widest_label),
             {.anchor = Anchor::end, .color = {}, .bold = step.is_total});
    svg.rect({left, y + (kRow - kBar) / 2, width, kBar}, color, step.tip);
    svg.text({kWidth, y + kRow / 2 + 4}, step.text,
             {.anchor = Anchor::end, .color = {}, .size = kFontSize - 1, .bold = step.is_total});
    if (i + 1 < steps.size()) {
      svg.line({x(level), y + (kRow + kBar) / 2}, {x(level), y + kRow + (kRow - kBar) / 2}, "line");
    }
  }
  return svg.str();
}

}  // namespace rfmseg::charts
