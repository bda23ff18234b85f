#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "cluster/choice.hpp"
#include "json_node.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/model/model.hpp"
#include "rfmseg/segment/scheme.hpp"
#include "rfmseg/version.hpp"
#include "small_file.hpp"

namespace rfmseg {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "rfmseg-model";
constexpr int kFormatVersion = 2;
/// In a cluster. So many clusters add up without overflow.
constexpr std::int64_t kMostCustomers = 1'000'000'000'000;
constexpr std::array kFrequencyMeasures = {FrequencyMeasure::orders, FrequencyMeasure::days,
                                           FrequencyMeasure::lines};
constexpr std::array kMonetaryMeasures = {MonetaryMeasure::sum, MonetaryMeasure::mean};

/// null for infinite numbers
Json bound_json(double bound) {
  return std::isfinite(bound) ? Json(bound) : Json(nullptr);
}

Json features_json(const Model& model) {
  Json scales = Json::array();
  for (const FeatureScale& scale : model.scales) {
    scales.push_back({{"feature", std::string(to_string(scale.feature))},
                      {"least", bound_json(scale.least)},
                      {"most", bound_json(scale.most)},
                      {"lambda", scale.lambda},
                      {"centre", scale.centre},
                      {"spread", scale.spread}});
  }
  return {{"transform", std::string(to_string(model.features.transform))},
          {"scaling", std::string(to_string(model.features.scaling))},
          {"winsorize", model.features.winsorize},
          {"scales", scales}};
}

Json clusters_json(const Model& model) {
  Json clusters = Json::array();
  for (const Model::Cluster& cluster : model.clusters) {
    clusters.push_back({{"cluster", clusters.size() + 1},
                        {"name", cluster.name},
                        {"customers", cluster.customers},
                        {"centroid", cluster.centroid},
                        {"radius", cluster.radius}});
  }
  return clusters;
}

Json tiers_json(const Model& model) {
  Json tiers = Json::array();
  for (const TierRule& rule : model.tier_rules) {
    tiers.push_back({{"name", rule.name},
                     {"max_points", rule.max_points},
                     {"recommendation", rule.recommendation}});
  }
  return {{"cuts",
           {{"recency", model.tier_cuts.recency},
            {"frequency", model.tier_cuts.frequency},
            {"monetary", model.tier_cuts.monetary}}},
          {"tiers", tiers}};
}

Json metric_json(const FrozenMetric& metric) {
  Json cuts = Json::array();
  for (const Amount cut : metric.cuts) cuts.push_back(to_string(cut));
  return {{"cuts", cuts}, {"shares", metric.shares}};
}

Json segments_json(const FrozenSegments& segments) {
  return {{"scheme", segments.scheme},
          {"recency", metric_json(segments.recency)},
          {"frequency", metric_json(segments.frequency)},
          {"monetary", metric_json(segments.monetary)}};
}

FrozenMetric parse_metric(const JsonNode& node) {
  FrozenMetric metric;
  for (const JsonNode& cut : node.at("cuts").elements()) {
    const auto amount = parse_amount(cut.text());
    if (!amount) cut.fail("is not a decimal number");
    metric.cuts.push_back(*amount);
  }
  metric.shares = node.at("shares").numbers();
  if (metric.shares.size() != metric.cuts.size() + 1) {
    node.at("shares").fail("must have one more number than there are cuts");
  }
  return metric;
}

FrozenSegments parse_segments(const JsonNode& node, const std::string& source) {
  FrozenSegments segments{node.at("scheme").text(), parse_metric(node.at("recency")),
                          parse_metric(node.at("frequency")), parse_metric(node.at("monetary"))};
  (void)frozen_scheme(segments, source + ": segments.scheme");  // throws if it is not valid
  return segments;
}

FeatureScale parse_scale(const JsonNode& node) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  FeatureScale scale;
  const JsonNode feature = node.at("feature");
  scale.feature = parse_feature(feature.path(), feature.text());
  scale.least = node.at("least").number_or(-kInfinity);
  scale.most = node.at("most").number_or(kInfinity);
  scale.lambda = node.at("lambda").number();
  scale.centre = node.at("centre").number();
  scale.spread = node.at("spread").number();
  if (!(scale.spread > 0)) node.at("spread").fail("is not above 0");
  if (scale.least > scale.most) node.at("least").fail("is above most");
  return scale;
}

