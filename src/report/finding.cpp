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

/// Of several segments.
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

std::string half_waits(const figures::CustomerSet& set) {
  return fmt::format("half of them have not ordered for {} or more.", days_text(set.recency));
}

std::string slipping(const Analysis& analysis, const figures::CustomerSet& set) {
  const std::string money = short_money_text(set.revenue, analysis);
  if (set.size() == 1) {
    return fmt::format("1 customer who spent {} is slipping away, with no order for {}.", money,
                       days_text(set.recency));
  }
  return fmt::format("{} who spent {} are slipping away: {}", counted(set.size(), "customer"),
                     money, half_waits(set));
}

/// Where all customers are in one segment.
std::string only_segment(const Analysis& analysis, const figures::CustomerSet& all, bool lost) {
  const std::string& name = analysis.segment_rule(0).name;
  const std::string money = short_money_text(all.revenue, analysis);
  if (all.size() == 1) {
    return fmt::format("The only customer is in {}, spent {} and last ordered {} ago.", name, money,
                       days_text(all.recency));
  }
  return fmt::format("All {} are in one segment, {}.", counted(all.size(), "customer"), name) +
         (lost ? fmt::format(" They spent {} and are slipping away: {}", money, half_waits(all))
               : "");
}

}  // namespace

std::string finding(const Analysis& analysis, const std::vector<figures::GroupOfSegments>& groups) {
  const auto lost =
      std::ranges::find(groups, SegmentGroup::win_back, &figures::GroupOfSegments::group);
  const bool is_lost = lost != groups.end();
  std::string text;
  if (analysis.segments.size() == 1) {
    const figures::CustomerSet& all = groups.front().all;
    text = only_segment(analysis, all, is_lost);
    if (is_lost || all.size() == 1) return text;
  } else {
    text = best_segment(analysis);
    if (is_lost) return text + ' ' + slipping(analysis, lost->all);
  }
  // Who has not ordered for long may be in a segment that is not worth winning back.
  const bool some_are_gone =
      std::ranges::count(groups, SegmentGroup::low_cost, &figures::GroupOfSegments::group) > 0;
  if (can_win_back(analysis.segmentation.scheme) && !some_are_gone) {
    text += " No customers are slipping away.";
  }
  if (const auto concentration = figures::concentration(analysis.table)) {
    const auto half = static_cast<std::int64_t>(concentration->half_customers);
    text += fmt::format(" Half of revenue comes from {} ({}).", counted(half, "customer"),
                        whole_percent_text(whole_of(analysis.segments).share(half)));
  }
  return text;
}

bool can_win_back(const Scheme& scheme) {
  return std::ranges::count(scheme.segments, SegmentGroup::win_back, &SegmentRule::group) > 0;
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
