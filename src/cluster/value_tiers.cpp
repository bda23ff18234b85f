#include "rfmseg/cluster/value_tiers.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "parallel.hpp"
#include "rfm/kmeans_1d.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

constexpr int kGroups = 4;
static_assert(3 * (kGroups - 1) == kMostTierPoints);

void check(const std::vector<TierRule>& rules) {
  const auto lower = [](const TierRule& a, const TierRule& b) {
    return a.max_points < b.max_points;
  };
  if (rules.empty() || rules.back().max_points < kMostTierPoints ||
      !std::is_sorted(rules.begin(), rules.end(), lower)) {
    throw UsageError(
        "max_points must ascend from one value tier to the next, and end at 9 or more");
  }
}

double number(const IntegerColumn& column, std::size_t index) {
  return static_cast<double>(column[index]);
}
double number(const AmountColumn& column, std::size_t index) {
  return column.to_double(index);
}

template <class Column>
std::vector<double> cuts_of(Column column) {
  column.sort();
  const auto value = [&](std::size_t i) { return number(column, i); };
  std::vector<double> cuts = groups_1d(column.size(), value, kGroups).maximum;
  cuts.pop_back();
  return cuts;
}

/// The group of a value, from 0: the number of cuts below it.
int group_of(double value, const std::vector<double>& cuts) {
  return static_cast<int>(std::ranges::lower_bound(cuts, value) - cuts.begin());
}

std::uint8_t tier_of(int points, const std::vector<TierRule>& rules) {
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const TierRule& candidate) {
    return points <= candidate.max_points;
  });
  return static_cast<std::uint8_t>(rule - rules.begin());
}

}  // namespace

ValueTiers value_tiers(const CustomerTable& table, const std::vector<TierRule>& rules,
                       unsigned threads) {
  if (table.size() == 0) throw DataError("no customers to assign to value tiers");
  TierCuts cuts;
  const std::array<std::function<void()>, 3> metrics = {
      [&] { cuts.recency = cuts_of(table.recency); },
      [&] { cuts.frequency = cuts_of(table.frequency); },
      [&] { cuts.monetary = cuts_of(table.monetary); }};
  in_parallel(metrics.size(), threads, [&](std::size_t metric) { metrics[metric](); });
  return value_tiers(table, rules, cuts);
}

ValueTiers value_tiers(const CustomerTable& table, const std::vector<TierRule>& rules,
                       const TierCuts& cuts) {
  check(rules);
  ValueTiers tiers;
  tiers.rules = rules;
  tiers.cuts = cuts;
  tiers.points.reserve(table.size());
  tiers.tier.reserve(table.size());
  const int longest_ago = static_cast<int>(cuts.recency.size());  // fewer days are better
  for (std::size_t i = 0; i < table.size(); ++i) {
    const int points = (longest_ago - group_of(number(table.recency, i), cuts.recency)) +
                       group_of(number(table.frequency, i), cuts.frequency) +
                       group_of(number(table.monetary, i), cuts.monetary);
    tiers.points.push_back(static_cast<std::uint8_t>(points));
    tiers.tier.push_back(tier_of(points, rules));
  }
  return tiers;
}

}  // namespace rfmseg
