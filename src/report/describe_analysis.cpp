#include <fmt/core.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/number_text.hpp"
#include "rfmseg/report/analysis_report.hpp"

namespace rfmseg {
namespace {

std::string_view delimiter_name(char delimiter) {
  switch (delimiter) {
    case ',':
      return "commas";
    case ';':
      return "semicolons";
    case '\t':
      return "tabs";
    case '|':
      return "bars";
    default:
      return "a delimiter of its own";
  }
}

/// How the values of a metric are written.
using NumberText = std::string (*)(const Quantile&);

/// Builds the blocks of the report one section after another.
class Describer {
 public:
  explicit Describer(const Analysis& analysis)
      : analysis_(analysis),
        customers_(static_cast<double>(analysis.table.size())),
        revenue_(analysis.revenue().to_double()) {}

  Document describe() && {
    input();
    period();
    returns();
    distribution();
    scores();
    segments();
    groups();
    clusters();
    tiers();
    overlap();
    return std::move(document_);
  }

 private:
  void input() {
    document_.push_back(Heading{"Input"});
    Table files{{{"File", Align::left},
                 {"Rows"},
                 {"Fields apart by", Align::left},
                 {"Dates as", Align::left}},
                {}};
    for (const SourceFile& file : analysis_.transactions.files) {
      files.rows.push_back({{file.name, count_text(static_cast<std::int64_t>(file.rows)),
                             std::string(delimiter_name(file.delimiter)), file.date_format}});
    }
    document_.push_back(std::move(files));

    Table ledger{{{"Ledger", Align::left}, {"Rows"}, {"Amount"}}, {}};
    const Ledger& entries = analysis_.transactions.ledger;
    for (std::size_t i = 0; i < kFateCount; ++i) {
      const auto fate = static_cast<Fate>(i);
      if (entries[fate].rows == 0 && fate != Fate::kept) continue;
      ledger.rows.push_back(ledger_row(std::string(fate_name(fate)), entries[fate]));
    }
    ledger.rows.push_back(ledger_row("read", entries.total()));
    ledger.rows.back().emphasised = true;
    document_.push_back(std::move(ledger));
  }

  static Table::Row ledger_row(std::string name, const Ledger::Entry& entry) {
    return {{std::move(name), count_text(static_cast<std::int64_t>(entry.rows)),
             exact_money_text(entry.amount)}};
  }

  void period() {
    const TransactionSummary& transactions = analysis_.transactions;
    document_.push_back(Heading{"Period"});
    document_.push_back(Paragraph{fmt::format(
        "{} to {}, as of {}: {}, {}, revenue {}.", to_date_string(transactions.first_purchase),
        to_date_string(transactions.last_purchase), as_of_text(transactions.as_of),
        counted(static_cast<std::int64_t>(analysis_.table.size()), "customer"),
        counted(static_cast<std::int64_t>(transactions.orders), "order"),
        exact_money_text(analysis_.revenue()))});
  }

  /// What subtracting cancellations did.
  void returns() {
    if (!analysis_.transactions.returns) return;
    const ReturnsEffect& returns = *analysis_.transactions.returns;
    document_.push_back(Heading{"Returns"});
    std::string text =
        fmt::format("{} bought for {}. Subtracting {} by {} of them, worth {}, leaves {}.",
                    counted(returns.customers, "customer"), exact_money_text(returns.gross),
                    counted(static_cast<std::int64_t>(returns.subtracted.rows), "cancellation"),
                    count_text(returns.returning), exact_money_text(returns.subtracted.amount),
                    exact_money_text(returns.net()));
    if (returns.dropped > 0) {
      text += fmt::format(
          " {} with nothing left, who bought for {} and cancelled {}, {} dropped.",
          counted(returns.dropped, "customer"), exact_money_text(returns.dropped_sales.amount),
          exact_money_text(returns.dropped_returns.amount), returns.dropped == 1 ? "is" : "are");
    }
    if (returns.unmatched.rows > 0) {
      text +=
          fmt::format(" {} worth {} match no earlier sale of that product to that customer.",
                      counted(static_cast<std::int64_t>(returns.unmatched.rows), "cancellation"),
                      exact_money_text(returns.unmatched.amount));
    }
    document_.push_back(Paragraph{std::move(text)});
    if (returns.largest.empty()) return;
    Table falls{{{"Largest falls", Align::left}, {"Bought"}, {"Cancelled"}, {"Left"}}, {}};
    for (const ReturnsEffect::Fall& fall : returns.largest) {
      falls.rows.push_back({{fall.customer_id, exact_money_text(fall.gross),
                             exact_money_text(fall.net - fall.gross), exact_money_text(fall.net)}});
    }
    document_.push_back(std::move(falls));
  }

