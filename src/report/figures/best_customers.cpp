#include "report/figures/best_customers.hpp"

#include <algorithm>
#include <numeric>

namespace rfmseg::figures {
namespace {

/// The customers, those with most revenue first; equal ones in the order of the table.
std::vector<std::size_t> by_falling_revenue(const CustomerTable& table) {
  std::vector<std::size_t> order(table.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return table.revenue(a) > table.revenue(b); });
  return order;
}

/// The first `percent` of `customers`, rounded up.
std::size_t first_percent(std::size_t customers, std::size_t percent) {
  return (customers * percent + 99) / 100;
}

}  // namespace

std::optional<Concentration> concentration(const CustomerTable& table) {
  constexpr std::size_t kFewest = 20;
  Amount whole;
  for (std::size_t i = 0; i < table.size(); ++i) whole += table.revenue(i);
  if (table.size() < kFewest || whole <= Amount{}) return std::nullopt;
  const std::vector<std::size_t> order = by_falling_revenue(table);
  Concentration concentration;
  Concentration::Part part;
  for (std::size_t percent = 0; percent <= 100; ++percent) {
    while (part.customers < first_percent(table.size(), percent)) {
      const bool below_half = 2 * part.revenue.to_double() < whole.to_double();
      part.revenue += table.revenue(order[part.customers]);
      ++part.customers;
      if (below_half) concentration.half_customers = part.customers;
    }
    concentration.best.push_back(part);
  }
  return concentration;
}

std::vector<std::vector<std::size_t>> top_customers(const Analysis& analysis, std::size_t count) {
  std::vector<std::vector<std::size_t>> top(analysis.segmentation.scheme.segments.size() + 1);
  for (const std::size_t i : by_falling_revenue(analysis.table)) {
    auto& of_segment = top[analysis.segmentation.segment[i]];
    if (of_segment.size() < count) of_segment.push_back(i);
  }
  std::vector<std::vector<std::size_t>> shown;
  for (const SegmentSummary& segment : analysis.segments) shown.push_back(top[segment.segment]);
  return shown;
}

}  // namespace rfmseg::figures
