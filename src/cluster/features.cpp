#include "cluster/features.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "cluster/box_cox.hpp"
#include "cluster/feature_matrix.hpp"
#include "cluster/feature_values.hpp"
#include "cluster/variance.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The type-7 quantile at `part` of 1.
double quantile_of(const std::vector<double>& sorted, double part) {
  const double place = part * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

std::vector<double> sorted(std::vector<double> values) {
  std::ranges::sort(values);
  return values;
}

/// Determines the limits of winsorization.
void fit_bounds(FeatureScale& scale, double percent, const std::vector<double>& column) {
  if (percent == 0) return;
  const std::vector<double> ascending = sorted(column);
  scale.least = quantile_of(ascending, percent / 100);
  scale.most = quantile_of(ascending, 1 - percent / 100);
}

/// Replaces each x by ln(1 + x), which must be defined.
void apply_log1p(std::vector<double>& column, const CustomerTable& table, Transform transform,
                 Feature feature) {
  for (std::size_t i = 0; i < column.size(); ++i) {
    if (column[i] <= -1) {
      throw DataError(
          fmt::format("customer '{}': {} {} has no {}, which is required for clustering (hint: {} "
                      "none, or cluster only customers whose metrics are above -1)",
                      printable(table.ids[i]), to_string(feature), column[i], to_string(transform),
                      Setting::transform));
    }
    column[i] = std::log1p(column[i]);
  }
}

void apply_rank(std::vector<double>& column) {
  std::vector<std::size_t> order(column.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return column[i]; });
  std::vector<double> rank(column.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t next = first;
    while (next < order.size() && column[order[next]] == column[order[first]]) ++next;
    // These values share the ranks first + 1 to next.
    const double mean = (static_cast<double>(first) + 1 + static_cast<double>(next)) / 2;
    for (; first < next; ++first) rank[order[first]] = mean;
  }
  column = std::move(rank);
}

/// Determines centre and spread of the transformed column.
void fit(FeatureScale& scale, Scaling scaling, const std::vector<double>& column) {
  switch (scaling) {
    case Scaling::z_score:
      scale.centre = mean_of(column);
      scale.spread = std::sqrt(variance(column));
      break;
    case Scaling::min_max: {
      const auto [least, most] = std::ranges::minmax(column);
      scale.centre = least;
      scale.spread = most - least;
      break;
    }
    case Scaling::robust: {
      const std::vector<double> ascending = sorted(column);
      scale.centre = quantile_of(ascending, 0.5);
      scale.spread = quantile_of(ascending, 0.75) - quantile_of(ascending, 0.25);
      break;
    }
    case Scaling::none:
      break;
  }
  if (scale.spread == 0) scale.spread = 1;
}

/// The values of one feature, and their scale: determined if `scale` is to be fitted, else as
/// given.
class ScaledValues {
 public:
  ScaledValues(const CustomerTable& table, const FeatureOptions& options, const Scores* scores)
      : table_(table), options_(options), scores_(scores) {}

  [[nodiscard]] std::vector<double> fitted(FeatureScale& scale) const {
    std::vector<double> column = values(scale.feature);
    fit_bounds(scale, options_.winsorize, column);
    transform(column, scale, true);
    fit(scale, options_.scaling, column);
    return scaled(std::move(column), scale);
  }

  [[nodiscard]] std::vector<double> given(FeatureScale scale) const {
    std::vector<double> column = values(scale.feature);
    transform(column, scale, false);
    return scaled(std::move(column), scale);
  }

 private:
  [[nodiscard]] std::vector<double> values(Feature feature) const {
    return feature_values(table_, feature, options_.transform, scores_);
  }

  void transform(std::vector<double>& column, FeatureScale& scale, bool find_lambda) const {
    for (double& value : column) value = std::clamp(value, scale.least, scale.most);
    switch (options_.transform) {
      case Transform::log1p:
        apply_log1p(column, table_, options_.transform, scale.feature);
        break;
      case Transform::box_cox:
        apply_log1p(column, table_, options_.transform, scale.feature);
        if (find_lambda) scale.lambda = likeliest_lambda(column);
        for (double& value : column) value = box_cox(value, scale.lambda);
        break;
      case Transform::rank:
        apply_rank(column);
        break;
      case Transform::none:
      case Transform::score:
        break;
    }
  }

  static std::vector<double> scaled(std::vector<double> column, const FeatureScale& scale) {
    for (double& value : column) value = (value - scale.centre) / scale.spread;
    return column;
  }

  const CustomerTable& table_;
  const FeatureOptions& options_;
  const Scores* scores_;
};

}  // namespace

Features customer_features(const CustomerTable& table, const FeatureOptions& options,
                           const Scores* scores) {
  check_features(options);
  if (table.size() == 0) throw DataError("no customers to cluster");
  const ScaledValues values(table, options, scores);
  std::vector<FeatureColumn> columns;
  std::vector<FeatureScale> scales;
  for (const Feature feature : options.features) {
    FeatureScale& scale = scales.emplace_back();
    scale.feature = feature;
    columns.push_back(FeatureColumn::compact(values.fitted(scale)));
  }
  return {FeatureMatrix(std::move(columns)), std::move(scales)};
}

bool can_be_kept(Transform transform) {
  return transform != Transform::rank && transform != Transform::score;
}

FeatureMatrix scaled_features(const CustomerTable& table, const FeatureOptions& options,
                              const std::vector<FeatureScale>& scales) {
  const ScaledValues values(table, options, nullptr);
  std::vector<FeatureColumn> columns;
  for (const FeatureScale& scale : scales) {
    columns.push_back(FeatureColumn::compact(values.given(scale)));
  }
  return FeatureMatrix(std::move(columns));
}

}  // namespace rfmseg
