#include "report/xlsx/summary_sheet.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <vector>

#include "report/analysis_sections.hpp"
#include "report/figures/segment_groups.hpp"
#include "report/finding.hpp"
#include "report/number_text.hpp"
#include "report/tables/group_tables.hpp"
#include "rfmseg/version.hpp"
#include "rounded.hpp"

namespace rfmseg::xlsx {
namespace {

using Kind = RowColumn::Kind;

const std::vector<RowColumn> kColumns = {{"segment"},
                                         {"aim"},
                                         {"customers", Kind::number},
                                         {"of_customers", Kind::share},
                                         {"revenue", Kind::money},
                                         {"of_revenue", Kind::share},
                                         {"days_since_last_order", Kind::number},
                                         {"what_to_do"}};

std::string share_cell(const Share& share) {
  return rounded_text(share.value(), 6);
}

}  // namespace

void add_summary_sheet(Workbook& workbook, const Analysis& analysis) {
  const std::vector<figures::GroupOfSegments> groups = figures::segment_groups(analysis);
  const Whole whole = whole_of(analysis.segments);
  Sheet sheet(workbook, "Summary");
  sheet.headline(finding(analysis, groups), kColumns.size());
  sheet.blank_line();
  for (const auto& [term, text] : describe_facts(analysis).items) {
    sheet.definition(term, text, kColumns.size());
  }
  sheet.definition("Made by",
                   fmt::format("rfmseg {}: scheme {}; k-means with k = {}, seed {}", version(),
                               analysis.segmentation.scheme.name, analysis.clustering.options.k,
                               analysis.clustering.options.seed),
                   kColumns.size());
  sheet.blank_line();
  sheet.begin(kColumns);
  // As in the sheet of segments: highest revenue first.
  for (std::size_t s = 0; s < analysis.segments.size(); ++s) {
    for (const figures::GroupOfSegments& group : groups) {
      const auto segment =
          std::ranges::find(group.segments, s, &figures::GroupOfSegments::Segment::index);
      if (segment == group.segments.end()) continue;
      const SegmentRule& rule = analysis.segment_rule(s);
      const figures::CustomerSet& set = segment->set;
      sheet.row(std::vector<std::string>{
          rule.name, group.group ? std::string(figures::title_of(group.group)) : "",
          std::to_string(set.size()), share_cell(whole.share(set.size())), to_string(set.revenue),
          share_cell(whole.share(set.revenue)), to_string(set.recency.to_amount()),
          rule.recommendation});
    }
  }
  sheet.end();
  sheet.total(std::vector<std::string>{"All", "", std::to_string(whole.customers), "1",
                                       to_string(whole.revenue), "1", "", ""});
  for (std::size_t s = 0; s < analysis.segments.size(); ++s) {
    const SegmentRule& rule = analysis.segment_rule(s);
    sheet.color_cells(0, rule.name, rule.color);
  }
  for (const char* const share : {"of_customers", "of_revenue"})
    sheet.add_bars(sheet.column(share));
}

}  // namespace rfmseg::xlsx
