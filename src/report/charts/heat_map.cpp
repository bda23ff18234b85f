#include <algorithm>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"

namespace rfmseg::charts {

std::string heat_map(const ChartText& text, const HeatMap& map) {
  constexpr double kRow = 30;
  constexpr double kGap = 2;
  constexpr double kTop = 38;

  double widest_label = text_width(map.row_name, kSmallFontSize);
  for (const std::string& row : map.rows) widest_label = std::max(widest_label, text_width(row));
  widest_label = std::min(widest_label, kWidth * 0.43);
  double most = 0;
  double widest_text = 0;
  for (const auto& row : map.cells) {
    for (const HeatCell& cell : row) {
      most = std::max(most, cell.value.value_or(0));
      widest_text = std::max(widest_text, text_width(cell.text, kSmallFontSize));
    }
  }
  const double left = widest_label + 8;
  const double width = (kWidth - left) / static_cast<double>(map.columns.size());
  // Where not even three letters of a name fit a column, not all columns are named.
  double widest_name = 0;
  for (const std::string& name : map.columns) widest_name = std::max(widest_name, text_width(name));
  const auto every =
      static_cast<std::size_t>((std::min(widest_name, text_width("...")) + kGap) / width) + 1;
  // A text in some cells only would set these apart.
  const bool texts_fit = widest_text <= width - kGap - 2;

  Svg svg(kTop + kRow * static_cast<double>(map.rows.size()), text.title, text.description);
  svg.text({widest_label, kTop - 8}, map.row_name,
           {.anchor = Anchor::end, .color = {}, .size = kSmallFontSize});
  svg.text({left + (kWidth - left) / 2, 12}, map.column_name,
           {.anchor = Anchor::middle, .color = {}, .size = kSmallFontSize});
  for (std::size_t c = 0; c < map.columns.size(); c += every) {
    svg.text({left + width * (static_cast<double>(c) + 0.5), kTop - 8},
             fitted(map.columns[c], width * static_cast<double>(every) - kGap),
             {.anchor = Anchor::middle, .color = {}});
  }
  for (std::size_t r = 0; r < map.rows.size(); ++r) {
    const double y = kTop + kRow * static_cast<double>(r);
    svg.text({widest_label, y + kRow / 2 + 3}, fitted(map.rows[r], widest_label),
             {.anchor = Anchor::end, .color = {}});
    for (std::size_t c = 0; c < map.columns.size(); ++c) {
      const HeatCell& cell = map.cells[r][c];
      if (!cell.value) continue;
      const double x = left + width * static_cast<double>(c);
      const std::string color = shade(most > 0 ? *cell.value / most : 0);
      svg.rect({x, y, width - kGap, kRow - kGap}, color, cell.tip);
      if (!texts_fit) continue;
      svg.text({x + (width - kGap) / 2, y + kRow / 2 + 3}, cell.text,
               {.anchor = Anchor::middle, .color = text_color_on(color), .size = kSmallFontSize});
    }
  }
  return svg.str();
}

}  // namespace rfmseg::charts
