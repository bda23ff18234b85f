#include <fmt/core.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cluster/feature_means.hpp"
#include "report/analysis_sections.hpp"
#include "report/number_text.hpp"
#include "report/tables/group_tables.hpp"
#include "rfmseg/cluster/agreement.hpp"
#include "rfmseg/report/k_choice_report.hpp"

namespace rfmseg {
namespace {

/// Clusters and value tiers, and how clusters compare with segments.
class ClustersDescriber {
 public:
  ClustersDescriber(const Analysis& analysis, const SettingNames& names, Document& document)
      : analysis_(analysis), names_(names), document_(document) {}

  void describe() {
    clusters();
    tiers();
    overlap();
  }

 private:
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
      for (DocumentBlock& block : rfmseg::describe(*clustering.choice, names_)) {
        document_.push_back(std::move(block));
      }
    }
    document_.push_back(Heading{fmt::format("Clusters (k-means, k = {})", clustering.options.k)});
    document_.push_back(Paragraph{fmt::format(
        "{}: inertia {:.4f} over {}.{}", origin_text(analysis_), clustering.kmeans.inertia,
        describe_features(clustering.features), quality_text(clustering.quality))});
    if (analysis_.model) document_.push_back(Paragraph{model_text(*analysis_.model)});
    const ResultTable table = cluster_table(analysis_);
    document_.push_back(people_table(table));
    if (clustering.stability) {
      for (DocumentBlock& block : rfmseg::describe(*clustering.stability, clustering.names)) {
        document_.push_back(std::move(block));
      }
    }
    feature_means();
    spreads(table, "cluster", {"recency", "frequency", "spend"});
  }

  /// Of the features that other tables do not show.
  void feature_means() {
    const Clustering& clustering = analysis_.clustering;
    const std::vector<Feature>& features = clustering.features.features;
    std::vector<std::size_t> shown;
    for (std::size_t f = 0; f < features.size(); ++f) {
      if (features[f] > Feature::monetary && features[f] != Feature::items) shown.push_back(f);
    }
    if (shown.empty()) return;
    Table table{{{"Means", Align::left}}, {}};
    for (const std::size_t f : shown)
      table.columns.push_back({std::string(to_string(features[f]))});
    for (const GroupProfile& cluster : analysis_.clusters) {
      Table::Row row{{std::to_string(cluster.group)}};
      const auto c = static_cast<std::size_t>(cluster.group - 1);
      for (const std::size_t f : shown) {
        row.cells.push_back(mean_text(clustering.feature_means[c * features.size() + f], 2));
      }
      table.rows.push_back(std::move(row));
    }
    document_.push_back(std::move(table));
  }

  void tiers() {
    document_.push_back(Heading{"Value tiers"});
    document_.push_back(Paragraph{
        "Recency, frequency and monetary each earn 0 to 3 points; the total sets the tier."});
    const ResultTable table = tier_table(analysis_);
    document_.push_back(people_table(table));
    spreads(table, "name", {"spend"});
  }

  /// A table each of the columns of these keys, and of items where they are known.
  void spreads(const ResultTable& table, std::string_view name,
               std::vector<std::string_view> keys) {
    if (analysis_.table.has_items()) keys.emplace_back("items");
    for (const std::string_view key : keys) document_.push_back(people_table(table, {name, key}));
  }

  void overlap() {
    document_.push_back(Heading{"Segments and clusters"});
    Table table{{{"Customers", Align::left}}, {}};
    for (const GroupProfile& cluster : analysis_.clusters) {
      table.columns.push_back({fmt::format("Cluster {}", cluster.group)});
    }
    for (std::size_t i = 0; i < analysis_.segments.size(); ++i) {
      Table::Row row{{analysis_.segment_rule(i).name}};
      for (const std::int64_t customers : analysis_.overlap[i]) {
        row.cells.push_back(customers == 0 ? "-" : count_text(customers));
      }
      table.rows.push_back(std::move(row));
    }
    document_.push_back(std::move(table));
    document_.push_back(Paragraph{fmt::format(
        "Agreement of segments and clusters: adjusted Rand index {:.4f}, normalised mutual "
        "information "
        "{:.4f} (1: the same groups, 0: unrelated).",
        adjusted_rand_index(analysis_.overlap), normalised_mutual_information(analysis_.overlap))});
    if (const std::string text = splits_text(); !text.empty()) {
      document_.push_back(Paragraph{
          "Segments spread over several clusters (a quarter or more in each): " + text + "."});
    }
    if (const std::string text = joins_text(); !text.empty()) {
      document_.push_back(Paragraph{
          "Segments with more than half of their customers in the same cluster: " + text + "."});
    }
  }

  /// `Champions (1 and 3), At Risk (2 and 4)`.
  [[nodiscard]] std::string splits_text() const {
    std::string text;
    for (const SplitGroup& split : split_groups(analysis_.overlap)) {
      std::vector<std::string> clusters;
      for (const std::size_t part : split.parts) {
        clusters.push_back(std::to_string(analysis_.clusters[part].group));
      }
      text += fmt::format("{}{} ({})", text.empty() ? "" : ", ",
                          analysis_.segment_rule(split.group).name, enumerated(clusters));
    }
    return text;
  }

  /// `Promising and New Customers in 3; ...`.
  [[nodiscard]] std::string joins_text() const {
    std::string text;
    for (const JoinedGroups& join : joined_groups(analysis_.overlap)) {
      std::vector<std::string> names;
      for (const std::size_t row : join.groups) names.push_back(analysis_.segment_rule(row).name);
      text += fmt::format("{}{} in {}", text.empty() ? "" : "; ", enumerated(names),
                          analysis_.clusters[join.in].group);
    }
    return text;
  }

  const Analysis& analysis_;
  const SettingNames& names_;
  Document& document_;
};

}  // namespace

std::string describe_features(const FeatureOptions& options) {
  std::string text;
  if (options.transform != Transform::none) text += to_string(options.transform);
  if (options.scaling != Scaling::none) {
    text += text.empty() ? "" : " and ";
    text += to_string(options.scaling);
  }
  if (!text.empty()) text += " of ";
  std::vector<std::string> names;
  for (const Feature feature : options.features) names.emplace_back(to_string(feature));
  text += enumerated(names);
  if (options.winsorize > 0) text += fmt::format(", winsorized at {}%", options.winsorize);
  return text;
}

std::string origin_text(const Analysis& analysis) {
  const KMeansOptions& options = analysis.clustering.options;
  if (analysis.model) {
    return fmt::format("From {}, fitted on {}", analysis.model->name,
                       counted(analysis.model->fitted_customers, "customer"));
  }
  return fmt::format("Best of {} starts, seed {}", options.starts, options.seed);
}

std::string model_text(const AppliedModel& model) {
  const Drift& drift = model.drift;
  std::string text = fmt::format(
      "Population stability index against the model: recency {:.3f}, frequency {:.3f}, monetary "
      "{:.3f}; a value above {} means that customers have changed since the fit.",
      drift.recency, drift.frequency, drift.monetary, kMuchDrift);
  if (model.outside_customers > 0) {
    text += fmt::format(" {} {} unlike any customer of the fit.",
                        counted(model.outside_customers, "customer"),
                        model.outside_customers == 1 ? "is" : "are");
  }
  return text;
}

void describe_clusters(const Analysis& analysis, const SettingNames& names, Document& document) {
  ClustersDescriber(analysis, names, document).describe();
}

}  // namespace rfmseg
