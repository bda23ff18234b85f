#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "predict/prediction_model_format.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/predict/contest.hpp"
#include "small_file.hpp"

namespace rfmseg {
namespace {

std::size_t index_in(const JsonNode& node, std::size_t end) {
  const std::int64_t index = node.whole();
  if (index < 0 || static_cast<std::size_t>(index) >= end) {
    node.fail(fmt::format("is not from 0 to {}", end - 1));
  }
  return static_cast<std::size_t>(index);
}

/// An index of a node after `parent`: the walk down a tree ends.
std::size_t child_of(const JsonNode& node, std::size_t parent, std::size_t end) {
  const std::size_t child = index_in(node, end);
  if (child <= parent) node.fail("does not come after its parent");
  return child;
}

std::vector<double> numbers_for(const JsonNode& node, std::size_t count) {
  std::vector<double> numbers = node.numbers();
  if (numbers.size() != count) {
    node.fail(fmt::format("has {} numbers rather than {}", numbers.size(), count));
  }
  return numbers;
}

float parse_float(const JsonNode& node) {
  const double number = node.number();
  if (std::abs(number) > std::numeric_limits<float>::max()) node.fail("exceeds 32 bits");
  return static_cast<float>(number);
}

Standardiser parse_standardiser(const JsonNode& node, std::size_t columns) {
  Standardiser result{
      {}, numbers_for(node.at("mean"), columns), numbers_for(node.at("scale"), columns)};
  for (const JsonNode& one : node.at("logged").elements()) result.logged.push_back(one.boolean());
  if (result.logged.size() != columns) node.at("logged").fail("does not fit the columns");
  return result;
}

LinearOfScores parse_linear(const JsonNode& node, std::size_t columns) {
  const JsonNode range = node.at("range");
  const auto found = std::ranges::find(kRangeNames, range.text());
  if (found == kRangeNames.end()) range.fail("is unknown");
  return {parse_standardiser(node.at("z_scores"), columns),
          {numbers_for(node.at("weights"), columns), node.at("intercept").number()},
          static_cast<LinearOfScores::Range>(found - kRangeNames.begin())};
}

KernelOfScores parse_kernel(const JsonNode& node, std::size_t columns) {
  KernelOfScores model;
  model.standardise = parse_standardiser(node.at("z_scores"), columns);
  const std::vector<JsonNode> vectors = node.at("vectors").elements();
  model.svm.vectors = Matrix(vectors.size(), columns);
  for (std::size_t v = 0; v < vectors.size(); ++v) {
    std::ranges::copy(numbers_for(vectors[v], columns),
                      model.svm.vectors.values.begin() + static_cast<std::ptrdiff_t>(v * columns));
  }
  model.svm.weights = numbers_for(node.at("weights"), vectors.size());
  model.svm.intercept = node.at("intercept").number();
  model.svm.gamma = node.at("gamma").number();
  if (model.svm.gamma < 0) node.at("gamma").fail("is below 0");
  return model;
}

LeafShare parse_tree(const JsonNode& node, std::size_t columns) {
  LeafShare model;
  const std::vector<JsonNode> nodes = node.at("nodes").elements();
  if (nodes.empty()) node.at("nodes").fail("is empty");
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    ClassTree::Node& one = model.tree.nodes.emplace_back();
    if (nodes[i].has("rows")) {
      one.rows = numbers_for(nodes[i].at("rows"), 2);
      if (std::ranges::min(one.rows) < 0) nodes[i].at("rows").fail("has a number below 0");
    } else {
      one.column = index_in(nodes[i].at("column"), columns);
      one.cut = nodes[i].at("cut").number();
      one.left = child_of(nodes[i].at("left"), i, nodes.size());
      one.right = child_of(nodes[i].at("right"), i, nodes.size());
    }
  }
  return model;
}

TreeSum::Node parse_node(const JsonNode& node, std::size_t index, std::size_t end,
                         std::size_t columns) {
  if (!node.is_array()) return {.value = parse_float(node)};
  const std::vector<JsonNode> parts = node.elements();
  if (parts.size() != 4) node.fail("is not a column, a cut and two nodes");
  return {.column = index_in(parts[0], columns),
          .cut = parse_float(parts[1]),
          .left = child_of(parts[2], index, end),
          .right = child_of(parts[3], index, end)};
}

TreeSum parse_trees(const JsonNode& node, std::size_t columns) {
  TreeSum sum;
  sum.start = parse_float(node.at("start"));
  sum.is_logit = node.at("logit").boolean();
  for (const JsonNode& tree : node.at("trees").elements()) {
    const std::vector<JsonNode> nodes = tree.elements();
    if (nodes.empty()) tree.fail("is empty");
    std::vector<TreeSum::Node>& made = sum.trees.emplace_back();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      made.push_back(parse_node(nodes[i], i, nodes.size(), columns));
    }
  }
  return sum;
}

