#pragma once

/// \file
/// Features: what customers are compared by when they are clustered. A feature is a value of the
/// customer, winsorized, transformed and scaled, in this order.
///
///     rfmseg::FeatureOptions features;
///     features.features = {rfmseg::Feature::recency, rfmseg::Feature::mean_order_value};
///     features.scaling = rfmseg::Scaling::robust;
///     features.winsorize = 1;
///     const auto clustering = rfmseg::cluster_customers(table, {.features = features});

#include <algorithm>
#include <limits>
#include <string_view>
#include <vector>

#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/rfm/metric_definitions.hpp"

namespace rfmseg {

/// The value that a feature is made from; docs/definitions.md has the exact definitions.
enum class Feature {
  recency,
  frequency,
  monetary,
  tenure,              ///< whole days since the first purchase
  mean_order_value,    ///< revenue per order
  items,               ///< total quantity
  products,            ///< distinct stock codes
  days_between_orders  ///< mean number of days; recency for customers with one order
};

/// The function applied to the values.
enum class Transform {
  log1p,    ///< ln(1 + x)
  none,     ///< x
  box_cox,  ///< ((1 + x)^lambda - 1) / lambda; lambda by maximum likelihood (Box and Cox 1964)
  rank,     ///< 1 for the least value to n; equal values get their mean rank
  score,    ///< the score of recency, frequency or monetary, 1 (worst) to the number of bins
};

/// How transformed values are put on a common scale.
enum class Scaling {
  z_score,  ///< (x - mean) / population standard deviation
  min_max,  ///< (x - minimum) / (maximum - minimum)
  robust,   ///< (x - median) / interquartile range
  none,
};

[[nodiscard]] std::string_view to_string(Feature feature);      ///< `recency`
[[nodiscard]] std::string_view to_string(Transform transform);  ///< `box-cox`
[[nodiscard]] std::string_view to_string(Scaling scaling);      ///< `z-score`

/// Parses what to_string() returns. Throws UsageError, with `option` and the valid names in the
/// message, for another name.
[[nodiscard]] Feature parse_feature(std::string_view option, std::string_view name);
/// As parse_feature().
[[nodiscard]] Transform parse_transform(std::string_view option, std::string_view name);
/// As parse_feature().
[[nodiscard]] Scaling parse_scaling(std::string_view option, std::string_view name);

/// Which features to compute, and how.
struct FeatureOptions {
  std::vector<Feature> features = {Feature::recency, Feature::frequency, Feature::monetary};
  Transform transform = Transform::log1p;
  Scaling scaling = Scaling::z_score;
  /// A percentage p, 0 <= p < 50: values below the p-th percentile are raised to it, values above
  /// the (100 - p)-th are lowered to it. 0 leaves all values as they are.
  double winsorize = 0;

  /// Whether `feature` is among the features.
  [[nodiscard]] bool has(Feature feature) const {
    return std::ranges::find(features, feature) != features.end();
  }
};

/// Throws UsageError if there are no features, a feature is given twice, the transform is `score`
/// and a feature has no scores, or `winsorize` is out of range.
void check_features(const FeatureOptions& options);

/// Throws UsageError for a feature that needs orders if `customers` were read from customer files
/// whose frequency, by `metrics`, does not count orders.
void require_orders(const FeatureOptions& options, const Customers& customers,
                    const MetricDefinitions& metrics);

/// The function from a value x to a feature: (t(x) - centre) / spread, where t is the transform and
/// x is first limited to `least` to `most`.
struct FeatureScale {
  Feature feature{};
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  double lambda = 0;  ///< of the transform `box_cox`
  double centre = 0;
  double spread = 1;
};

/// Whether the transform also applies to other customers, as a model requires. Ranks and scores do
/// not: they are relative to the customers of the table.
[[nodiscard]] bool can_be_kept(Transform transform);

}  // namespace rfmseg
