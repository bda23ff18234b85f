#include <fmt/core.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/group_rows.hpp"
#include "rfmseg/report/analysis_report.hpp"

namespace rfmseg {
namespace {

using Kind = RowColumn::Kind;

std::string share_text(double part, double whole) {
  return fmt::format("{:.6f}", whole == 0 ? 0.0 : part / whole);
}

/// Columns of a file about groups of customers: how many, how they buy, what they bring.
std::vector<RowColumn> file_columns(std::string name) {
  return {{std::move(name), Kind::text},    {"customers", Kind::number},
          {"customer_share", Kind::share},  {"recency_mean", Kind::number},
          {"frequency_mean", Kind::number}, {"monetary_mean", Kind::money},
          {"revenue", Kind::money},         {"revenue_share", Kind::share}};
}

Whole whole_of(const std::vector<SegmentSummary>& segments) {
  std::int64_t customers = 0;
  Amount revenue;
  for (const SegmentSummary& segment : segments) {
    customers += segment.customers;
    revenue += segment.revenue;
  }
  return {static_cast<double>(customers), revenue.to_double()};
}

template <class Group>
std::vector<std::string> group_cells(std::string name, const Group& group, const Whole& whole) {
  return {std::move(name),
          std::to_string(group.customers),
          share_text(static_cast<double>(group.customers), whole.customers),
          fmt::format("{:.4f}", group.mean_recency),
          fmt::format("{:.4f}", group.mean_frequency),
          fmt::format("{:.4f}", group.mean_monetary()),
          to_string(group.revenue, 2),
          share_text(group.revenue.to_double(), whole.revenue)};
}

void add_five_columns(std::vector<RowColumn>& columns, std::string_view what,
                      Kind kind = Kind::number) {
  for (const std::string_view number :
       {"min", "lower_quartile", "median", "upper_quartile", "max"}) {
    columns.push_back({fmt::format("{}_{}", what, number), kind});
  }
}

void add_five_cells(std::vector<std::string>& cells, const FiveNumbers& numbers) {
  for (const Quantile& number : {numbers.minimum, numbers.lower_quartile, numbers.median,
                                 numbers.upper_quartile, numbers.maximum}) {
    cells.push_back(to_string(number.to_amount()));
  }
}

}  // namespace

void write_segment_summary(const Analysis& analysis, RowWriter& rows) {
  std::vector<RowColumn> columns = file_columns("segment");
  columns.push_back({"recommendation", Kind::text});
  const std::vector<ScoredGroup>& groups = analysis.segmentation.groups;
  if (!groups.empty()) columns.insert(columns.begin(), {"group", Kind::text});
  rows.begin(columns);
  const auto write = [&](const SegmentSummary& segment, const Whole& whole,
                         const ScoredGroup* group) {
    const SegmentRule& rule = analysis.segmentation.rule(segment.segment);
    std::vector<std::string> cells = group_cells(rule.name, segment, whole);
    cells.push_back(rule.recommendation);
    if (group != nullptr) cells.insert(cells.begin(), group->name);
    rows.row(cells);
  };
  if (groups.empty()) {
    for (const SegmentSummary& segment : analysis.segments) {
      write(segment, whole_of(analysis), nullptr);
    }
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const Whole whole = whole_of(analysis.group_segments[g]);
    for (const SegmentSummary& segment : analysis.group_segments[g]) {
      write(segment, whole, &groups[g]);
    }
  }
  rows.end();
}

void write_cluster_summary(const Analysis& analysis, RowWriter& rows) {
  std::vector<RowColumn> columns = file_columns("cluster");
  columns.front().kind = Kind::number;
  for (const std::string_view name : {"name", "value_tier", "recommendation"}) {
    columns.push_back({std::string(name), Kind::text});
  }
  add_five_columns(columns, "recency");
  add_five_columns(columns, "frequency");
  add_five_columns(columns, "spend", Kind::money);
  const bool has_items = analysis.table.has_items();
  if (has_items) add_five_columns(columns, "items");
  rows.begin(columns);
  for (std::size_t c = 0; c < analysis.clusters.size(); ++c) {
    const GroupProfile& cluster = analysis.clusters[c];
    const TierRule& tier = analysis.tiers.rules[analysis.cluster_tiers[c]];
    std::vector<std::string> cells =
        group_cells(std::to_string(cluster.group), cluster, whole_of(analysis));
    cells.insert(cells.end(), {analysis.cluster_name(c), tier.name, tier.recommendation});
    add_five_cells(cells, cluster.recency);
    add_five_cells(cells, cluster.frequency);
    add_five_cells(cells, cluster.spend);
    if (has_items) add_five_cells(cells, cluster.items);
    rows.row(cells);
  }
  rows.end();
}

void write_ledger(const Ledger& ledger, RowWriter& rows) {
  rows.begin({{"fate", Kind::text}, {"rows", Kind::number}, {"amount", Kind::money}});
  const auto write = [&](std::string_view name, const Ledger::Entry& entry) {
    const std::vector<std::string> cells = {std::string(name), std::to_string(entry.rows),
                                            to_string(entry.amount, 2)};
    rows.row(cells);
  };
  for (std::size_t i = 0; i < kRowReasonCount; ++i) {
    const auto reason = static_cast<RowReason>(i);
    if (ledger[reason].rows > 0 || reason == RowReason::kept)
      write(reason_key(reason), ledger[reason]);
  }
  write("read", ledger.total());
  rows.end();
}

}  // namespace rfmseg
