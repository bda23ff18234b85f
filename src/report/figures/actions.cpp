#include "report/figures/actions.hpp"

#include <algorithm>
#include <utility>

#include "report/figures/best_customers.hpp"

namespace rfmseg::figures {
namespace {

// Round numbers, which the page states: no forecast.
constexpr int one_in(Action::Kind kind) {
  switch (kind) {
    case Action::Kind::call:
      return 4;
    case Action::Kind::win_back:
      return 10;
    case Action::Kind::grow:
      break;
  }
  return 5;
}

bool knows_orders(const Analysis& analysis) {
  const MetricDefinitions& metrics = analysis.segmentation.scheme.metrics;
  return !analysis.table.order_counts.empty() ||
         (metrics.frequency == FrequencyMeasure::orders && !metrics.minus_first);
}

std::optional<Action::Prize> prize(const Analysis& analysis, const CustomerSet& set, int one_in) {
  if (!knows_orders(analysis) || set.revenue <= Amount{}) return std::nullopt;
  std::int64_t orders = 0;
  for (const std::size_t i : set.customers) orders += analysis.table.orders(i);
  if (orders <= 0) return std::nullopt;
  const double order = set.revenue.to_double() / static_cast<double>(orders);
  return Action::Prize{one_in, order, static_cast<double>(set.size()) / one_in * order};
}

std::vector<std::size_t> top_of(const CustomerTable& table, std::vector<std::size_t> customers) {
  constexpr std::size_t kShown = 3;
  keep_best(table, customers, kShown);
  return customers;
}

double revenue_per_customer(const GroupOfSegments::Segment& segment) {
  return segment.set.revenue.to_double() / static_cast<double>(segment.set.size());
}

}  // namespace

std::vector<Action> find_actions(const Analysis& analysis,
                                 const std::vector<GroupOfSegments>& groups) {
  std::vector<Action> actions;
  const auto add = [&](Action::Kind kind, const std::vector<GroupOfSegments::Segment>& segments) {
    std::vector<std::size_t> indices, customers;
    for (const GroupOfSegments::Segment& segment : segments) {
      indices.push_back(segment.index);
      customers.insert(customers.end(), segment.set.customers.begin(), segment.set.customers.end());
    }
    CustomerSet set = customer_set(analysis.table, std::move(customers));
    std::vector<std::size_t> top = top_of(analysis.table, set.customers);
    const auto worth = prize(analysis, set, one_in(kind));
    actions.push_back({kind, std::move(indices), std::move(set), std::move(top), worth});
  };
  for (const GroupOfSegments& group : groups) {
    if (group.group == SegmentGroup::grow) add(Action::Kind::grow, group.segments);
    if (group.group != SegmentGroup::win_back) continue;
    std::vector<GroupOfSegments::Segment> others = group.segments;
    if (others.size() > 1) {
      const auto best = std::ranges::max_element(others, {}, revenue_per_customer);
      add(Action::Kind::call, {*best});
      others.erase(best);
    }
    add(Action::Kind::win_back, others);
  }
  return actions;
}

}  // namespace rfmseg::figures
