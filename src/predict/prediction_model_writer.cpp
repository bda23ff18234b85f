#include <cstddef>
#include <ostream>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "predict/prediction_model_format.hpp"
#include "rfmseg/predict/contest.hpp"
#include "rfmseg/version.hpp"

namespace rfmseg {
namespace {

using ModelJson = JsonNode::Json;

// Models as JSON. Each has a member `kind`.

ModelJson standardiser_json(const Standardiser& standardise) {
  return {{"logged", standardise.logged}, {"mean", standardise.mean}, {"scale", standardise.scale}};
}

ModelJson predictor_json(const Constant& model) {
  return {{"kind", "constant"}, {"value", model.value}};
}

ModelJson predictor_json(const OnlyColumn& model) {
  return {{"kind", "column"}, {"logged", model.logged}};
}

ModelJson predictor_json(const MeanOfAlike& model) {
  return {{"kind", "means"}, {"means", model.means}};
}

ModelJson predictor_json(const LinearOfScores& model) {
  return {{"kind", "linear"},
          {"z_scores", standardiser_json(model.standardise)},
          {"weights", model.model.weights},
          {"intercept", model.model.intercept},
          {"range", kRangeNames[static_cast<std::size_t>(model.range)]}};
}

ModelJson predictor_json(const KernelOfScores& model) {
  ModelJson vectors = ModelJson::array();
  for (std::size_t v = 0; v < model.svm.vectors.rows; ++v) {
    const std::span<const double> row = model.svm.vectors.row(v);
    vectors.push_back(std::vector<double>(row.begin(), row.end()));
  }
  return {{"kind", "kernel"},
          {"z_scores", standardiser_json(model.standardise)},
          {"vectors", std::move(vectors)},
          {"weights", model.svm.weights},
          {"intercept", model.svm.intercept},
          {"gamma", model.svm.gamma}};
}

ModelJson predictor_json(const LeafShare& model) {
  ModelJson nodes = ModelJson::array();
  for (const ClassTree::Node& node : model.tree.nodes) {
    nodes.push_back(node.is_leaf() ? ModelJson{{"rows", node.rows}}
                                   : ModelJson{{"column", node.column},
                                               {"cut", node.cut},
                                               {"left", node.left},
                                               {"right", node.right}});
  }
  return {{"kind", "tree"}, {"nodes", std::move(nodes)}};
}

ModelJson predictor_json(const TreeSum& model) {
  ModelJson trees = ModelJson::array();
  for (const std::vector<TreeSum::Node>& tree : model.trees) {
    ModelJson nodes = ModelJson::array();
    // A leaf is its value.
    for (const TreeSum::Node& node : tree) {
      nodes.push_back(node.column == TreeSum::Node::kLeaf
                          ? ModelJson(node.value)
                          : ModelJson::array({node.column, node.cut, node.left, node.right}));
    }
    trees.push_back(std::move(nodes));
  }
  return {{"kind", "trees"},
          {"start", model.start},
          {"logit", model.is_logit},
          {"trees", std::move(trees)}};
}

ModelJson predictor_json(const std::shared_ptr<const TreeBooster>& model) {
  return predictor_json(model->trees());
}

ModelJson json_of(const Predictor& predictor) {
  return std::visit([](const auto& model) { return predictor_json(model); }, predictor);
}

ModelJson target_json(const TargetModel& model, const std::vector<std::string>& names) {
  ModelJson columns = ModelJson::array();
  for (const std::size_t column : model.fitted->columns) columns.push_back(names[column]);
  ModelJson json = {{"target", to_string(model.target)},
                    {"name", model.name},
                    {"title", model.title},
                    {"parameters", model.parameters},
                    {std::string(measures_of(model.target).front().name),
                     {model.measure.value, model.measure.low, model.measure.high}},
                    {"columns", std::move(columns)},
                    {"model", json_of(model.fitted->predictor)}};
  if (model.fitted->calibration) json["calibration"] = json_of(*model.fitted->calibration);
  return json;
}

}  // namespace

void write_prediction_model(const PredictionModel& model, std::ostream& out) {
  ModelJson features = ModelJson::array();
  for (const ModelFeature& one : model.features) {
    features.push_back({{"name", one.name}, {"cuts", one.cuts}, {"shares", one.shares}});
  }
  ModelJson models = ModelJson::array();
  for (const TargetModel& one : model.models) {
    models.push_back(target_json(one, column_names(model.features)));
  }
  const ModelJson json = {
      {"format", kPredictionModelFormat},
      {"format_version", kPredictionModelVersion},
      {"rfmseg_version", version()},
      {"split", to_string(model.split)},
      {"end", to_string(model.end)},
      {"customers", model.customers},
      {"subtracts_returns", model.subtracts_returns},
      {"currency", model.currency.empty() ? ModelJson(nullptr) : ModelJson(model.currency)},
      {"countries", model.countries},
      {"features", std::move(features)},
      {"models", std::move(models)}};
  // Without line breaks: a forest has a million numbers.
  out << json.dump(-1, ' ', false, ModelJson::error_handler_t::replace) << '\n';
}

}  // namespace rfmseg
