#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/analysis_sections.hpp"
#include "report/figures/best_customers.hpp"
#include "report/finding.hpp"
#include "report/html/sections.hpp"
#include "report/number_text.hpp"
#include "report/scheme_note.hpp"

namespace rfmseg::html {
namespace {

constexpr std::size_t kTopCustomers = 5;

/// The segments of each group, of the largest groups only.
Document group_tables(const Analysis& analysis) {
  constexpr std::size_t kMostGroups = 20;
  Document document;
  describe_groups(analysis, document);
  constexpr std::size_t kBeforeTables = 2;
  if (document.size() > kBeforeTables + kMostGroups) document.resize(kBeforeTables + kMostGroups);
  return document;
}

std::string range_text(const ScoreRange& range) {
  return range.low == range.high ? fmt::format("{}", range.low)
                                 : fmt::format("{} to {}", range.low, range.high);
}

/// `3.5 to 5` for a range of 7 to 10.
std::string halved(const ScoreRange& twice) {
  const auto half = [](int score) { return fmt::format("{}{}", score / 2, score % 2 ? ".5" : ""); };
  return twice.low == twice.high ? half(twice.low)
                                 : fmt::format("{} to {}", half(twice.low), half(twice.high));
}

std::string codes_text(const std::vector<ScoreCell>& codes, const Scoring& scoring) {
  constexpr std::size_t kMostCodes = 30;
  std::string text;
  for (std::size_t i = 0; i < std::min(codes.size(), kMostCodes); ++i) {
    text += (i > 0 ? ", " : "") + score_code(codes[i], scoring);
  }
  if (codes.size() <= kMostCodes) return text;
  return text + fmt::format(" and {} more", codes.size() - kMostCodes);
}

/// `Scores: recency 5, frequency 4 to 5.`
std::string rule_text(const SegmentRule& rule, const Scheme& scheme) {
  if (!rule.codes.empty()) {
    return fmt::format("Scores of recency, frequency and monetary: {}.",
                       codes_text(rule.codes, scheme.scoring));
  }
  std::string bounds;
  const auto add = [&](std::string_view of, const std::string& range) {
    bounds += fmt::format("{}{} {}", bounds.empty() ? "" : ", ", of, range);
  };
  const auto add_metric = [&](std::string_view of, const ScoreRange& range, int bins) {
    const bool any = range.low == 1 && range.high == bins;
    if (range.low <= range.high && !any) add(of, range_text(range));
  };
  add_metric("recency", rule.recency, scheme.scoring.recency.bins);
  add_metric("frequency", rule.frequency, scheme.scoring.frequency.bins);
  add_metric("monetary", rule.monetary, scheme.scoring.monetary.bins);
  if (rule.twice_fm_mean) add("mean of frequency and monetary", halved(*rule.twice_fm_mean));
  if (rule.total) add("sum of all three", range_text(*rule.total));
  if (bounds.empty()) return "All customers that fit no earlier segment.";
  return fmt::format("Scores: {}.", bounds);
}

Table top_table(const Analysis& analysis, const std::vector<std::size_t>& top) {
  const CustomerTable& customers = analysis.table;
  const bool dates = customers.has_dates();
  Table table{{{"Customer", Align::left},
               {dates ? "Last order" : "Days since last order"},
               {frequency_heading(analysis.segmentation.scheme.metrics)},
               {"Spend" + comma_currency(analysis)}},
              {}};
  for (const std::size_t i : top) {
    table.rows.push_back(
        {{std::string(customers.ids[i]),
          dates ? day_text(customers.last_purchase[i]) : count_text(customers.recency[i]),
          count_text(customers.frequency[i]), exact_money_text(customers.revenue(i))}});
  }
  return table;
}

std::vector<Fold> folds(const Analysis& analysis) {
  const std::vector<std::vector<std::size_t>> top = figures::top_customers(analysis, kTopCustomers);
  std::vector<Fold> folds;
  for (std::size_t s = 0; s < top.size(); ++s) {
    const SegmentSummary& segment = analysis.segments[s];
    const SegmentRule& rule = analysis.segment_rule(s);
    folds.push_back({rule.name,
                     fmt::format("{}, {} spent", counted(segment.customers, "customer"),
                                 short_money_text(segment.revenue, analysis)),
                     rule_text(rule, analysis.segmentation.scheme), top_table(analysis, top[s])});
  }
  return folds;
}

}  // namespace

Section segment_section(const Analysis& analysis) {
  Section section{"Segments in detail", {}, {}};
  section.anchor = "Segments";
  section.headline = fmt::format(
      "The scores of each segment, and the {} customers with the highest revenue. A customer "
      "belongs "
      "to the first segment of the scheme whose scores fit; 1 is the worst score.",
      kTopCustomers);
  if (const std::string note = spend_note(analysis.segmentation.scheme); !note.empty()) {
    section.headline += ' ' + note;
  }
  section.folds = folds(analysis);
  add_tables(section, group_tables(analysis));
  return section;
}

}  // namespace rfmseg::html
