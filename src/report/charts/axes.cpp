#include "report/charts/axes.hpp"

#include <algorithm>

namespace rfmseg::charts {
namespace {

constexpr double kSwatch = 10;
constexpr double kLegendRow = 18;
constexpr double kLegendGap = 16;

struct LegendPlace {
  double x = 0, y = 0;
};

double entry_width(const LegendEntry& entry, double most) {
  return std::min(kSwatch + 5 + text_width(entry.second, kSmallFontSize), most);
}

/// Where each entry of the legend stands, from the upper left.
std::vector<LegendPlace> legend_places(const std::vector<LegendEntry>& entries, double most) {
  std::vector<LegendPlace> places;
  LegendPlace next;
  for (const LegendEntry& entry : entries) {
    const double width = entry_width(entry, most);
    if (next.x > 0 && next.x + width > most) next = {0, next.y + kLegendRow};
    places.push_back(next);
    next.x += width + kLegendGap;
  }
  return places;
}

struct Tick {
  double at = 0;
  std::string label;
};

std::vector<Tick> labelled_ticks(const Scale& scale, TickText text) {
  const std::vector<double> ticks = scale.ticks();
  // The first two are nowhere farther apart than others, on a logarithmic scale either.
  const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 0;
  std::vector<Tick> labelled;
  for (const double tick : ticks) labelled.push_back({tick, text(tick, step)});
  return labelled;
}

}  // namespace

void draw_x_axis(Svg& svg, const Plot& plot, std::string_view name, TickText text) {
  draw_base(svg, plot);
  const double base = plot.area.bottom();
  double free_from = 0;  // labels must not run into each other
  for (const auto& [tick, label] : labelled_ticks(plot.x, text)) {
    if (label.empty()) continue;
    const double x = plot.x(tick);
    const double half = text_width(label, kSmallFontSize) / 2;
    svg.line({x, base}, {x, base + 4}, "line");
    if (x - half < free_from || x + half > svg.width()) continue;
    svg.text({x, base + 18}, label,
             {.anchor = Anchor::middle, .color = {}, .size = kSmallFontSize});
    free_from = x + half + 4;
  }
  draw_x_name(svg, plot, name);
}

void draw_x_name(Svg& svg, const Plot& plot, std::string_view name) {
  svg.text({plot.area.right(), plot.area.bottom() + 34}, name,
           {.anchor = Anchor::end, .color = {}, .size = kSmallFontSize});
}

void draw_y_axis(Svg& svg, const Plot& plot, std::string_view name, TickText text) {
  for (const auto& [tick, label] : labelled_ticks(plot.y, text)) {
    if (label.empty()) continue;
    const double y = plot.y(tick);
    svg.line({plot.area.x, y}, {plot.area.right(), y}, "grid");
    svg.text({plot.area.x - 6, y + 4}, label,
             {.anchor = Anchor::end, .color = {}, .size = kSmallFontSize});
  }
  svg.text({0, plot.area.y - 10}, name, {.size = kSmallFontSize});
}

void draw_base(Svg& svg, const Plot& plot) {
  svg.line({plot.area.x, plot.area.bottom()}, {plot.area.right(), plot.area.bottom()}, "line");
}

double tick_width(const Scale& scale, TickText text) {
  double widest = 0;
  for (const Tick& tick : labelled_ticks(scale, text)) {
    widest = std::max(widest, text_width(tick.label, kSmallFontSize));
  }
  return widest;
}

double draw_legend(Svg& svg, const std::vector<LegendEntry>& entries, double y) {
  const std::vector<LegendPlace> places = legend_places(entries, svg.width());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const LegendPlace& place = places[i];
    svg.rect({place.x, y + place.y + 3, kSwatch, kSwatch}, entries[i].first);
    svg.text({place.x + kSwatch + 5, y + place.y + 12},
             fitted(entries[i].second, svg.width() - kSwatch - 5, kSmallFontSize),
             {.size = kSmallFontSize});
  }
  return y + legend_height(entries, svg.width());
}

double legend_height(const std::vector<LegendEntry>& entries, double width) {
  return entries.empty() ? 0 : legend_places(entries, width).back().y + kLegendRow;
}

}  // namespace rfmseg::charts