/// `columns`: how many the model has.
Predictor parse_predictor(const JsonNode& node, std::size_t columns) {
  const std::string kind = node.at("kind").text();
  const bool one_only = kind == "column" || kind == "means";
  if (one_only && columns != 1) node.at("kind").fail("requires one column");
  if (kind == "constant") return Constant{node.at("value").number()};
  if (kind == "column") return OnlyColumn{node.at("logged").boolean()};
  if (kind == "means") {
    const std::vector<double> means = numbers_for(node.at("means"), 2);
    return MeanOfAlike{{means[0], means[1]}};
  }
  if (kind == "linear") return parse_linear(node, columns);
  if (kind == "kernel") return parse_kernel(node, columns);
  if (kind == "tree") return parse_tree(node, columns);
  if (kind == "trees") return parse_trees(node, columns);
  node.at("kind").fail("is unknown");
}

TargetModel parse_target(const JsonNode& node, const std::vector<std::string>& names) {
  TargetModel model;
  const JsonNode target = node.at("target");
  const std::string text = target.text();
  if (text == to_string(PredictionTarget::spend)) {
    model.target = PredictionTarget::spend;
  } else if (text != to_string(PredictionTarget::returns)) {
    target.fail("is not returns or spend");
  }
  model.name = node.at("name").text();
  model.title = node.at("title").text();
  model.parameters = node.at("parameters").text();
  const std::vector<double> measure =
      numbers_for(node.at(std::string(measures_of(model.target).front().name)), 3);
  model.measure = {measure[0], measure[1], measure[2]};
  FittedMethod fitted;
  for (const JsonNode& column : node.at("columns").elements()) {
    const auto found = std::ranges::find(names, column.text());
    if (found == names.end()) column.fail("is not a feature of the model");
    fitted.columns.push_back(static_cast<std::size_t>(found - names.begin()));
  }
  fitted.predictor = parse_predictor(node.at("model"), fitted.columns.size());
  if (node.has("calibration")) fitted.calibration = parse_linear(node.at("calibration"), 1);
  model.fitted = std::make_shared<const FittedMethod>(std::move(fitted));
  return model;
}

ModelFeature parse_feature(const JsonNode& node) {
  ModelFeature feature{node.at("name").text(), node.at("cuts").ascending(), {}};
  feature.shares = numbers_for(node.at("shares"), feature.cuts.size() + 1);
  if (!std::ranges::all_of(feature.shares, [](double share) { return share >= 0 && share <= 1; })) {
    node.at("shares").fail("has a number that is not from 0 to 1");
  }
  return feature;
}

Timestamp parse_time(const JsonNode& node) {
  const auto time = TimestampParser(TimestampParser::Known::iso).parse(node.text());
  if (!time) node.fail("is not a time");
  return *time;
}

PredictionModel parse(const JsonNode::Json& json) {
  const JsonNode root(json, "");
  check_model_format(root, kPredictionModelFormat, kPredictionModelVersion);
  PredictionModel model;
  model.split = parse_time(root.at("split"));
  model.end = parse_time(root.at("end"));
  if (model.split >= model.end) root.at("end").fail("is not after the split");
  model.customers = root.at("customers").whole();
  if (model.customers < 0) root.at("customers").fail("is below 0");
  model.subtracts_returns = root.at("subtracts_returns").boolean();
  if (!root.at("currency").is_null()) model.currency = root.at("currency").text();
  for (const JsonNode& one : root.at("countries").elements()) {
    model.countries.push_back(one.text());
  }
  for (const JsonNode& one : root.at("features").elements()) {
    model.features.push_back(parse_feature(one));
  }
  const std::vector<std::string> names = column_names(model.features);
  for (const JsonNode& one : root.at("models").elements()) {
    TargetModel target = parse_target(one, names);
    if (std::ranges::find(model.models, target.target, &TargetModel::target) !=
        model.models.end()) {
      one.at("target").fail("appears twice");
    }
    model.models.push_back(std::move(target));
  }
  if (model.models.empty()) root.at("models").fail("is empty");
  return model;
}

}  // namespace

PredictionModel parse_prediction_model(std::string_view json, const std::string& source) {
  const JsonNode::Json parsed = parse_model_json(json, source);
  try {
    return parse(parsed);
  } catch (const UsageError& error) {
    throw UsageError(ErrorKind::damaged_file, {source}, error.what());
  }
}

PredictionModel load_prediction_model(const std::string& path) {
  constexpr std::size_t kMostBytes = 256'000'000;
  return parse_prediction_model(read_small_file(path, "model of predictions", kMostBytes), path);
}

}  // namespace rfmseg
