#include <fmt/format.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "sql/steps.hpp"

namespace rfmseg::sql {
namespace {

/// Writes the steps that assign customers to the clusters and tiers of a model.
class ClusterSteps {
 public:
  ClusterSteps(const Model& model, const Dialect& dialect) : model_(model), dialect_(dialect) {}

  void add(Statement& statement) const {
    statement.add("features",
                  "The features of each customer, on the model's scales (double precision).",
                  features());
    statement.add("distances", "The squared distance to each centroid of the model.", distances());
    statement.add("pointed", "A point for each of the model's cuts of a metric that is exceeded.",
                  points());
    statement.add("clustered", "The nearest cluster, and the value tier.", clustered());
    statement.add("measured", "", measured());
    statement.add("assigned", "Whether a customer is farther away than any of the model's fit.",
                  assigned());
  }

 private:
  [[nodiscard]] std::string number(double value) const {
    return fmt::format("CAST('{}' AS {})", value, dialect_.double_type);
  }
  [[nodiscard]] std::string as_double(std::string_view value) const {
    return fmt::format("CAST({} AS {})", value, dialect_.double_type);
  }

  [[nodiscard]] std::string value_of(Feature feature) const {
    switch (feature) {
      case Feature::recency:
        return as_double("recency");
      case Feature::frequency:
        return as_double("frequency");
      case Feature::monetary:
        return as_double("monetary");
      case Feature::tenure:
        return as_double("tenure");
      case Feature::items:
        return as_double("items");
      case Feature::mean_order_value:
        return fmt::format("{} / {}", as_double("revenue"), as_double("orders"));
      case Feature::products:
      case Feature::days_between_orders:
        break;
    }
    throw UsageError(
        fmt::format("{} {}: a query cannot compute it", Setting::features, to_string(feature)));
  }

  [[nodiscard]] std::string transformed(const FeatureScale& scale) const {
    std::string value = value_of(scale.feature);
    if (std::isfinite(scale.least))
      value = fmt::format("GREATEST({}, {})", value, number(scale.least));
    if (std::isfinite(scale.most)) value = fmt::format("LEAST({}, {})", value, number(scale.most));
    switch (model_.features.transform) {
      case Transform::none:
        return value;
      case Transform::log1p:
        return fmt::format("LN(1 + {})", value);
      case Transform::box_cox:
        if (scale.lambda == 0) return fmt::format("LN(1 + {})", value);
        return fmt::format("(POWER(1 + {0}, {1}) - 1) / {1}", value, number(scale.lambda));
      case Transform::rank:
      case Transform::score:
        break;
    }
    throw UsageError(fmt::format("{} {}: a query cannot compute it", Setting::transform,
                                 to_string(model_.features.transform)));
  }

  [[nodiscard]] std::string features() const {
    Columns columns;
    columns.add("segmented.*", "");
    for (std::size_t i = 0; i < model_.scales.size(); ++i) {
      const FeatureScale& scale = model_.scales[i];
      columns.add(fmt::format("({} - {}) / {}", transformed(scale), number(scale.centre),
                              number(scale.spread)),
                  fmt::format("feature_{}", i + 1));
    }
    return fmt::format("  SELECT\n{}\n  FROM segmented", columns.text());
  }

  [[nodiscard]] std::string distances() const {
    Columns columns;
    columns.add("features.*", "");
    for (std::size_t c = 0; c < model_.clusters.size(); ++c) {
      std::vector<std::string> squares;
      for (std::size_t i = 0; i < model_.scales.size(); ++i) {
        const std::string apart =
            fmt::format("(feature_{} - {})", i + 1, number(model_.clusters[c].centroid[i]));
        squares.push_back(fmt::format("{0} * {0}", apart));
      }
      columns.add(fmt::format("{}", fmt::join(squares, "\n      + ")),
                  fmt::format("distance_{}", c + 1));
    }
    return fmt::format("  SELECT\n{}\n  FROM features", columns.text());
  }

