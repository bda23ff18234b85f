#include <fmt/core.h>

#include <string>
#include <utility>

#include "report/analysis_sections.hpp"
#include "report/scheme_note.hpp"
#include "report/tables/group_tables.hpp"

namespace rfmseg {
namespace {

std::string means_text(const Analysis& analysis) {
  if (!analysis.transactions)
    return "R, F and M are averages per customer: recency, frequency and monetary.";
  const MetricDefinitions& metrics = analysis.segmentation.scheme.metrics;
  return fmt::format(
             "R, F and M are averages per customer: days since the last purchase, {}{}, {}.",
             metrics.minus_first ? "repeat " : "", to_string(metrics.frequency),
             metrics.monetary == MonetaryMeasure::mean ? "mean spend" : "spend") +
         currency_note(analysis.transactions);
}

void segments(const Analysis& analysis, Document& document) {
  const Segmentation& segmentation = analysis.segmentation;
  const std::string within = segmentation.groups.empty()
                                 ? ""
                                 : fmt::format(", scored separately by {}", analysis.group_column);
  document.push_back(
      Heading{fmt::format("Segments (scheme {}{})", segmentation.scheme.name, within)});
  document.push_back(Paragraph{means_text(analysis)});
  if (std::string note = spend_note(segmentation.scheme); !note.empty()) {
    document.push_back(Paragraph{std::move(note)});
  }
  document.push_back(people_table(segment_table(analysis)));
}

}  // namespace

void describe_groups(const Analysis& analysis, Document& document) {
  const Segmentation& segmentation = analysis.segmentation;
  if (segmentation.groups.empty()) return;
  document.push_back(Heading{fmt::format("Segments by {}", analysis.group_column)});
  document.push_back(Paragraph{"Shares are of the group; in its last row, of all customers."});
  const Whole all = whole_of(analysis.segments);
  for (std::size_t g = 0; g < segmentation.groups.size(); ++g) {
    const Whole group = whole_of(analysis.group_segments[g]);
    ResultTable table = segment_table(analysis, g);
    table.rows.push_back(table.row_of({{"segment", "all"},
                                       {"customers", group.customers},
                                       {"customer_share", all.share(group.customers)},
                                       {"revenue", group.revenue},
                                       {"revenue_share", all.share(group.revenue)}}));
    table.rows.back().emphasised = true;
    document.push_back(people_table(table));
  }
}

void describe_segments(const Analysis& analysis, Document& document) {
  segments(analysis, document);
  describe_groups(analysis, document);
}

}  // namespace rfmseg
