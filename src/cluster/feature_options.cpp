#include "rfmseg/cluster/feature_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cluster/choice.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"

namespace rfmseg {
namespace {

constexpr std::array kFeatures = {Feature::recency,  Feature::frequency,          Feature::monetary,
                                  Feature::tenure,   Feature::mean_order_value,   Feature::items,
                                  Feature::products, Feature::days_between_orders};
constexpr std::array kTransforms = {Transform::log1p, Transform::none, Transform::box_cox,
                                    Transform::rank, Transform::score};
constexpr std::array kScalings = {Scaling::z_score, Scaling::min_max, Scaling::robust,
                                  Scaling::none};

bool has_scores(Feature feature) {
  return feature == Feature::recency || feature == Feature::frequency ||
         feature == Feature::monetary;
}

}  // namespace

std::string_view to_string(Feature feature) {
  switch (feature) {
    case Feature::recency:
      return "recency";
    case Feature::frequency:
      return "frequency";
    case Feature::monetary:
      return "monetary";
    case Feature::tenure:
      return "tenure";
    case Feature::mean_order_value:
      return "mean-order-value";
    case Feature::items:
      return "items";
    case Feature::products:
      return "products";
    case Feature::days_between_orders:
      break;
  }
  return "days-between-orders";
}

std::string_view to_string(Transform transform) {
  switch (transform) {
    case Transform::log1p:
      return "log1p";
    case Transform::none:
      return "none";
    case Transform::box_cox:
      return "box-cox";
    case Transform::rank:
      return "rank";
    case Transform::score:
      break;
  }
  return "score";
}

std::string_view to_string(Scaling scaling) {
  switch (scaling) {
    case Scaling::z_score:
      return "z-score";
    case Scaling::min_max:
      return "min-max";
    case Scaling::robust:
      return "robust";
    case Scaling::none:
      break;
  }
  return "none";
}

Feature parse_feature(std::string_view option, std::string_view name) {
  return parse_choice(option, name, kFeatures);
}
Transform parse_transform(std::string_view option, std::string_view name) {
  return parse_choice(option, name, kTransforms);
}
Scaling parse_scaling(std::string_view option, std::string_view name) {
  return parse_choice(option, name, kScalings);
}

void check_features(const FeatureOptions& options) {
  if (options.features.empty()) {
    throw UsageError(fmt::format("{}: no feature given", Setting::features));
  }
  for (const Feature feature : options.features) {
    if (std::ranges::count(options.features, feature) > 1) {
      throw UsageError(
          fmt::format("{}: {} is listed twice", Setting::features, to_string(feature)));
    }
  }
  if (options.transform == Transform::score) {
    for (const Feature feature : options.features) {
      if (has_scores(feature)) continue;
      throw UsageError(
          fmt::format("{} score: {} has no scores", Setting::transform, to_string(feature)));
    }
  }
  if (!(options.winsorize >= 0 && options.winsorize < 50)) {
    throw UsageError(fmt::format("{}: {} is not a percentage from 0 to below 50",
                                 Setting::winsorize, options.winsorize));
  }
}

void require_orders(const FeatureOptions& options, const Customers& customers,
                    const MetricDefinitions& metrics) {
  const bool orders = metrics.frequency == FrequencyMeasure::orders && !metrics.minus_first;
  if (customers.transactions || orders) return;
  for (const Feature feature : {Feature::mean_order_value, Feature::days_between_orders}) {
    if (!options.has(feature)) continue;
    throw UsageError(fmt::format(
        "{} requires orders, but the frequency of these customers counts {}{} (hint: use the "
        "transactions as input)",
        to_string(feature), metrics.minus_first ? "repeat " : "", to_string(metrics.frequency)));
  }
}

}  // namespace rfmseg
