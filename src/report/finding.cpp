#include "report/finding.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "report/analysis_sections.hpp"
#include "report/charts/scale.hpp"
#include "report/figures/best_customers.hpp"
#include "report/number_text.hpp"
#include "report/tables/group_tables.hpp"

namespace rfmseg {
namespace {

std::string best_segment(const Analysis& analysis) {
  const Whole whole = whole_of(analysis.segments);
  const SegmentSummary& richest = analysis.segments.front();
  if (whole.revenue <= Amount{}) {
    const auto largest =
        std::ranges::max_element(analysis.segments, {}, &SegmentSummary::customers);
    return fmt::format("The largest segment is {}, with {} of customers.",
                       analysis.segmentation.rule(largest->segment).name,
                       whole_percent_text(whole.share(largest->customers)));
  }
  const Share customers = whole.share(richest.customers);
  const Share revenue = whole.share(richest.revenue);
  return fmt::format("{} are {} of customers {} bring {} of revenue.",
                     analysis.segment_rule(0).name, whole_percent_text(customers),
                     revenue.value() > customers.value() ? "but" : "and",
                     whole_percent_text(revenue));
}

std::string slipping(const Analysis& analysis, const figures::CustomerSet& set) {
  const std::string money = short_money_text(set.revenue, analysis);
  const std::string days = days_text(set.recency);
  if (set.size() == 1) {
    return fmt::format("1 customer who spent {} is slipping away, with no order for {}.", money,
                       days);
  }
  return fmt::format(
      "{} who spent {} are slipping away: half of them have not ordered for {} or more.",
      counted(set.size(), "customer"), money, days);
}

}  // namespace

std::string finding(const Analysis& analysis, const std::vector<figures::GroupOfSegments>& groups) {
  std::string text = best_segment(analysis);
  const auto lost =
      std::ranges::find(groups, SegmentGroup::win_back, &figures::GroupOfSegments::group);
  if (lost != groups.end()) return text + ' ' + slipping(analysis, lost->all);
  if (const auto concentration = figures::concentration(analysis.table)) {
    const auto half = static_cast<std::int64_t>(concentration->half_customers);
    text += fmt::format(" Half of revenue comes from {} ({}).", counted(half, "customer"),
                        whole_percent_text(whole_of(analysis.segments).share(half)));
  }
  return text;
}

std::string short_money_text(double amount, const Analysis& analysis) {
  return charts::short_number(amount) + currency_text(analysis.transactions);
}

std::string short_money_text(Amount amount, const Analysis& analysis) {
  return short_money_text(amount.to_double(), analysis);
}

std::string comma_currency(const Analysis& analysis) {
  const std::string currency = currency_text(analysis.transactions);
  return currency.empty() ? "" : ',' + currency;
}

std::string frequency_heading(const MetricDefinitions& metrics) {
  const std::string_view purchases = metrics.frequency == FrequencyMeasure::days    ? "Days"
                                     : metrics.frequency == FrequencyMeasure::lines ? "Lines"
                                                                                    : "Orders";
  return std::string(purchases) + (metrics.minus_first ? " after the first" : "");
}

std::string days_text(const Quantile& median) {
  return counted(static_cast<std::int64_t>(std::ceil(median.to_double())), "day");
}

}  // namespace rfmseg
