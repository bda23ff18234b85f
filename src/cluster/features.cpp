#include "rfmseg/cluster/features.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>

#include "cluster/choice.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/text.hpp"

namespace rfmseg {
namespace {

constexpr std::array kFeatures = {Feature::recency, Feature::frequency, Feature::monetary,
                                  Feature::items};
constexpr std::array kTransforms = {Transform::log1p, Transform::none, Transform::box_cox,
                                    Transform::rank};
constexpr std::array kScalings = {Scaling::z_score, Scaling::min_max, Scaling::robust,
                                  Scaling::none};

double value_of(const Customer& customer, Feature feature) {
  switch (feature) {
    case Feature::recency:
      return static_cast<double>(customer.recency);
    case Feature::frequency:
      return static_cast<double>(customer.frequency);
    case Feature::monetary:
      return customer.monetary.to_double();
    case Feature::items:
      break;
  }
  return customer.items.to_double();
}

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

void winsorize(std::vector<double>& column, double percent, FeatureScale& scale) {
  if (percent == 0) return;
  const std::vector<double> ascending = sorted(column);
  scale.least = quantile_of(ascending, percent / 100);
  scale.most = quantile_of(ascending, 1 - percent / 100);
  for (double& value : column) value = std::clamp(value, scale.least, scale.most);
}

/// The logarithm of 1 + x for each, which has to be above 0.
void take_log1p(std::vector<double>& column, const CustomerTable& table,
                const FeatureOptions& options, Feature feature) {
  for (std::size_t i = 0; i < column.size(); ++i) {
    if (column[i] <= -1) {
      throw DataError(fmt::format(
          "customer '{}': {} {} has no {}, which clusters are made by (hint: --transform none, or "
          "cluster only customers whose metrics are above -1)",
          printable(table.customers[i].id), to_string(feature), column[i],
          to_string(options.transform)));
    }
    column[i] = std::log1p(column[i]);
  }
}

/// ((1 + x)^lambda - 1) / lambda, of the logarithm of 1 + x.
double box_cox(double logarithm, double lambda) {
  return lambda == 0 ? logarithm : std::expm1(lambda * logarithm) / lambda;
}

double variance(const std::vector<double>& values) {
  const auto count = static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += value - values.front();
  const double mean = values.front() + sum / count;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / count;
}

/// The lambda, within +-5, under which the values of these logarithms are most like a normal
/// distribution (Box and Cox, An analysis of transformations, JRSS B 26, 1964). The likelihood is
/// searched by golden section.
double likeliest_lambda(const std::vector<double>& logarithms) {
  const auto count = static_cast<double>(logarithms.size());
  double sum = 0;
  for (const double logarithm : logarithms) sum += logarithm;
  std::vector<double> moved(logarithms.size());
  const auto likelihood = [&](double lambda) {
    std::ranges::transform(logarithms, moved.begin(),
                           [&](double logarithm) { return box_cox(logarithm, lambda); });
    return (lambda - 1) * sum - count / 2 * std::log(variance(moved));
  };
  constexpr double kGolden = 0.618'033'988'749'894'848;
  constexpr double kNear = 1e-9;
  double low = -5;
  double high = 5;
  double left = high - kGolden * (high - low);
  double right = low + kGolden * (high - low);
  double at_left = likelihood(left);
  double at_right = likelihood(right);
  while (high - low > kNear) {
    if (at_left > at_right) {
      high = right;
      right = left;
      at_right = at_left;
      left = high - kGolden * (high - low);
      at_left = likelihood(left);
    } else {
      low = left;
      left = right;
      at_left = at_right;
      right = low + kGolden * (high - low);
      at_right = likelihood(right);
    }
  }
  return (low + high) / 2;
}

void take_box_cox(std::vector<double>& logarithms, FeatureScale& scale) {
  if (variance(logarithms) > 0) scale.lambda = likeliest_lambda(logarithms);
  for (double& value : logarithms) value = box_cox(value, scale.lambda);
}

void take_rank(std::vector<double>& column) {
  std::vector<std::size_t> order(column.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return column[i]; });
  std::vector<double> rank(column.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t next = first;
    while (next < order.size() && column[order[next]] == column[order[first]]) ++next;
    // Of the ranks first + 1 to next.
    const double mean = (static_cast<double>(first) + 1 + static_cast<double>(next)) / 2;
    for (; first < next; ++first) rank[order[first]] = mean;
  }
  column = std::move(rank);
}

/// Brings the column to a common measure. Sums are added in the order of the customers, so that
/// they round the same whatever the width of vectors.
void standardise(std::vector<double>& column, Scaling scaling, FeatureScale& scale) {
  switch (scaling) {
    case Scaling::z_score: {
      // Sums of differences to one of the values: a constant column gets exactly it as mean.
      double sum = 0;
      for (const double value : column) sum += value - column.front();
      scale.centre = column.front() + sum / static_cast<double>(column.size());
      scale.spread = std::sqrt(variance(column));
      break;
    }
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
  for (double& value : column) value = (value - scale.centre) / scale.spread;
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
    case Feature::items:
      break;
  }
  return "items";
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
      break;
  }
  return "rank";
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
  if (options.features.empty()) throw UsageError("--features: none is given");
  for (const Feature feature : options.features) {
    if (std::ranges::count(options.features, feature) > 1) {
      throw UsageError(fmt::format("--features: {} is named twice", to_string(feature)));
    }
  }
  if (!(options.winsorize >= 0 && options.winsorize < 50)) {
    throw UsageError(fmt::format("--winsorize: {} is no percentage below 50", options.winsorize));
  }
}

Features customer_features(const CustomerTable& table, const FeatureOptions& options) {
  check_features(options);
  if (table.size() == 0) throw DataError("there are no customers to cluster");
  const bool with_items = std::ranges::count(options.features, Feature::items) > 0;
  if (with_items && !table.has_items) {
    throw DataError("there are no items to cluster by (hint: leave items out of --features)");
  }
  Features features;
  features.matrix.rows = table.size();
  features.matrix.columns = options.features.size();
  features.matrix.values.reserve(table.size() * options.features.size());
  std::vector<double> column(table.size());
  for (const Feature feature : options.features) {
    FeatureScale scale;
    scale.feature = feature;
    std::ranges::transform(table.customers, column.begin(),
                           [&](const Customer& customer) { return value_of(customer, feature); });
    winsorize(column, options.winsorize, scale);
    switch (options.transform) {
      case Transform::log1p:
        take_log1p(column, table, options, feature);
        break;
      case Transform::box_cox:
        take_log1p(column, table, options, feature);
        take_box_cox(column, scale);
        break;
      case Transform::rank:
        take_rank(column);
        break;
      case Transform::none:
        break;
    }
    standardise(column, options.scaling, scale);
    features.matrix.values.insert(features.matrix.values.end(), column.begin(), column.end());
    features.scales.push_back(scale);
  }
  return features;
}

}  // namespace rfmseg
