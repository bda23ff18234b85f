#include <fmt/core.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/analysis_sections.hpp"
#include "report/number_text.hpp"
#include "rfmseg/cluster/agreement.hpp"
#include "rfmseg/report/k_choice_report.hpp"

namespace rfmseg {
namespace {

/// The groups that customers fall into: segments, clusters, value tiers.
class GroupsDescriber {
 public:
  GroupsDescriber(const Analysis& analysis, Document& document)
      : analysis_(analysis),
        document_(document),
        customers_(static_cast<double>(analysis.table.size())),
        revenue_(analysis.revenue().to_double()) {}

  void describe() {
    segments();
    groups();
    clusters();
    tiers();
    overlap();
  }

 private:
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
  [[nodiscard]] std::string means_text() const {
    if (!analysis_.transactions) return "R, F and M are means of recency, frequency and monetary.";
    const MetricDefinitions& metrics = analysis_.segmentation.scheme.metrics;
    return fmt::format("R, F and M are means: days since the last purchase, {}{}, {}.",
                       metrics.minus_first ? "repeat " : "", to_string(metrics.frequency),
                       metrics.monetary == MonetaryMeasure::mean ? "mean spend" : "spend");
  }

  void segments() {
    const Segmentation& segmentation = analysis_.segmentation;
    const std::string within = segmentation.groups.empty()
                                   ? ""
                                   : fmt::format(", each {} within itself", analysis_.group_column);
    document_.push_back(
        Heading{fmt::format("Segments (scheme {}{})", segmentation.scheme.name, within)});
    document_.push_back(Paragraph{means_text()});
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
    document_.push_back(
        Paragraph{"Shares are those of the group; in its last row, of all customers."});
    for (std::size_t g = 0; g < segmentation.groups.size(); ++g) {
      const ScoredGroup& group = segmentation.groups[g];
      Amount revenue;
      for (const SegmentSummary& segment : analysis_.group_segments[g]) revenue += segment.revenue;
      Table table{group_columns(group_title(group)), {}};
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

  /// `log1p and z-score of recency, frequency and monetary`.
  static std::string features_text(const FeatureOptions& options) {
    std::string text;
    if (options.transform != Transform::none) text += to_string(options.transform);
    if (options.scaling != Scaling::none) {
      text += text.empty() ? "" : " and ";
      text += to_string(options.scaling);
    }
    if (!text.empty()) text += " of ";
    for (std::size_t i = 0; i < options.features.size(); ++i) {
      if (i > 0) text += i + 1 == options.features.size() ? " and " : ", ";
      text += to_string(options.features[i]);
    }
    if (options.winsorize > 0) text += fmt::format(", winsorized at {}%", options.winsorize);
    return text;
  }

  [[nodiscard]] std::string quality_text(const ClusterQuality& quality) const {
    std::string text;
    const auto add = [&](std::string_view name, std::optional<double> figure, int decimals) {
      if (!figure) return;
      text += fmt::format("{}{} {}", text.empty() ? " " : ", ", name, mean_text(*figure, decimals));
    };
    add("Silhouette", quality.silhouette, 4);
    if (quality.silhouette_points < analysis_.table.size() && quality.silhouette) {
      text += fmt::format(
          " (of {})", counted(static_cast<std::int64_t>(quality.silhouette_points), "customer"));
    }
    add("Calinski-Harabasz", quality.calinski_harabasz, 2);
    add("Davies-Bouldin", quality.davies_bouldin, 4);
    return text.empty() ? text : text + ".";
  }

  void clusters() {
    const Clustering& clustering = analysis_.clustering;
    if (clustering.choice) {
      document_.push_back(Heading{"Choice of k"});
      for (DocumentBlock& block : rfmseg::describe(*clustering.choice)) {
        document_.push_back(std::move(block));
      }
    }
    document_.push_back(Heading{fmt::format("Clusters (k-means, k = {})", clustering.options.k)});
    document_.push_back(Paragraph{
        fmt::format("Best of {} starts, seed {}: inertia {:.4f} over {}.{}",
                    clustering.options.starts, clustering.options.seed, clustering.kmeans.inertia,
                    features_text(clustering.features), quality_text(clustering.quality))});
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
    if (analysis_.table.has_items) document_.push_back(std::move(items));
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
    document_.push_back(Paragraph{fmt::format(
        "Adjusted Rand index {:.4f}, normalised mutual information {:.4f}: 1 where both group "
        "customers alike, 0 where neither tells of the other.",
        adjusted_rand_index(analysis_.overlap), normalised_mutual_information(analysis_.overlap))});
  }

  const Analysis& analysis_;
  Document& document_;
  double customers_;
  double revenue_;
};

}  // namespace

void describe_groups(const Analysis& analysis, Document& document) {
  GroupsDescriber(analysis, document).describe();
}

}  // namespace rfmseg
