#include <algorithm>
#include <utility>

#include "report/charts/charts.hpp"

namespace rfmseg::charts {
namespace {

constexpr double kFlowMargin = 6;
constexpr double kNodeGap = 4;     // between the nodes of a side
constexpr double kNodeWidth = 10;  // of the bar
constexpr double kLabelHeight = 15;
constexpr double kLineHeight = 13;  // of a label with two lines
constexpr double kLabelApart = 5;   // from the bar
constexpr double kPaleFlow = 0.16;
constexpr double kStrongFlow = 0.55;

/// The labels of the nodes of a side, each in one line or two.
using Labels = std::vector<std::vector<std::string>>;

/// The height of all that flows, and the labels with their room at each side: a wide picture has
/// more, and a narrow one divides long labels.
struct FlowFrame {
  double height, label_room;
  Labels left, right;

  FlowFrame(const FlowChart& chart, double width) {
    const bool wide = width > kWidth;
    height = wide ? 400 : 280;
    const double line = wide ? 0.25 * width : 105;
    const double most = wide ? line : 145;
    double longest = 0;
    const auto labels_of = [&](const std::vector<FlowChart::Node>& nodes) {
      Labels labels;
      for (const FlowChart::Node& node : nodes) {
        std::vector<std::string>& lines =
            labels.emplace_back(divided(node.label, line, kSmallFontSize));
        for (std::string& text : lines) {
          text = fitted(text, most - kLabelApart, kSmallFontSize);
          longest = std::max(longest, text_width(text, kSmallFontSize));
        }
      }
      return labels;
    };
    left = labels_of(chart.left);
    right = labels_of(chart.right);
    label_room = std::min(longest + kLabelApart, most);
  }
};

double sum_of(const std::vector<FlowChart::Node>& nodes) {
  double sum = 0;
  for (const FlowChart::Node& node : nodes) sum += node.value;
  return sum;
}

/// Where the nodes of one side stand, one under the other, each with room for its label.
std::vector<Box> node_boxes(const std::vector<FlowChart::Node>& nodes, const Labels& labels,
                            double x, double per_value) {
  std::vector<Box> boxes;
  double y = kFlowMargin;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const double height = std::max(nodes[i].value * per_value, 0.5);
    const double room =
        std::max(height + kNodeGap, kLabelHeight * static_cast<double>(labels[i].size()));
    boxes.push_back({x, y + (room - kNodeGap - height) / 2, kNodeWidth, height});
    y += room;
  }
  return boxes;
}

double bottom_of(const std::vector<Box>& boxes) {
  return boxes.empty() ? 0 : boxes.back().bottom() + kLabelHeight / 2;
}

/// Bars with their labels outside and, where there is room, their values inside.
void draw_side(Svg& svg, const std::vector<FlowChart::Node>& nodes, const std::vector<Box>& boxes,
               const Labels& labels, bool left) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const FlowChart::Node& node = nodes[i];
    const Box& box = boxes[i];
    svg.rect(box, node.color, node.tip);
    const double y = box.y + box.height / 2 + kSmallFontSize / 3;
    const double before = box.x - kLabelApart;
    const double behind = box.right() + kLabelApart;
    double line = y - kLineHeight * static_cast<double>(labels[i].size() - 1) / 2;
    for (const std::string& text : labels[i]) {
      svg.text({left ? before : behind, line}, text,
               {.anchor = left ? Anchor::end : Anchor::start, .color = {}, .size = kSmallFontSize});
      line += kLineHeight;
    }
    if (box.height < kSmallFontSize) continue;
    svg.text({left ? behind : before, y}, node.text,
             {.anchor = left ? Anchor::start : Anchor::end, .color = {}, .size = kSmallFontSize});
  }
}

}  // namespace

std::string flow_chart(const ChartText& text, const FlowChart& chart) {
  const FlowFrame frame(chart, text.width);
  const double most = std::max(sum_of(chart.left), sum_of(chart.right));
  const double per_value = most > 0 ? frame.height / most : 0;
  const std::vector<Box> left = node_boxes(chart.left, frame.left, frame.label_room, per_value);
  const std::vector<Box> right =
      node_boxes(chart.right, frame.right, text.width - frame.label_room - kNodeWidth, per_value);

  Svg svg(std::max(bottom_of(left), bottom_of(right)) + kFlowMargin, text.title, text.description,
          text.width);
  // Bands leave and reach each node in the order of the nodes at their other end.
  std::vector<double> left_y;
  std::vector<double> right_y;
  for (const Box& box : left) left_y.push_back(box.y);
  for (const Box& box : right) right_y.push_back(box.y);
  std::vector<FlowChart::Flow> flows = chart.flows;
  std::ranges::sort(flows, {},
                    [](const FlowChart::Flow& flow) { return std::pair(flow.from, flow.to); });
  for (const FlowChart::Flow& flow : flows) {
    const double thickness = flow.value * per_value;
    svg.band({left[flow.from].right(), left_y[flow.from]}, thickness,
             {right[flow.to].x, right_y[flow.to]}, thickness, chart.left[flow.from].color, flow.tip,
             flow.pale ? kPaleFlow : kStrongFlow);
    left_y[flow.from] += thickness;
    right_y[flow.to] += thickness;
  }
  draw_side(svg, chart.left, left, frame.left, true);
  draw_side(svg, chart.right, right, frame.right, false);
  return svg.str();
}

}  // namespace rfmseg::charts
