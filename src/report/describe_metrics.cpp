#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "report/analysis_sections.hpp"
#include "report/five_numbers.hpp"
#include "report/number_text.hpp"
#include "report/tables/group_tables.hpp"

namespace rfmseg {
namespace {

/// How the values of a metric are written.
using NumberText = std::string (*)(const Quantile&);

/// How recency, frequency and monetary are spread, and what their scores mean.
class MetricsDescriber {
 public:
  MetricsDescriber(const Analysis& analysis, Document& document)
      : analysis_(analysis), document_(document) {}

  void describe() {
    distribution();
    scores();
  }

 private:
  void distribution() {
    document_.push_back(Heading{"Distribution"});
    Table table{{{"", Align::left}, {"Min"}, {"25%"}, {"Median"}, {"75%"}, {"Max"}, {"Mean"}}, {}};
    const auto add = [&](std::string name, const MetricProfile& profile, NumberText text) {
      Table::Row row{{std::move(name)}};
      for (const Quantile& number : all_five(profile.spread)) row.cells.push_back(text(number));
      row.cells.push_back(mean_text(profile.mean, 2));
      table.rows.push_back(std::move(row));
    };
    add("recency (days)", analysis_.recency, number_text);
    add(analysis_.transactions ? frequency_title(metrics()) : "frequency", analysis_.frequency,
        number_text);
    add(analysis_.transactions ? monetary_title(metrics()) : "monetary", analysis_.monetary,
        money_text);
    document_.push_back(std::move(table));

    const Scores& scores = analysis_.segmentation.scores;
    Table cuts{{{"", Align::left}, {"Method", Align::left}, {"Cuts", Align::left}}, {}};
    if (analysis_.segmentation.groups.empty()) add_cuts(cuts, "", scores);
    for (const ScoredGroup& group : analysis_.segmentation.groups) {
      add_cuts(cuts, group_title(group) + ": ", group.scores);
    }
    document_.push_back(std::move(cuts));
  }

  [[nodiscard]] const MetricDefinitions& metrics() const {
    return analysis_.segmentation.scheme.metrics;
  }

  static void add_cuts(Table& table, const std::string& group, const Scores& scores) {
    table.rows.push_back(cuts_row(group + "recency", scores.recency, number_text));
    table.rows.push_back(cuts_row(group + "frequency", scores.frequency, number_text));
    table.rows.push_back(cuts_row(group + "monetary", scores.monetary, money_text));
  }

  static Table::Row cuts_row(std::string name, const MetricScores& scores, NumberText text) {
    const bool ranks = scores.scoring.method == ScoreMethod::rank;
    std::string cuts;
    for (const Quantile& edge : scores.edges) {
      if (!cuts.empty()) cuts += " | ";
      cuts += ranks ? number_text(edge) : text(edge);
    }
    if (ranks) cuts += " (ranks)";
    Table::Row row{{std::move(name), std::string(to_string(scores.scoring.method)), cuts}};
    if (!scores.missing_levels.empty()) {
      row.note = "no customers with score ";
      row.note += fmt::format("{}", fmt::join(scores.missing_levels, ", "));
      row.note += ": too few distinct values";
    }
    return row;
  }

  void scores() {
    document_.push_back(Heading{"Scores"});
    Table table{
        {{"Score"}, {"Recency"}, {"Cust."}, {"Frequency"}, {"Cust."}, {"Monetary"}, {"Cust."}}, {}};
    const std::pair<const MetricProfile&, NumberText> metrics[] = {
        {analysis_.recency, number_text},
        {analysis_.frequency, number_text},
        {analysis_.monetary, money_text}};
    std::size_t most = 0;
    for (const auto& [metric, text] : metrics) most = std::max(most, metric.levels.size());
    for (std::size_t score = most; score >= 1; --score) {
      Table::Row row{{std::to_string(score)}};
      for (const auto& [metric, text] : metrics) add_level(row, metric, score, text);
      table.rows.push_back(std::move(row));
    }
    document_.push_back(std::move(table));
    std::string ties = describe_ties(analysis_.ties);
    if (!ties.empty()) document_.push_back(Paragraph{std::move(ties)});
  }

  static void add_level(Table::Row& row, const MetricProfile& metric, std::size_t score,
                        NumberText text) {
    if (score > metric.levels.size()) {
      row.cells.insert(row.cells.end(), {"", ""});
      return;
    }
    const MetricProfile::Level& level = metric.levels[metric.levels.size() - score];
    row.cells.push_back(level.customers == 0 ? "-"
                                             : range_text(level.minimum, level.maximum, text));
    row.cells.push_back(count_text(level.customers));
  }

  static std::string range_text(Amount minimum, Amount maximum, NumberText text) {
    std::string low = text(Quantile::from(minimum));
    if (minimum == maximum) return low;
    return fmt::format("{} to {}", low, text(Quantile::from(maximum)));
  }
  const Analysis& analysis_;
  Document& document_;
};

}  // namespace

std::string describe_ties(const TieAudit& ties) {
  std::string split;
  const auto add = [&](std::int64_t customers, std::string_view metric) {
    if (customers == 0) return;
    split += fmt::format("{}{} tied on {}", split.empty() ? "" : ", ",
                         counted(customers, "customer"), metric);
  };
  add(ties.recency, "recency");
  add(ties.frequency, "frequency");
  add(ties.monetary, "monetary");
  if (split.empty()) return {};
  return fmt::format(
      "Equal values get different scores: {}; ties are broken by customer id. If ties were scored "
      "together (quantile), {} would be in another segment.",
      split, counted(ties.other_segment, "customer"));
}

void describe_metrics(const Analysis& analysis, Document& document) {
  MetricsDescriber(analysis, document).describe();
}

}  // namespace rfmseg
