#include "report/tables/group_tables.hpp"

#include <fmt/core.h>

#include <cctype>
#include <optional>
#include <string>
#include <vector>

#include "report/cluster_advice.hpp"
#include "rfmseg/segment/segment_keys.hpp"

namespace rfmseg {

Share Whole::share(std::int64_t of_customers) const {
  return {static_cast<double>(of_customers), static_cast<double>(customers)};
}

Share Whole::share(Amount of_revenue) const {
  return {of_revenue.to_double(), revenue.to_double()};
}

namespace {

using Kind = ResultTable::Kind;

/// How many customers each group has, how they buy, what they bring. A group is a SegmentSummary or
/// a GroupProfile.
template <class Group>
void add_figures(const std::vector<Group>& groups, const Whole& whole, ResultTable& table) {
  table.add({"customers", "Cust.", Kind::count}, groups, &Group::customers);
  table.add({"customer_share", "Share", Kind::share}, groups,
            [&](const Group& group) { return whole.share(group.customers); });
  table.add({"recency_mean", "R", Kind::mean}, groups, &Group::mean_recency);
  table.add({"frequency_mean", "F", Kind::mean}, groups, &Group::mean_frequency);
  table.add({"monetary_mean", "M", Kind::mean_money}, groups, &Group::mean_monetary);
  table.add({"revenue", "Revenue", Kind::money}, groups, &Group::revenue);
  table.add({"revenue_share", "Share", Kind::share}, groups,
            [&](const Group& group) { return whole.share(group.revenue); });
}

/// How the customers of each group differ; for people in separate tables.
void add_spreads(const std::vector<GroupProfile>& groups, bool has_items, ResultTable& table) {
  table.add({"recency", "Recency", Kind::spread, kInFiles}, groups, &GroupProfile::recency);
  table.add({"frequency", "Frequency", Kind::spread, kInFiles}, groups, &GroupProfile::frequency);
  table.add({"spend", "Spend", Kind::money_spread, kInFiles}, groups, &GroupProfile::spend);
  table.add({"items", "Items", Kind::spread, has_items ? kInFiles : kInJson}, groups,
            [&](const GroupProfile& group) {
              return has_items ? std::optional(group.items) : std::nullopt;
            });
}

/// `group` is null where they are of all customers.
ResultTable table_of(const std::vector<SegmentSummary>& segments, const Analysis& analysis,
                     const ScoredGroup* group) {
  const auto rule = [&](std::size_t i) -> const SegmentRule& {
    return analysis.segmentation.rule(segments[i].segment);
  };
  const auto name = [&](std::size_t i) { return rule(i).name; };
  const std::string title = group == nullptr ? "Segment" : group_title(*group);
  ResultTable table(segments.size());
  if (group != nullptr) {
    table.add({"group", "", Kind::text, kInRows}, [&](std::size_t) { return group->name; });
  }
  table.add({"segment", title, Kind::text, kForPeople | kInRows}, name);
  table.add({"name", "", Kind::text, kInJson}, name);
  const std::vector<std::string> keys = segment_keys(analysis.segmentation.scheme);
  table.add({"segment_key", "", Kind::text, kInFiles},
            [&](std::size_t i) { return keys[segments[i].segment]; });
  add_figures(segments, whole_of(segments), table);
  if (group == nullptr) {
    table.add({"color", "", Kind::text, kInJson}, [&](std::size_t i) { return rule(i).color; });
  }
  table.add({"recommendation", "What to do", Kind::note, group == nullptr ? kEverywhere : kInRows},
            [&](std::size_t i) { return rule(i).recommendation; });
  return table;
}

/// `Frequent and high spend. Value tier High. Reward them.`
std::string cluster_note(std::string name, const TierRule& tier, const std::string& advice) {
  name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return fmt::format("{}. Value tier {}.{}{}", name, tier.name, advice.empty() ? "" : " ", advice);
}

}  // namespace

Whole whole_of(const std::vector<SegmentSummary>& segments) {
  Whole whole;
  for (const SegmentSummary& segment : segments) {
    whole.customers += segment.customers;
    whole.revenue += segment.revenue;
  }
  return whole;
}

ResultTable segment_table(const Analysis& analysis) {
  return table_of(analysis.segments, analysis, nullptr);
}

ResultTable segment_table(const Analysis& analysis, std::size_t group) {
  return table_of(analysis.group_segments[group], analysis, &analysis.segmentation.groups[group]);
}

ResultTable cluster_table(const Analysis& analysis) {
  const std::vector<GroupProfile>& clusters = analysis.clusters;
  const std::vector<std::string> advice = cluster_advice(analysis);
  ResultTable table(clusters.size());
  table.add({"cluster", "Cluster", Kind::ordinal}, clusters, &GroupProfile::group);
  add_figures(clusters, whole_of(analysis.segments), table);
  table.add({"name", "", Kind::text, kInFiles},
            [&](std::size_t c) { return analysis.cluster_name(c); });
  table.add({"value_tier", "", Kind::text, kInFiles},
            [&](std::size_t c) { return analysis.cluster_tier(c).name; });
  table.add({"recommendation", "", Kind::text, kInFiles}, [&](std::size_t c) { return advice[c]; });
  table.add({"note", "Description and action", Kind::note, kForPeople}, [&](std::size_t c) {
    return cluster_note(analysis.cluster_name(c), analysis.cluster_tier(c), advice[c]);
  });
  add_spreads(clusters, analysis.table.has_items(), table);
  return table;
}

ResultTable tier_table(const Analysis& analysis) {
  const std::vector<GroupProfile>& tiers = analysis.tier_profiles;
  std::vector<TierRule> rules;
  for (const GroupProfile& tier : tiers) {
    rules.push_back(analysis.tiers.rules[static_cast<std::size_t>(tier.group)]);
  }
  ResultTable table(tiers.size());
  table.add({"name", "Tier"}, rules, &TierRule::name);
  table.add({"max_points", "", Kind::count, kInJson}, rules, &TierRule::max_points);
  add_figures(tiers, whole_of(analysis.segments), table);
  add_spreads(tiers, analysis.table.has_items(), table);
  table.add({"recommendation", "What to do", Kind::note}, rules, &TierRule::recommendation);
  return table;
}

std::string group_title(const ScoredGroup& group) {
  constexpr std::size_t kLongest = 40;
  if (group.name.empty()) return "(none)";
  if (group.name.size() <= kLongest) return group.name;
  std::size_t end = kLongest;
  const auto continues = [&](std::size_t i) {
    return (static_cast<unsigned char>(group.name[i]) & 0xC0U) == 0x80U;
  };
  while (end > 0 && continues(end)) --end;
  return group.name.substr(0, end) + "...";
}

}  // namespace rfmseg
