#include "rfmseg/cluster/value_tiers.hpp"

#include <algorithm>

#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

constexpr int kGroups = 4;
constexpr int kMostPoints = 3 * (kGroups - 1);

void check(const std::vector<TierRule>& rules) {
  const auto lower = [](const TierRule& a, const TierRule& b) {
    return a.max_points < b.max_points;
  };
  if (rules.empty() || rules.back().max_points < kMostPoints ||
      !std::is_sorted(rules.begin(), rules.end(), lower)) {
    throw UsageError("the value tiers must ascend by max_points, the last to 9 or more");
  }
}

template <class Metric>
Partition1D split(const CustomerTable& table, Metric metric) {
  std::vector<double> values;
  values.reserve(table.size());
  for (const Customer& customer : table.customers) values.push_back(metric(customer));
  return kmeans_1d(values, kGroups);
}

std::uint8_t tier_of(int points, const std::vector<TierRule>& rules) {
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const TierRule& candidate) {
    return points <= candidate.max_points;
  });
  return static_cast<std::uint8_t>(rule - rules.begin());
}

}  // namespace

ValueTiers value_tiers(const CustomerTable& table, const std::vector<TierRule>& rules) {
  check(rules);
  if (table.size() == 0) throw DataError("there are no customers to put in value tiers");
  ValueTiers tiers;
  tiers.rules = rules;
  tiers.recency = split(table, [](const Customer& c) { return static_cast<double>(c.recency); });
  tiers.frequency =
      split(table, [](const Customer& c) { return static_cast<double>(c.frequency); });
  tiers.monetary = split(table, [](const Customer& c) { return c.monetary.to_double(); });

  const int most_recent = static_cast<int>(tiers.recency.size.size()) - 1;  // fewer days are better
  for (std::size_t i = 0; i < table.size(); ++i) {
    const int points =
        (most_recent - tiers.recency.group[i]) + tiers.frequency.group[i] + tiers.monetary.group[i];
    tiers.points.push_back(static_cast<std::uint8_t>(points));
    tiers.tier.push_back(tier_of(points, rules));
  }
  return tiers;
}

}  // namespace rfmseg