  [[nodiscard]] std::string cuts_below(const char* metric, const std::vector<double>& cuts) const {
    std::vector<std::string> points;
    for (const double cut : cuts) {
      points.push_back(
          fmt::format("CASE WHEN {} > {} THEN 1 ELSE 0 END", as_double(metric), number(cut)));
    }
    return points.empty() ? "0" : fmt::format("{}", fmt::join(points, "\n      + "));
  }

  [[nodiscard]] std::string points() const {
    const TierCuts& cuts = model_.tier_cuts;
    Columns columns;
    columns.add("distances.*", "");
    columns.add(
        fmt::format("{} - ({})\n      + {}\n      + {}", cuts.recency.size(),
                    cuts_below("recency", cuts.recency), cuts_below("frequency", cuts.frequency),
                    cuts_below("monetary", cuts.monetary)),
        "points");
    return fmt::format("  SELECT\n{}\n  FROM distances", columns.text());
  }

  /// In a tie the lower number.
  [[nodiscard]] std::string nearest() const {
    std::vector<std::pair<std::string, std::string>> cases;
    const std::size_t all = model_.clusters.size();
    for (std::size_t c = 0; c + 1 < all; ++c) {
      std::vector<std::string> conditions;
      for (std::size_t other = c + 1; other < all; ++other) {
        conditions.push_back(fmt::format("distance_{} <= distance_{}", c + 1, other + 1));
      }
      cases.emplace_back(fmt::format("{}", fmt::join(conditions, " AND ")), std::to_string(c + 1));
    }
    return cases.empty() ? "1" : case_of(cases, std::to_string(all), 4);
  }

  [[nodiscard]] std::string tier() const {
    std::vector<std::pair<std::string, std::string>> cases;
    for (const TierRule& rule : model_.tier_rules) {
      cases.emplace_back(fmt::format("points <= {}", rule.max_points), dialect_.literal(rule.name));
    }
    return case_of(cases, "", 4);
  }

  /// By number, the value of `of`.
  template <class Of>
  [[nodiscard]] std::string by_cluster(Of of) const {
    std::vector<std::pair<std::string, std::string>> cases;
    for (std::size_t c = 0; c < model_.clusters.size(); ++c) {
      cases.emplace_back(fmt::format("cluster = {}", c + 1), of(c));
    }
    return case_of(cases, "", 4);
  }

  [[nodiscard]] std::string clustered() const {
    Columns columns;
    columns.add("pointed.*", "");
    columns.add(nearest(), "cluster");
    columns.add(tier(), "value_tier");
    return fmt::format("  SELECT\n{}\n  FROM pointed", columns.text());
  }

  [[nodiscard]] std::string measured() const {
    Columns columns;
    columns.add("clustered.*", "");
    columns.add(by_cluster([](std::size_t c) { return fmt::format("SQRT(distance_{})", c + 1); }),
                "distance");
    // The farthest customer of the fit is not outside, though databases differ in the last bit.
    columns.add(
        by_cluster([&](std::size_t c) { return number(model_.clusters[c].radius * (1 + 1e-9)); }),
        "radius");
    return fmt::format("  SELECT\n{}\n  FROM clustered", columns.text());
  }

  [[nodiscard]] std::string assigned() const {
    Columns columns;
    columns.add("measured.*", "");
    columns.add(
        fmt::format("CAST(ROUND(CAST(distance AS {}), 6) AS {})",
                    fill(dialect_.decimal_type, 38, 18), fill(dialect_.decimal_type, 20, 6)),
        "cluster_distance");
    columns.add("CASE WHEN distance > radius THEN 'yes' ELSE 'no' END", "outside");
    return fmt::format("  SELECT\n{}\n  FROM measured", columns.text());
  }

  const Model& model_;
  const Dialect& dialect_;
};

}  // namespace

void add_clusters(Statement& statement, const SqlQuery& query, const Dialect& dialect) {
  if (!query.model) {
    throw UsageError(
        fmt::format("clusters and value tiers need the centroids and cuts of a model (hint: {} "
                    "with those of a fit)",
                    Setting::model));
  }
  ClusterSteps(*query.model, dialect).add(statement);
}

}  // namespace rfmseg::sql
