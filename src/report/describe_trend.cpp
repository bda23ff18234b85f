#include <fmt/core.h>

#include "report/number_text.hpp"
#include "report/tables/trend_tables.hpp"
#include "rfmseg/report/trend_report.hpp"

namespace rfmseg {

std::string_view to_string(TrendFigure figure) {
  switch (figure) {
    case TrendFigure::customers:
      break;
    case TrendFigure::share:
      return "share";
    case TrendFigure::revenue:
      return "revenue";
  }
  return "customers";
}

Document describe(const TrendReport& report) {
  const Trend& trend = report.trend;
  Document document;
  document.push_back(
      Heading{fmt::format("Segments at the end of every {}", to_string(report.unit))});
  document.push_back(Paragraph{trend_sentence(report)});
  document.push_back(Paragraph{
      fmt::format("{} {}", figure_sentence(report, report.figure), cuts_sentence(trend))});
  document.push_back(trend_matrix(report, report.figure));
  if (const std::string note = partial_note(report); !note.empty()) {
    document.push_back(Paragraph{note});
  }
  if (first_period_shown(report) > 0) {
    document.push_back(
        Paragraph{fmt::format("CSV and JSON have all {} periods.", trend.points.size())});
  }
  Table flows = largest_flows(trend);
  if (!flows.rows.empty()) {
    document.push_back(Heading{flows_title(trend)});
    document.push_back(std::move(flows));
  }
  return document;
}

void write_trend(const Trend& trend, RowWriter& rows) {
  write_rows(trend_segment_table(trend), rows);
}

void write_trend_flows(const Trend& trend, RowWriter& rows) {
  write_rows(trend_flow_table(trend), rows);
}

}  // namespace rfmseg
