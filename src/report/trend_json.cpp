#include <string>
#include <utility>

#include "report/outlook_json.hpp"
#include "report/tables/table_json.hpp"
#include "report/tables/trend_tables.hpp"
#include "rfmseg/report/trend_report.hpp"

namespace rfmseg {

Json trend_json(const TrendReport& report) {
  const Trend& trend = report.trend;
  Json periods = Json::array();
  for (std::size_t i = 0; i < trend.points.size(); ++i) {
    const TrendPoint& point = trend.points[i];
    periods.push_back({{"period", point.end.period},
                       {"as_of", to_string(point.end.as_of)},
                       {"complete", point.end.complete},
                       {"customers", point.customers},
                       {"revenue", json_number(point.revenue)},
                       {"new", point.came},
                       {"gone", point.went},
                       {"gone_revenue", json_number(point.gone_revenue)},
                       {"segments", json_rows(trend_segment_table(trend, i))},
                       {"flows", json_rows(trend_flow_table(trend, i))}});
  }
  return {
      {"format", "rfmseg-trend"},
      {"format_version", 1},
      {"unit", std::string(to_string(report.unit))},
      {"cuts", trend.cuts == TrendCuts::last ? "last" : "own"},
      {"currency", report.currency.empty() ? Json(nullptr) : Json(report.currency)},
      {"periods", std::move(periods)},
  };
}

void write_json(const TrendReport& report, std::ostream& out) {
  print(trend_json(report), out);
}

}  // namespace rfmseg
