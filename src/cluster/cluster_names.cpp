#include "cluster/cluster_names.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "cluster/feature_matrix.hpp"
#include "cluster/variance.hpp"

namespace rfmseg {
namespace {

constexpr double kNamed = 0.5;
constexpr double kVery = 1.5;
constexpr std::size_t kMostNamed = 3;

/// The words for customers with low and with high values of a feature.
struct Words {
  std::string_view low, high;
};

Words words_for(Feature feature) {
  switch (feature) {
    case Feature::recency:
      return {"recent", "lapsed"};
    case Feature::frequency:
      return {"infrequent", "frequent"};
    case Feature::monetary:
      return {"low spend", "high spend"};
    case Feature::tenure:
      return {"new", "long-standing"};
    case Feature::mean_order_value:
      return {"small orders", "large orders"};
    case Feature::items:
      return {"few items", "many items"};
    case Feature::products:
      return {"narrow range", "wide range"};
    case Feature::days_between_orders:
      break;
  }
  return {"short gaps between orders", "long gaps between orders"};
}

struct Distance {
  Feature feature{};
  double deviations = 0;  ///< from the mean of all customers, in standard deviations
};

std::string name_of(std::vector<Distance> distances) {
  std::erase_if(distances, [](const Distance& d) { return std::abs(d.deviations) < kNamed; });
  while (distances.size() > kMostNamed) {
    distances.erase(std::ranges::min_element(
        distances, {}, [](const Distance& d) { return std::abs(d.deviations); }));
  }
  std::string name;
  for (const Distance& distance : distances) {
    const Words words = words_for(distance.feature);
    if (!name.empty()) name += ", ";
    if (std::abs(distance.deviations) >= kVery) name += "very ";
    name += distance.deviations < 0 ? words.low : words.high;
  }
  return name.empty() ? "average" : name;
}

}  // namespace

std::vector<std::string> cluster_names(const FeatureMatrix& points, const FeatureOptions& options,
                                       const std::vector<double>& centroids) {
  std::vector<std::vector<Distance>> distances(centroids.size() / points.columns());
  for (std::size_t f = 0; f < points.columns(); ++f) {
    const FeatureColumn& column = points.column(f);
    const double mean = mean_of(column);
    const double deviation = std::sqrt(variance(column));
    if (deviation == 0) continue;
    const Feature feature = options.features[f];
    // The best recency score means the fewest days.
    const bool reversed = options.transform == Transform::score && feature == Feature::recency;
    const double direction = reversed ? -1 : 1;
    for (std::size_t c = 0; c < distances.size(); ++c) {
      const double centre = centroids[c * points.columns() + f];
      distances[c].push_back({feature, direction * (centre - mean) / deviation});
    }
  }
  std::vector<std::string> names;
  for (std::vector<Distance>& of_cluster : distances) {
    names.push_back(name_of(std::move(of_cluster)));
  }
  return names;
}

}  // namespace rfmseg