void parse_features(const JsonNode& node, Model& model) {
  const JsonNode transform = node.at("transform");
  const JsonNode scaling = node.at("scaling");
  model.features.transform = parse_transform(transform.path(), transform.text());
  if (!can_be_kept(model.features.transform)) transform.fail("cannot be stored in a model");
  model.features.scaling = parse_scaling(scaling.path(), scaling.text());
  model.features.winsorize = node.at("winsorize").number();
  model.features.features.clear();
  for (const JsonNode& scale : node.at("scales").elements()) {
    model.scales.push_back(parse_scale(scale));
    model.features.features.push_back(model.scales.back().feature);
  }
  check_features(model.features);
}

Model::Cluster parse_cluster(const JsonNode& node, std::size_t number, std::size_t features) {
  if (node.at("cluster").whole() != static_cast<std::int64_t>(number)) {
    node.at("cluster").fail(fmt::format("is not {}: clusters must be in order", number));
  }
  Model::Cluster cluster;
  cluster.name = node.at("name").text();
  cluster.customers = node.at("customers").whole();
  if (cluster.customers < 0 || cluster.customers > kMostCustomers) {
    node.at("customers").fail(fmt::format("is not from 0 to {}", kMostCustomers));
  }
  cluster.centroid = node.at("centroid").numbers();
  if (cluster.centroid.size() != features) {
    node.at("centroid")
        .fail(fmt::format("has {} numbers, but there are {} features", cluster.centroid.size(),
                          features));
  }
  cluster.radius = node.at("radius").number();
  if (cluster.radius < 0) node.at("radius").fail("is below 0");
  return cluster;
}

void parse_tiers(const JsonNode& node, Model& model) {
  const JsonNode cuts = node.at("cuts");
  model.tier_cuts = {cuts.at("recency").ascending(), cuts.at("frequency").ascending(),
                     cuts.at("monetary").ascending()};
  int below = -1;
  for (const JsonNode& tier : node.at("tiers").elements()) {
    const std::int64_t most = tier.at("max_points").whole();
    if (most <= below || most > kMostTierPoints) {
      tier.at("max_points").fail(fmt::format("does not ascend to {}", kMostTierPoints));
    }
    below = static_cast<int>(most);
    model.tier_rules.push_back({tier.at("name").text(), below, tier.at("recommendation").text()});
  }
  if (below != kMostTierPoints) {
    node.at("tiers").fail(fmt::format("does not end at {} points", kMostTierPoints));
  }
  const std::size_t most_cuts =
      std::max({model.tier_cuts.recency.size(), model.tier_cuts.frequency.size(),
                model.tier_cuts.monetary.size()});
  if (3 * most_cuts > kMostTierPoints) cuts.fail("has more than three numbers for a metric");
}

Model parse(const Json& json, const std::string& source) {
  const JsonNode root(json, "");
  check_model_format(root, kFormat, kFormatVersion);
  Model model;
  const JsonNode measures = root.at("measures");
  const JsonNode frequency = measures.at("frequency");
  const JsonNode monetary = measures.at("monetary");
  model.metrics.frequency = parse_choice(frequency.path(), frequency.text(), kFrequencyMeasures);
  model.metrics.minus_first = measures.at("minus_first").boolean();
  model.metrics.monetary = parse_choice(monetary.path(), monetary.text(), kMonetaryMeasures);
  parse_features(root.at("features"), model);
  for (const JsonNode& cluster : root.at("clusters").elements()) {
    const std::size_t number = model.clusters.size() + 1;
    model.clusters.push_back(parse_cluster(cluster, number, model.scales.size()));
  }
  if (model.clusters.empty()) root.at("clusters").fail("is empty");
  parse_tiers(root.at("value_tiers"), model);
  model.segments = parse_segments(root.at("segments"), source);
  return model;
}

}  // namespace

void write_model(const Model& model, std::ostream& out) {
  const Json json = {{"format", kFormat},
                     {"format_version", kFormatVersion},
                     {"rfmseg_version", version()},
                     {"measures",
                      {{"frequency", to_string(model.metrics.frequency)},
                       {"minus_first", model.metrics.minus_first},
                       {"monetary", to_string(model.metrics.monetary)}}},
                     {"features", features_json(model)},
                     {"clusters", clusters_json(model)},
                     {"value_tiers", tiers_json(model)},
                     {"segments", segments_json(model.segments)}};
  out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

Model parse_model(std::string_view json, const std::string& source) {
  const Json parsed = parse_model_json(json, source);
  try {
    return parse(parsed, "the model");
  } catch (const UsageError& error) {
    throw UsageError(ErrorKind::damaged_file, {source}, error.what());
  }
}

Model load_model(const std::string& path) {
  return parse_model(read_small_file(path, "model file"), path);
}

}  // namespace rfmseg
