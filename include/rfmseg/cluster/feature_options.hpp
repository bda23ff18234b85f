#pragma once

#include <algorithm>
#include <limits>
#include <string_view>
#include <vector>

namespace rfmseg {

/// What customers can be compared by; see docs/definitions.md.
enum class Feature {
  recency,
  frequency,
  monetary,
  tenure,            ///< whole days since the first purchase
  mean_order_value,  ///< revenue for each order
  items,
  products,            ///< distinct stock codes
  days_between_orders  ///< on average; of who ordered once, the days since
};

/// What is done to the values of a feature first.
enum class Transform {
  log1p,    ///< ln(1 + x)
  none,     ///< x
  box_cox,  ///< ((1 + x)^lambda - 1) / lambda, with the lambda of maximum likelihood
  rank,     ///< 1 for the least value to n; equal ones have their mean rank
  score,    ///< the score of recency, frequency or monetary, 1 (worst) to the number of bins
};

/// How transformed values are brought to a common measure.
enum class Scaling {
  z_score,  ///< from their mean, in population standard deviations
  min_max,  ///< from their least, in parts of their range
  robust,   ///< from their median, in interquartile ranges
  none,
};

[[nodiscard]] std::string_view to_string(Feature feature);      ///< `recency`
[[nodiscard]] std::string_view to_string(Transform transform);  ///< `box-cox`
[[nodiscard]] std::string_view to_string(Scaling scaling);      ///< `z-score`

// Each throws UsageError that names `option` and what there is.
[[nodiscard]] Feature parse_feature(std::string_view option, std::string_view name);
[[nodiscard]] Transform parse_transform(std::string_view option, std::string_view name);
[[nodiscard]] Scaling parse_scaling(std::string_view option, std::string_view name);

struct FeatureOptions {
  std::vector<Feature> features = {Feature::recency, Feature::frequency, Feature::monetary};
  Transform transform = Transform::log1p;
  Scaling scaling = Scaling::z_score;
  /// Values beyond this percentile from either end are brought to it; 0 for none, below 50.
  double winsorize = 0;

  [[nodiscard]] bool has(Feature feature) const {
    return std::ranges::find(features, feature) != features.end();
  }
};

/// Throws UsageError for no feature, one that is named twice or has no scores when these are asked
/// for, and a percentage that is none.
void check_features(const FeatureOptions& options);

/// What turned a value x into a feature: (t(x) - centre) / spread, where t is the transform and x
/// is brought between `least` and `most` before it.
struct FeatureScale {
  Feature feature{};
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  double lambda = 0;  ///< of Box and Cox
  double centre = 0;
  double spread = 1;
};

/// Whether the values of other customers can be transformed alike: ranks and scores hold only among
/// those they were found of.
[[nodiscard]] bool can_be_kept(Transform transform);

}  // namespace rfmseg
