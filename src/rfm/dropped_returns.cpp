#include "rfm/dropped_returns.hpp"

#include <absl/strings/string_view.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "clean/judge.hpp"

namespace rfmseg {

DroppedReturnSums::DroppedReturnSums(CleaningRules rules) : rules_(std::move(rules)) {
  rules_.net_returns = true;
}

bool DroppedReturnSums::add(const Transaction& transaction) {
  if (!is_subtracted(Judge(rules_)(transaction))) return false;
  const auto rows = static_cast<std::uint64_t>(transaction.lines);
  returned_[std::string(transaction.customer_id)] += {rows, transaction.amount};
  return true;
}

void DroppedReturnSums::merge(const DroppedReturnSums& other) {
  for (const auto& [customer, rows] : other.returned_) returned_[customer] += rows;
}

DroppedReturns DroppedReturnSums::effect(const CustomerTable& table) const {
  DroppedReturns effect;
  std::vector<Amount> returned(table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Amount revenue = table.revenue(i);
    effect.revenue += revenue;
    const std::string_view id = table.ids[i];
    const auto found = returned_.find(absl::string_view(id.data(), id.size()));
    if (found != returned_.end()) {
      effect.returns += found->second;
      returned[i] = found->second.amount;
    }
    const Amount net = revenue + returned[i];
    if (net > Amount{}) effect.net_revenue += net;
  }
  std::vector<std::size_t> top(table.size());
  std::iota(top.begin(), top.end(), std::size_t{0});
  const std::size_t count = std::min(table.size(), kTopCustomers);
  std::ranges::partial_sort(top, top.begin() + static_cast<std::ptrdiff_t>(count),
                            [&](std::size_t a, std::size_t b) {
                              const Amount revenue_a = table.revenue(a);
                              const Amount revenue_b = table.revenue(b);
                              return revenue_a != revenue_b ? revenue_a > revenue_b : a < b;
                            });
  top.resize(count);
  effect.top_customers = static_cast<std::int64_t>(count);
  effect.top_customers_returned_most = std::ranges::count_if(
      top, [&](std::size_t i) { return table.revenue(i) + returned[i] + returned[i] < Amount{}; });
  return effect;
}

bool DroppedReturns::matter() const {
  constexpr double kLeastShare = 0.01;
  return -returns.amount.to_double() > kLeastShare * revenue.to_double();
}

}  // namespace rfmseg
