#include <algorithm>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"

namespace rfmseg::charts {
namespace {

constexpr double kCellGap = 2;
constexpr double kCellPadding = 2;  // next to a text

/// Where the cells are, and how their texts run.
struct HeatFrame {
  double label_width, left, column, row;
  bool has_texts, upright;

  HeatFrame(const HeatMap& map, double width) {
    label_width = text_width(map.row_name, kSmallFontSize);
    for (const std::string& name : map.rows) label_width = std::max(label_width, text_width(name));
    label_width = std::min(label_width, width * 0.43);
    double widest_text = 0;
    for (const auto& cells : map.cells) {
      for (const HeatCell& cell : cells) {
        widest_text = std::max(widest_text, text_width(cell.text, kSmallFontSize));
      }
    }
    left = label_width + 8;
    column = (width - left) / static_cast<double>(map.columns.size());
    // A text in some cells only would set these apart.
    upright = widest_text > column - kCellGap - kCellPadding;
    has_texts = !upright || (map.may_be_upright && kSmallFontSize <= column - kCellGap);
    constexpr double kLeastRow = 30;
    row = upright && has_texts ? std::max(kLeastRow, widest_text + kCellGap + kCellPadding)
                               : kLeastRow;
  }
};

}  // namespace

bool has_level_texts(const HeatMap& map, double width) {
  return !HeatFrame(map, width).upright;
}

std::string heat_map(const ChartText& text, const HeatMap& map) {
  constexpr double kTop = 38;

  const HeatFrame frame(map, text.width);
  double most = 0;
  for (const auto& row : map.cells) {
    for (const HeatCell& cell : row) most = std::max(most, cell.value.value_or(0));
  }
  // Where not even three letters of a name fit a column, not all columns are named.
  double widest_name = 0;
  for (const std::string& name : map.columns) widest_name = std::max(widest_name, text_width(name));
  const auto every = static_cast<std::size_t>(
                         (std::min(widest_name, text_width("...")) + kCellGap) / frame.column) +
                     1;

  Svg svg(kTop + frame.row * static_cast<double>(map.rows.size()), text.title, text.description,
          text.width);
  svg.text({frame.label_width, kTop - 8}, map.row_name,
           {.anchor = Anchor::end, .color = {}, .size = kSmallFontSize});
  svg.text({frame.left + (text.width - frame.left) / 2, 12}, map.column_name,
           {.anchor = Anchor::middle, .color = {}, .size = kSmallFontSize});
  for (std::size_t c = 0; c < map.columns.size(); c += every) {
    svg.text({frame.left + frame.column * (static_cast<double>(c) + 0.5), kTop - 8},
             fitted(map.columns[c], frame.column * static_cast<double>(every) - kCellGap),
             {.anchor = Anchor::middle, .color = {}});
  }
  for (std::size_t r = 0; r < map.rows.size(); ++r) {
    const double y = kTop + frame.row * static_cast<double>(r);
    svg.text({frame.label_width, y + frame.row / 2 + 3}, fitted(map.rows[r], frame.label_width),
             {.anchor = Anchor::end, .color = {}});
    for (std::size_t c = 0; c < map.columns.size(); ++c) {
      const HeatCell& cell = map.cells[r][c];
      if (!cell.value) continue;
      const Box box{frame.left + frame.column * static_cast<double>(c), y, frame.column - kCellGap,
                    frame.row - kCellGap};
      const std::string color = shade(most > 0 ? *cell.value / most : 0);
      svg.rect(box, color, cell.tip);
      if (!frame.has_texts) continue;
      const double middle = box.x + box.width / 2;
      const Point at = frame.upright ? Point{middle + kSmallFontSize / 3, y + box.height / 2}
                                     : Point{middle, y + frame.row / 2 + 3};
      svg.text(at, cell.text,
               {.anchor = Anchor::middle,
                .color = text_color_on(color),
                .size = kSmallFontSize,
                .upright = frame.upright});
    }
  }
  return svg.str();
}

}  // namespace rfmseg::charts