  void distribution() {
    document_.push_back(Heading{"Distribution"});
    Table table{{{"", Align::left}, {"Min"}, {"25%"}, {"Median"}, {"75%"}, {"Max"}, {"Mean"}}, {}};
    const auto add = [&](std::string name, const MetricProfile& profile, NumberText text) {
      Table::Row row{{std::move(name)}};
      add_five_numbers(row, profile.spread, text);
      row.cells.push_back(mean_text(profile.mean, 2));
      table.rows.push_back(std::move(row));
    };
    add("recency (days)", analysis_.recency, number_text);
    add(frequency_title(metrics()), analysis_.frequency, number_text);
    add(monetary_title(metrics()), analysis_.monetary, money_text);
    document_.push_back(std::move(table));

    const Scores& scores = analysis_.segmentation.scores;
    Table cuts{{{"", Align::left}, {"Scored by", Align::left}, {"Cuts", Align::left}}, {}};
    if (analysis_.segmentation.groups.empty()) add_cuts(cuts, "", scores);
    for (const ScoredGroup& group : analysis_.segmentation.groups) {
      add_cuts(cuts, group_name(group) + ": ", group.scores);
    }
    document_.push_back(std::move(cuts));
  }

  [[nodiscard]] const MetricDefinitions& metrics() const {
    return analysis_.segmentation.scheme.metrics;
  }

  static std::string group_name(const ScoredGroup& group) {
    return group.name.empty() ? "(none)" : group.name;
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
      row.note = "no customer has score";
      for (const int level : scores.missing_levels) row.note += fmt::format(" {}", level);
      row.note += ": values coincide, or customers are few";
    }
    return row;
  }

