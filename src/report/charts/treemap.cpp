#include <algorithm>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"
#include "rfmseg/report/document.hpp"

namespace rfmseg::charts {
namespace {

constexpr double kHeight = 280;
constexpr double kBoxGap = 2;

/// The worst ratio of sides among areas from `least` to `most`, of `sum` in all, that stand in one
/// row along `side`.
double worst_ratio(double sum, double least, double most, double side) {
  const double thickness = sum / side;
  const double longest = most / thickness;
  const double shortest = least / thickness;
  return std::max(
      {longest / thickness, thickness / longest, shortest / thickness, thickness / shortest});
}

/// Boxes with the areas of `values`, which fall and are above 0, that fill `area`.
std::vector<Box> squarified(const std::vector<double>& values, Box area) {
  std::vector<Box> boxes;
  double total = 0;
  for (const double value : values) total += value;
  const double per_value = area.width * area.height / total;
  std::size_t first = 0;
  while (first < values.size()) {
    const double side = std::min(area.width, area.height);
    double sum = values[first] * per_value;
    std::size_t end = first + 1;
    for (; end < values.size(); ++end) {
      const double most = values[first] * per_value;
      const double next = values[end] * per_value;
      const double before = worst_ratio(sum, values[end - 1] * per_value, most, side);
      if (worst_ratio(sum + next, next, most, side) > before) break;
      sum += next;
    }
    const double thickness = sum / side;
    const bool upright = area.width >= area.height;  // whether the row stands at the left
    double offset = 0;
    for (std::size_t i = first; i < end; ++i) {
      const double length = values[i] * per_value / thickness;
      boxes.push_back(upright ? Box{area.x, area.y + offset, thickness, length}
                              : Box{area.x + offset, area.y, length, thickness});
      offset += length;
    }
    if (upright) {
      area.x += thickness;
      area.width -= thickness;
    } else {
      area.y += thickness;
      area.height -= thickness;
    }
    first = end;
  }
  return boxes;
}

/// The label's words in as few lines as fit `room`, at least one; where a word does not fit, all in
/// one line, cut.
std::vector<std::string> label_lines(std::string_view label, double room) {
  std::vector<std::string> lines;
  if (label.empty()) return {{}};
  std::string_view rest = label;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    if (text_width(word) > room) return {fitted(label, room)};
    const std::string longer = lines.empty() ? "" : lines.back() + ' ' + std::string(word);
    if (!lines.empty() && text_width(longer) <= room) {
      lines.back() = longer;
    } else {
      lines.emplace_back(word);
    }
  }
  return lines;
}

/// Writes the item's label, and its value under it, as far as there is room; returns whether the
/// label is whole.
bool draw_label(Svg& svg, const TreemapItem& item, const Box& box, std::string_view color) {
  constexpr double kMargin = 5;
  constexpr double kLine = 15;
  const double room = box.width - 2 * kMargin;
  std::vector<std::string> lines = label_lines(item.label, room);
  const auto fits = [&](std::size_t count) {
    return kMargin + kLine * static_cast<double>(count) <= box.height;
  };
  if (!fits(lines.size())) lines = {fitted(item.label, room)};
  constexpr std::size_t kFewestLetters = 4;  // less says nothing, the tip says all
  const bool cut = lines.front() != item.label && lines.size() == 1;
  if (!fits(1) || (cut && display_width(lines.front()) <= kFewestLetters)) return false;
  double y = box.y + kLine;
  for (const std::string& line : lines) {
    svg.text({box.x + kMargin, y}, line, {.color = color, .bold = true});
    y += kLine;
  }
  if (fits(lines.size() + 1) && text_width(item.text, kFontSize - 1) <= room) {
    svg.text({box.x + kMargin, y}, item.text, {.color = color, .size = kFontSize - 1});
  }
  return !cut;
}

}  // namespace

std::string treemap(const ChartText& text, std::vector<TreemapItem> items) {
  std::erase_if(items, [](const TreemapItem& item) { return !(item.value > 0); });
  std::ranges::stable_sort(items, std::greater<>(), &TreemapItem::value);
  std::vector<double> values;
  for (const TreemapItem& item : items) values.push_back(item.value);
  const std::vector<Box> boxes = squarified(values, {0, 0, kWidth + kBoxGap, kHeight + kBoxGap});

  // What has no room for its label is in the legend.
  Svg marks = Svg::fragment();
  std::vector<LegendEntry> legend;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const TreemapItem& item = items[i];
    Box box = boxes[i];
    box.width = std::max(box.width - kBoxGap, 0.5);
    box.height = std::max(box.height - kBoxGap, 0.5);
    marks.rect(box, item.color, item.tip);
    if (!draw_label(marks, item, box, text_color_on(item.color))) {
      legend.emplace_back(item.color, item.label + ' ' + item.text);
    }
  }
  constexpr double kAboveLegend = 6;
  const double below = legend.empty() ? 0 : kAboveLegend + legend_height(legend);
  Svg svg(kHeight + below, text.title, text.description);
  svg.add(marks);
  draw_legend(svg, legend, kHeight + kAboveLegend);
  return svg.str();
}

}  // namespace rfmseg::charts
