#include "report/tables/trend_tables.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>

#include "report/number_text.hpp"

namespace rfmseg {
namespace {

using Kind = ResultTable::Kind;

/// The points of `trend`, or only the given one.
std::vector<const TrendPoint*> points_of(const Trend& trend, std::optional<std::size_t> point) {
  std::vector<const TrendPoint*> points;
  for (std::size_t i = 0; i < trend.points.size(); ++i) {
    if (!point || *point == i) points.push_back(&trend.points[i]);
  }
  return points;
}

/// The columns of the period that each place is in.
template <class Places>
void add_period(ResultTable& table, const Places& places) {
  table.add({"period", "Period", Kind::text, kInRows}, places,
            [](const auto& at) { return at.point->end.period; });
  table.add({"as_of", "As of", Kind::text, kInRows}, places,
            [](const auto& at) { return to_string(at.point->end.as_of); });
  table.add({"complete", "Complete", Kind::text, kInRows}, places,
            [](const auto& at) { return at.point->end.complete; });
}

std::string cell_text(TrendFigure figure, const TrendPoint& point, std::int64_t customers,
                      Amount revenue) {
  switch (figure) {
    case TrendFigure::customers:
      break;
    case TrendFigure::share:
      return percent_text(static_cast<double>(customers), static_cast<double>(point.customers));
    case TrendFigure::revenue:
      return money_text(revenue);
  }
  return count_text(customers);
}

/// Of all customers, less what those brought who are gone.
Amount period_revenue(const TrendPoint& point) {
  Amount sum = point.gone_revenue;
  for (const TrendSegment& segment : point.segments) sum += segment.period_revenue;
  return sum;
}

}  // namespace

ResultTable trend_segment_table(const Trend& trend, std::optional<std::size_t> point) {
  struct Place {
    const TrendPoint* point;
    std::size_t segment;
    [[nodiscard]] const TrendSegment& figures() const { return point->segments[segment]; }
  };
  std::vector<Place> places;
  for (const TrendPoint* one : points_of(trend, point)) {
    for (std::size_t i = 0; i < one->segments.size(); ++i) {
      places.push_back({one, i});
    }
  }
  ResultTable table(places.size());
  add_period(table, places);
  table.add({"segment", "Segment"}, places,
            [&](const Place& at) { return trend.segments[at.segment].name; });
  table.add({"customers", "Customers", Kind::count}, places,
            [](const Place& at) { return at.figures().customers; });
  table.add({"customer_share", "Share", Kind::share}, places, [](const Place& at) {
    return Share{static_cast<double>(at.figures().customers),
                 static_cast<double>(at.point->customers)};
  });
  table.add({"revenue", "Revenue", Kind::money}, places,
            [](const Place& at) { return at.figures().revenue; });
  table.add({"period_revenue", "In the period", Kind::money}, places,
            [](const Place& at) { return at.figures().period_revenue; });
  return table;
}

ResultTable trend_flow_table(const Trend& trend, std::optional<std::size_t> point) {
  struct Place {
    const TrendPoint* point;
    const TrendFlow* flow;
  };
  std::vector<Place> places;
  for (const TrendPoint* one : points_of(trend, point)) {
    for (const TrendFlow& flow : one->flows) places.push_back({one, &flow});
  }
  ResultTable table(places.size());
  add_period(table, places);
  table.add({"from", "From"}, places,
            [&](const Place& at) { return trend.segments[at.flow->from].name; });
  table.add({"to", "To"}, places,
            [&](const Place& at) { return trend.segments[at.flow->to].name; });
  table.add({"customers", "Customers", Kind::count}, places,
            [](const Place& at) { return at.flow->customers; });
  return table;
}

std::size_t first_period_shown(const TrendReport& report) {
  const std::size_t dates = report.trend.points.size();
  return dates > report.most_periods ? dates - report.most_periods : 0;
}

std::string period_title(const TrendPoint& point) {
  return point.end.period + (point.end.complete ? "" : "*");
}

std::string partial_note(const TrendReport& report) {
  const std::vector<TrendPoint>& points = report.trend.points;
  std::vector<std::string> partial;
  for (std::size_t i = first_period_shown(report); i < points.size(); ++i) {
    if (!points[i].end.complete) partial.push_back(points[i].end.period);
  }
  if (partial.empty()) return {};
  return fmt::format("* The data have only a part of {}.", enumerated(partial));
}

std::string flows_title(const Trend& trend) {
  return fmt::format("Largest moves in {}", trend.points.back().end.period);
}

Table trend_matrix(const TrendReport& report, TrendFigure figure) {
  const Trend& trend = report.trend;
  Table table{{{"Segment", Align::left}}, {}};
  for (std::size_t i = first_period_shown(report); i < trend.points.size(); ++i) {
    table.columns.push_back({period_title(trend.points[i])});
  }
  for (std::size_t segment = 0; segment < trend.segments.size(); ++segment) {
    Table::Row row{{trend.segments[segment].name}};
    for (std::size_t i = first_period_shown(report); i < trend.points.size(); ++i) {
      const TrendSegment& at = trend.points[i].segments[segment];
      row.cells.push_back(cell_text(figure, trend.points[i], at.customers, at.period_revenue));
    }
    table.rows.push_back(std::move(row));
  }
  const bool any_gone = std::ranges::any_of(
      trend.points, [](const TrendPoint& point) { return point.gone_revenue != Amount{}; });
  if (figure == TrendFigure::revenue && any_gone) {
    Table::Row gone{{"(gone)"}};
    for (std::size_t i = first_period_shown(report); i < trend.points.size(); ++i) {
      gone.cells.push_back(money_text(trend.points[i].gone_revenue));
    }
    table.rows.push_back(std::move(gone));
  }
  Table::Row total{{"Total"}};
  for (std::size_t i = first_period_shown(report); i < trend.points.size(); ++i) {
    const TrendPoint& point = trend.points[i];
    total.cells.push_back(cell_text(figure, point, point.customers, period_revenue(point)));
  }
  total.emphasised = true;
  table.rows.push_back(std::move(total));
  return table;
}

Table largest_flows(const Trend& trend) {
  constexpr std::size_t kMost = 10;
  Table table{{{"From", Align::left}, {"To", Align::left}, {"Customers"}}, {}};
  if (trend.points.empty()) return table;
  std::vector<TrendFlow> flows = trend.points.back().flows;
  std::erase_if(flows, [](const TrendFlow& flow) { return flow.from == flow.to; });
  std::ranges::stable_sort(flows, std::greater{}, &TrendFlow::customers);
  if (flows.size() > kMost) flows.resize(kMost);
  for (const TrendFlow& flow : flows) {
    table.rows.push_back({{trend.segments[flow.from].name, trend.segments[flow.to].name,
                           count_text(flow.customers)}});
  }
  return table;
}

std::string trend_sentence(const TrendReport& report) {
  const Trend& trend = report.trend;
  const TrendPoint& last = trend.points.back();
  std::string text =
      fmt::format("{} as of {}", counted(last.customers, "customer"), as_of_text(last.end.as_of));
  if (trend.points.size() < 2) return text + ".";
  const TrendPoint& before = trend.points[trend.points.size() - 2];
  std::int64_t moved = 0;
  for (const TrendFlow& flow : last.flows) moved += flow.from == flow.to ? 0 : flow.customers;
  text += fmt::format("; in {} {} joined, {} moved to another segment", last.end.period,
                      count_text(last.came), count_text(moved));
  if (last.went > 0) {
    text += fmt::format(", {} left because of returns", count_text(last.went));
  }
  text += '.';
  // The segment that changed most, in customers.
  const auto change = [&](std::size_t i) {
    return last.segments[i].customers - before.segments[i].customers;
  };
  std::size_t most = 0;
  for (std::size_t i = 1; i < trend.segments.size(); ++i) {
    if (std::abs(change(i)) > std::abs(change(most))) most = i;
  }
  if (change(most) == 0) return text;
  return text + fmt::format(" {} changed most: {} to {}.", trend.segments[most].name,
                            count_text(before.segments[most].customers),
                            count_text(last.segments[most].customers));
}

std::string cuts_sentence(const Trend& trend) {
  if (trend.cuts == TrendCuts::own) {
    return "Each period has its own cuts: a customer may also move because others changed.";
  }
  return fmt::format(
      "All periods have the cuts of {}, by which equal values score alike: customers move only "
      "because of what they do or do not do.",
      as_of_text(trend.points.back().end.as_of));
}

std::string figure_sentence(const TrendReport& report, TrendFigure figure) {
  switch (figure) {
    case TrendFigure::customers:
      break;
    case TrendFigure::share:
      return "Share of all customers.";
    case TrendFigure::revenue:
      return fmt::format("Revenue{} in the {}, of the customers in the segment at its end.",
                         report.currency.empty() ? "" : fmt::format(" ({})", report.currency),
                         to_string(report.unit));
  }
  return "Number of customers.";
}

}  // namespace rfmseg