  static void add_five_numbers(Table::Row& row, const FiveNumbers& numbers, NumberText text) {
    for (const Quantile& number : {numbers.minimum, numbers.lower_quartile, numbers.median,
                                   numbers.upper_quartile, numbers.maximum}) {
      row.cells.push_back(text(number));
    }
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
    ties();
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

  /// Columns that every table of groups of customers shares: how many, how they buy, what they
  /// bring.
  static std::vector<Table::Column> group_columns(std::string title) {
    return {{std::move(title), Align::left},
            {"Cust."},
            {"Share"},
            {"R"},
            {"F"},
            {"M"},
            {"Revenue"},
            {"Share"}};
  }

  template <class Group>
  [[nodiscard]] Table::Row group_row(std::string name, const Group& group) const {
    return group_row(std::move(name), group, customers_, revenue_);
  }
  /// With shares of so many customers and so much revenue.
  template <class Group>
  [[nodiscard]] static Table::Row group_row(std::string name, const Group& group, double customers,
                                            double revenue) {
    return {{std::move(name), count_text(group.customers),
             percent_text(static_cast<double>(group.customers), customers),
             mean_text(group.mean_recency, 1), mean_text(group.mean_frequency, 1),
             mean_text(group.mean_monetary(), 2), money_text(group.revenue),
             percent_text(group.revenue.to_double(), revenue)}};
  }

  /// What the breaking of ties does, where it does anything.
  void ties() {
    const TieAudit& ties = analysis_.ties;
    std::string split;
    const auto add = [&](std::int64_t customers, std::string_view metric) {
      if (customers == 0) return;
      split += fmt::format("{}{} in a tie of {}", split.empty() ? "" : ", ",
                           counted(customers, "customer"), metric);
    };
    add(ties.recency, "recency");
    add(ties.frequency, "frequency");
    add(ties.monetary, "monetary");
    if (split.empty()) return;
    document_.push_back(Paragraph{fmt::format(
        "Equal values with different scores: {}, broken by customer id. With ties kept together "
        "(quantile), {} would be in another segment.",
        split, counted(ties.other_segment, "customer"))});
  }

  void segments() {
    const Segmentation& segmentation = analysis_.segmentation;
    const std::string within = segmentation.groups.empty()
                                   ? ""
                                   : fmt::format(", each {} within itself", analysis_.group_column);
    document_.push_back(
        Heading{fmt::format("Segments (scheme {}{})", segmentation.scheme.name, within)});
    document_.push_back(Paragraph{
        fmt::format("R, F and M are means: days since the last purchase, {}{}, {}.",
                    metrics().minus_first ? "repeat " : "", to_string(metrics().frequency),
                    metrics().monetary == MonetaryMeasure::mean ? "mean spend" : "spend")});
    Table table{group_columns("Segment"), {}, "What to do"};
    for (const SegmentSummary& segment : analysis_.segments) {
      const SegmentRule& rule = segmentation.rule(segment.segment);
      table.rows.push_back(group_row(rule.name, segment));
      table.rows.back().note = rule.recommendation;
    }
    document_.push_back(std::move(table));
  }

  /// A table of segments for each group of customers.
  void groups() {
    const Segmentation& segmentation = analysis_.segmentation;
    if (segmentation.groups.empty()) return;
    document_.push_back(Heading{fmt::format("Segments by {}", analysis_.group_column)});
    for (std::size_t g = 0; g < segmentation.groups.size(); ++g) {
      const ScoredGroup& group = segmentation.groups[g];
      Amount revenue;
      for (const SegmentSummary& segment : analysis_.group_segments[g]) revenue += segment.revenue;
      Table table{group_columns(group_name(group)), {}};
      for (const SegmentSummary& segment : analysis_.group_segments[g]) {
        table.rows.push_back(group_row(segmentation.rule(segment.segment).name, segment,
                                       static_cast<double>(group.customers.size()),
                                       revenue.to_double()));
      }
      table.rows.push_back(
          {{"all", count_text(static_cast<std::int64_t>(group.customers.size())),
            percent_text(static_cast<double>(group.customers.size()), customers_), "", "", "",
            money_text(revenue), percent_text(revenue.to_double(), revenue_)}});
      table.rows.back().emphasised = true;
      document_.push_back(std::move(table));
    }
  }

  void clusters() {
    const Clustering& clustering = analysis_.clustering;
    document_.push_back(Heading{fmt::format("Clusters (k-means, k = {})", clustering.options.k)});
    document_.push_back(Paragraph{fmt::format(
        "Best of {} starts, seed {}: inertia {:.4f} over log1p and z-score of recency, frequency "
        "and "
        "monetary.",
        clustering.options.starts, clustering.options.seed, clustering.kmeans.inertia)});
    Table table{group_columns("Cluster"), {}};
    for (const GroupProfile& cluster : analysis_.clusters) {
      table.rows.push_back(group_row(std::to_string(cluster.group), cluster));
    }
    document_.push_back(std::move(table));
    box_plots("Cluster", analysis_.clusters,
              [](const GroupProfile& cluster) { return std::to_string(cluster.group); });
  }

  void tiers() {
    const ValueTiers& tiers = analysis_.tiers;
    const auto name = [&](const GroupProfile& tier) {
      return tiers.rules[static_cast<std::size_t>(tier.group)].name;
    };
    document_.push_back(Heading{"Value tiers"});
    document_.push_back(
        Paragraph{"Recency, frequency and monetary are each split into four groups worth 0 to 3 "
                  "points; the sum "
                  "makes the tier."});
    Table table{group_columns("Tier"), {}, "What to do"};
    for (const GroupProfile& tier : analysis_.tier_profiles) {
      table.rows.push_back(group_row(name(tier), tier));
      table.rows.back().note = tiers.rules[static_cast<std::size_t>(tier.group)].recommendation;
    }
    document_.push_back(std::move(table));
    box_plots("Tier", analysis_.tier_profiles, name);
  }

  template <class Name>
  void box_plots(const std::string& title, const std::vector<GroupProfile>& groups, Name name) {
    Table spend = box_plot_table(title, "Spend");
    Table items = box_plot_table(title, "Items");
    for (const GroupProfile& group : groups) {
      spend.rows.push_back({{name(group)}});
      add_five_numbers(spend.rows.back(), group.spend, money_text);
      items.rows.push_back({{name(group)}});
      add_five_numbers(items.rows.back(), group.items, number_text);
    }
    document_.push_back(std::move(spend));
    document_.push_back(std::move(items));
  }

  static Table box_plot_table(const std::string& title, std::string_view what) {
    return {{{title, Align::left},
             {fmt::format("{}: min", what)},
             {"25%"},
             {"Median"},
             {"75%"},
             {"Max"}},
            {}};
  }

  void overlap() {
    document_.push_back(Heading{"Segments and clusters"});
    Table table{{{"Customers", Align::left}}, {}};
    for (const GroupProfile& cluster : analysis_.clusters) {
      table.columns.push_back({fmt::format("Cluster {}", cluster.group)});
    }
    for (std::size_t i = 0; i < analysis_.segments.size(); ++i) {
      Table::Row row{{analysis_.segmentation.rule(analysis_.segments[i].segment).name}};
      for (const std::int64_t customers : analysis_.overlap[i]) {
        row.cells.push_back(customers == 0 ? "-" : count_text(customers));
      }
      table.rows.push_back(std::move(row));
    }
    document_.push_back(std::move(table));
  }

  const Analysis& analysis_;
  double customers_;
  double revenue_;
  Document document_;
};

}  // namespace

Document describe(const Analysis& analysis) {
  return Describer(analysis).describe();
}

}  // namespace rfmseg
