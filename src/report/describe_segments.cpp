#include <fmt/core.h>

#include <cstdint>
#include <string>
#include <utility>

#include "report/analysis_sections.hpp"
#include "report/group_rows.hpp"

namespace rfmseg {
namespace {

std::string means_text(const Analysis& analysis) {
  if (!analysis.transactions) return "R, F and M are means of recency, frequency and monetary.";
  const MetricDefinitions& metrics = analysis.segmentation.scheme.metrics;
  return fmt::format("R, F and M are means: days since the last purchase, {}{}, {}.",
                     metrics.minus_first ? "repeat " : "", to_string(metrics.frequency),
                     metrics.monetary == MonetaryMeasure::mean ? "mean spend" : "spend");
}

void segments(const Analysis& analysis, Document& document) {
  const Segmentation& segmentation = analysis.segmentation;
  const std::string within = segmentation.groups.empty()
                                 ? ""
                                 : fmt::format(", each {} within itself", analysis.group_column);
  document.push_back(
      Heading{fmt::format("Segments (scheme {}{})", segmentation.scheme.name, within)});
  document.push_back(Paragraph{means_text(analysis)});
  Table table{group_columns("Segment"), {}, "What to do"};
  for (const SegmentSummary& segment : analysis.segments) {
    const SegmentRule& rule = segmentation.rule(segment.segment);
    table.rows.push_back(group_row(rule.name, segment, whole_of(analysis)));
    table.rows.back().note = rule.recommendation;
  }
  document.push_back(std::move(table));
}

}  // namespace

void describe_groups(const Analysis& analysis, Document& document) {
  const Segmentation& segmentation = analysis.segmentation;
  if (segmentation.groups.empty()) return;
  document.push_back(Heading{fmt::format("Segments by {}", analysis.group_column)});
  document.push_back(
      Paragraph{"Shares are those of the group; in its last row, of all customers."});
  const Whole all = whole_of(analysis);
  for (std::size_t g = 0; g < segmentation.groups.size(); ++g) {
    const ScoredGroup& group = segmentation.groups[g];
    Amount revenue;
    for (const SegmentSummary& segment : analysis.group_segments[g]) revenue += segment.revenue;
    const Whole within{static_cast<double>(group.customers.size()), revenue.to_double()};
    Table table{group_columns(group_title(group)), {}};
    for (const SegmentSummary& segment : analysis.group_segments[g]) {
      table.rows.push_back(group_row(segmentation.rule(segment.segment).name, segment, within));
    }
    table.rows.push_back({{"all", count_text(static_cast<std::int64_t>(group.customers.size())),
                           percent_text(within.customers, all.customers), "", "", "",
                           money_text(revenue), percent_text(within.revenue, all.revenue)}});
    table.rows.back().emphasised = true;
    document.push_back(std::move(table));
  }
}

void describe_segments(const Analysis& analysis, Document& document) {
  segments(analysis, document);
  describe_groups(analysis, document);
}

}  // namespace rfmseg
