#include <map>
#include <utility>

#include "rfm/quantiles.hpp"
#include "rfmseg/cluster/clustering.hpp"

namespace rfmseg {
namespace {

GroupProfile profile(const CustomerTable& table, int group,
                     const std::vector<std::size_t>& members) {
  GroupProfile profile;
  profile.group = group;
  profile.customers = static_cast<std::int64_t>(members.size());
  Int128 recency = 0;
  Int128 frequency = 0;
  IntegerColumn recencies;
  IntegerColumn frequencies;
  AmountColumn spend;
  AmountColumn items;
  for (const std::size_t member : members) {
    recency += table.recency[member];
    frequency += table.frequency[member];
    profile.monetary += table.monetary[member];
    profile.revenue += table.revenue(member);
    recencies.push_back(table.recency[member]);
    frequencies.push_back(table.frequency[member]);
    spend.push_back(table.monetary[member]);
    if (table.has_items()) items.push_back(table.items[member]);
  }
  const auto count = static_cast<double>(members.size());
  profile.mean_recency = static_cast<double>(recency) / count;
  profile.mean_frequency = static_cast<double>(frequency) / count;
  profile.recency = five_numbers(std::move(recencies));
  profile.frequency = five_numbers(std::move(frequencies));
  profile.spend = five_numbers(std::move(spend));
  if (table.has_items()) profile.items = five_numbers(std::move(items));
  return profile;
}

}  // namespace

double GroupProfile::mean_monetary() const {
  return Quantile{monetary.units(), customers}.to_double();
}

std::vector<GroupProfile> profile_groups(const CustomerTable& table,
                                         const std::vector<int>& group_of) {
  std::map<int, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < group_of.size(); ++i) members[group_of[i]].push_back(i);
  std::vector<GroupProfile> profiles;
  for (const auto& [group, customers] : members) {
    profiles.push_back(profile(table, group, customers));
  }
  return profiles;
}

}  // namespace rfmseg
