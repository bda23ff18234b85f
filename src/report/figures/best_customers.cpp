#include "report/figures/best_customers.hpp"

#include <algorithm>

namespace rfmseg::figures {
namespace {

/// The first `percent` of `customers`, rounded up.
std::size_t first_percent(std::size_t customers, std::size_t percent) {
  return (customers * percent + 99) / 100;
}

}  // namespace

void keep_best(const CustomerTable& table, std::vector<std::size_t>& customers, std::size_t count) {
  const std::size_t kept = std::min(count, customers.size());
  const auto end = customers.begin() + static_cast<std::ptrdiff_t>(kept);
  std::partial_sort(customers.begin(), end, customers.end(), [&](std::size_t a, std::size_t b) {
    const Amount revenue_a = table.revenue(a);
    const Amount revenue_b = table.revenue(b);
    return revenue_a != revenue_b ? revenue_a > revenue_b : a < b;
  });
  customers.erase(end, customers.end());
}

std::optional<Concentration> concentration(const CustomerTable& table) {
  constexpr std::size_t kFewest = 20;
  Amount whole;
  for (std::size_t i = 0; i < table.size(); ++i) whole += table.revenue(i);
  if (table.size() < kFewest || whole <= Amount{}) return std::nullopt;
  AmountColumn revenues = table.revenues.empty() ? table.monetary : table.revenues;
  revenues.sort();
  Concentration concentration;
  Concentration::Part part;
  for (std::size_t percent = 0; percent <= 100; ++percent) {
    while (part.customers < first_percent(table.size(), percent)) {
      const bool below_half = 2 * part.revenue.to_double() < whole.to_double();
      part.revenue += revenues[table.size() - 1 - part.customers];
      ++part.customers;
      if (below_half) concentration.half_customers = part.customers;
    }
    concentration.best.push_back(part);
  }
  return concentration;
}

std::vector<std::vector<std::size_t>> top_customers(const Analysis& analysis, std::size_t count) {
  std::vector<std::vector<std::size_t>> top(analysis.segmentation.scheme.segments.size() + 1);
  for (std::size_t i = 0; i < analysis.table.size(); ++i) {
    top[analysis.segmentation.segment[i]].push_back(i);
  }
  for (auto& customers : top) keep_best(analysis.table, customers, count);
  std::vector<std::vector<std::size_t>> shown;
  for (const SegmentSummary& segment : analysis.segments) shown.push_back(top[segment.segment]);
  return shown;
}

}  // namespace rfmseg::figures
