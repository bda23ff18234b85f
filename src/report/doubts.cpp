#include "rfmseg/report/doubts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "report/number_text.hpp"
#include "rfm/crowd.hpp"
#include "rfmseg/segment/tie_audit.hpp"
#include "setting_format.hpp"

namespace rfmseg {
namespace {

std::int64_t number_of(const CustomerTable& table) {
  return static_cast<std::int64_t>(table.size());
}

/// The days from the first to the last purchase, both included.
std::int64_t days_of(const CustomerTable& table) {
  const auto day = [](Timestamp time) { return std::chrono::floor<std::chrono::days>(time); };
  return (day(std::ranges::max(table.last_purchase)) - day(std::ranges::min(table.first_purchase)))
             .count() +
         1;
}

/// Whether scores depend on nothing but the customer's own values, as those of a model do.
bool all_cuts(const Scoring& scoring) {
  return scoring.recency.method == ScoreMethod::cuts &&
         scoring.frequency.method == ScoreMethod::cuts &&
         scoring.monetary.method == ScoreMethod::cuts;
}

void add_few(const CustomerTable& table, std::vector<Message>& doubts) {
  std::string few, enough;
  const auto add = [](std::string& text, const std::string& more) {
    text += (text.empty() ? "" : " and ") + more;
  };
  if (number_of(table) < kFewestCustomers) {
    add(few, counted(number_of(table), "customer"));
    add(enough, counted(kFewestCustomers, "customer"));
  }
  if (table.has_dates() && table.size() > 0 && days_of(table) < kFewestDays) {
    add(few, counted(days_of(table), "day"));
    add(enough, counted(kFewestDays, "day"));
  }
  if (few.empty()) return;
  doubts.emplace_back(
      fmt::format("only {}: scores are not reliable with fewer than {}", few, enough));
}

template <class Value>
std::string value_text(Value value) {
  if constexpr (std::is_same_v<Value, Amount>) {
    return exact_money_text(value);
  } else {
    return count_text(value);
  }
}

template <class Values>
void add_crowd(const Values& values, std::string_view metric, const Segmentation& segmentation,
               MetricScoring Scoring::*scoring, MetricScores Scores::*scores,
               std::vector<Message>& doubts) {
  const ScoreMethod method = (segmentation.scheme.scoring.*scoring).method;
  const auto is_crowded = [&](const Scores& of) { return (of.*scores).scoring.method != method; };
  const std::string switch_off =
      fmt::format("(hint: {} FILE with method = \"{}\" for {} splits them)", Setting::scheme,
                  to_string(method), metric);
  if (!segmentation.groups.empty()) {
    const auto groups = std::ranges::count_if(
        segmentation.groups, [&](const ScoredGroup& group) { return is_crowded(group.scores); });
    if (groups == 0) return;
    doubts.emplace_back(
        fmt::format("{}: in {} of {} more than 60% of customers have the same value; these groups "
                    "are scored by quantile, not {}, to keep ties together {}",
                    metric, count_text(groups), counted(std::ssize(segmentation.groups), "group"),
                    to_string(method), switch_off));
    return;
  }
  if (!is_crowded(segmentation.scores)) return;
  const auto crowd = find_crowd(values);
  if (!crowd) return;
  doubts.emplace_back(fmt::format(
      "{}: {} of customers have the value {}; scored by quantile, not {}, to keep ties together {}",
      metric,
      percent_text(static_cast<double>(crowd->customers), static_cast<double>(values.size())),
      value_text(crowd->value), to_string(method), switch_off));
}

void add_ties(const CustomerTable& table, const Segmentation& segmentation, std::size_t min_group,
              std::vector<Message>& doubts) {
  if (!segmentation.scheme.preset) return;
  const std::int64_t customers = segments_by_ties(table, segmentation, min_group);
  if (3 * customers <= number_of(table)) return;
  doubts.emplace_back(fmt::format(
      "ties decide the segments of {} of {}: customers with equal values are in different segments "
      "only because of their ids (hint: {} eleven keeps ties together)",
      count_text(customers), counted(number_of(table), "customer"), Setting::scheme));
}

}  // namespace

std::vector<Message> segmentation_doubts(const CustomerTable& table,
                                         const Segmentation& segmentation, std::size_t min_group) {
  std::vector<Message> doubts;
  if (!all_cuts(segmentation.scheme.scoring)) add_few(table, doubts);
  add_crowd(table.recency, "recency", segmentation, &Scoring::recency, &Scores::recency, doubts);
  add_crowd(table.frequency, "frequency", segmentation, &Scoring::frequency, &Scores::frequency,
            doubts);
  add_crowd(table.monetary, "monetary", segmentation, &Scoring::monetary, &Scores::monetary,
            doubts);
  add_ties(table, segmentation, min_group, doubts);
  return doubts;
}

std::optional<Message> doubt_of(const DroppedReturns& returns) {
  if (!returns.matter()) return std::nullopt;
  const Amount worth = Amount{} - returns.returns.amount;
  std::string text = fmt::format(
      "returns worth {} ({} of revenue) are dropped; with {} net the revenue is {}",
      exact_money_text(worth), percent_text(worth.to_double(), returns.revenue.to_double()),
      Setting::returns, exact_money_text(returns.net_revenue));
  if (returns.top_customers_returned_most > 0) {
    text += fmt::format("; {} of the {} with the highest revenue returned most of what they bought",
                        count_text(returns.top_customers_returned_most),
                        counted(returns.top_customers, "customer"));
  }
  return text;
}

}  // namespace rfmseg
