#include <cstddef>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"

namespace rfmseg::charts {

std::string tree_chart(const ChartText& text, const TreeChart& tree) {
  constexpr double kNodeHeight = 24;
  constexpr double kIndent = 16;
  constexpr double kShareWidth = 64;
  const double height = kNodeHeight * static_cast<double>(tree.nodes.size());
  Svg svg(height, text.title, text.description);
  const auto middle = [](std::size_t index) {
    return kNodeHeight * (static_cast<double>(index) + 0.5);
  };
  const auto left = [](const TreeChart::Node& node) { return kIndent * node.depth; };
  std::vector<std::size_t> parents;  // by depth
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const TreeChart::Node& node = tree.nodes[i];
    const auto depth = static_cast<std::size_t>(node.depth);
    parents.resize(depth);
    if (depth > 0) {
      const double stem = left(node) - kIndent / 2;
      svg.line({stem, middle(parents.back()) + kNodeHeight / 2 - 4}, {stem, middle(i)}, "line");
      svg.line({stem, middle(i)}, {left(node), middle(i)}, "line");
    }
    parents.push_back(i);
    const Box cell{kWidth - kShareWidth, middle(i) - kNodeHeight / 2 + 1, kShareWidth,
                   kNodeHeight - 2};
    const std::string color = shade(node.share);
    svg.rect(cell, color, node.tip);
    svg.text({cell.x + kShareWidth / 2, middle(i) + 5}, node.text,
             {.anchor = Anchor::middle, .color = text_color_on(color), .size = kSmallFontSize});
    svg.text({left(node) + 4, middle(i) + 5}, fitted(node.label, cell.x - left(node) - 12), {});
  }
  return svg.str();
}

}  // namespace rfmseg::charts
