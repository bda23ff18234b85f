#include "predict/boosted_trees.hpp"

#include <fmt/core.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string_view>

#include "predict/xgboost_library.hpp"

namespace rfmseg {
namespace {

/// Rows for XGBoost.
class DataTable {
 public:
  explicit DataTable(const Matrix& x) {
    const std::vector<float> values(x.values.begin(), x.values.end());
    xgboost_.check(xgboost_.make_table(values.data(), x.rows, x.columns,
                                       std::numeric_limits<float>::quiet_NaN(), &handle_));
  }
  DataTable(const Matrix& x, const std::vector<double>& y) : DataTable(x) {
    const std::vector<float> labels(y.begin(), y.end());
    xgboost_.check(xgboost_.set_values(handle_, "label", labels.data(), labels.size()));
  }
  DataTable(const DataTable&) = delete;
  DataTable& operator=(const DataTable&) = delete;
  ~DataTable() { xgboost_.free_table(handle_); }

  [[nodiscard]] DMatrixHandle get() const { return handle_; }

 private:
  const XgboostLibrary& xgboost_ = XgboostLibrary::get();
  DMatrixHandle handle_ = nullptr;
};

std::string mean_text(const std::vector<double>& y) {
  return fmt::format("{}",
                     std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(y.size()));
}

/// A tree in the form of XGBoost's model file.
std::vector<TreeSum::Node> tree_of(const nlohmann::json& json) {
  const auto& left = json.at("left_children");
  const auto& right = json.at("right_children");
  const auto& columns = json.at("split_indices");
  const auto& values = json.at("split_conditions");  // of a leaf its value
  std::vector<TreeSum::Node> nodes;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const auto value = values[i].get<float>();
    if (left[i].get<int>() < 0) {
      nodes.push_back({.value = value});
    } else {
      nodes.push_back({.column = columns[i].get<std::size_t>(),
                       .cut = value,
                       .left = left[i].get<std::size_t>(),
                       .right = right[i].get<std::size_t>()});
    }
  }
  return nodes;
}

float value_in(const std::vector<TreeSum::Node>& tree, const std::vector<float>& row) {
  const TreeSum::Node* node = &tree.front();
  while (node->column != TreeSum::Node::kLeaf) {
    node = &tree[row[node->column] < node->cut ? node->left : node->right];
  }
  return node->value;
}

}  // namespace

std::vector<double> TreeSum::operator()(const Matrix& of) const {
  std::vector<double> result;
  result.reserve(of.rows);
  std::vector<float> row;
  for (std::size_t r = 0; r < of.rows; ++r) {
    row.assign(of.row(r).begin(), of.row(r).end());
    float sum = start;
    for (const std::vector<Node>& tree : trees) sum += value_in(tree, row);
    result.push_back(is_logit ? 1 / (1 + std::exp(-sum)) : sum);
  }
  return result;
}

TreeBooster::TreeBooster(const Matrix& x, const std::vector<double>& y,
                         const Parameters& parameters, int rounds) {
  const XgboostLibrary& xgboost = XgboostLibrary::get();
  const DataTable table(x, y);
  const DMatrixHandle data = table.get();
  xgboost.check(xgboost.make_booster(&data, 1, &handle_));
  const auto set = [&](const char* name, const std::string& value) {
    xgboost.check(xgboost.set_parameter(handle_, name, value.c_str()));
  };
  set("nthread", "1");
  set("verbosity", "0");
  set("tree_method", "hist");
  for (const auto& [name, value] : parameters) set(name, value);
  for (int i = 0; i < rounds; ++i) xgboost.check(xgboost.grow(handle_, i, data));
}

TreeBooster::~TreeBooster() {
  XgboostLibrary::get().free_booster(handle_);
}

std::vector<double> TreeBooster::predict(const Matrix& of) const {
  const XgboostLibrary& xgboost = XgboostLibrary::get();
  const DataTable table(of);
  const bst_ulong* shape = nullptr;
  bst_ulong dimensions = 0;
  const float* values = nullptr;
  xgboost.check(xgboost.predict(handle_, table.get(),
                                R"({"type": 0, "training": false, "iteration_begin": 0,
                                    "iteration_end": 0, "strict_shape": false})",
                                &shape, &dimensions, &values));
  return {values, values + shape[0]};
}

TreeSum TreeBooster::trees() const {
  const XgboostLibrary& xgboost = XgboostLibrary::get();
  bst_ulong size = 0;
  const char* text = nullptr;
  xgboost.check(xgboost.save(handle_, R"({"format": "json"})", &size, &text));
  const auto json = nlohmann::json::parse(std::string_view(text, size));
  const auto& learner = json.at("learner");
  TreeSum sum;
  sum.is_logit = learner.at("objective").at("name") == "binary:logistic";
  sum.start = std::stof(learner.at("learner_model_param").at("base_score").get<std::string>());
  if (sum.is_logit) sum.start = -std::log(1 / sum.start - 1);
  for (const auto& tree : learner.at("gradient_booster").at("model").at("trees")) {
    sum.trees.push_back(tree_of(tree));
  }
  return sum;
}

std::shared_ptr<const TreeBooster> fit_forest(const Matrix& x, const std::vector<double>& y,
                                              const ForestOptions& options, std::uint64_t seed) {
  const TreeBooster::Parameters parameters = {
      {"objective", "reg:squarederror"},
      {"base_score", mean_text(y)},
      {"num_parallel_tree", fmt::format("{}", options.trees)},
      {"max_bin", fmt::format("{}", options.bins)},
      {"eta", "1"},
      {"lambda", "0"},
      {"max_depth", fmt::format("{}", options.depth)},
      {"min_child_weight", fmt::format("{}", options.least_leaf)},
      {"subsample", "0.632"},
      {"colsample_bynode", fmt::format("{}", options.column_share)},
      {"seed", fmt::format("{}", seed % 0x7fffffff)}};
  return std::make_shared<const TreeBooster>(x, y, parameters, 1);
}

std::shared_ptr<const TreeBooster> fit_boosting(const Matrix& x, const std::vector<double>& y,
                                                const BoostingOptions& options,
                                                std::uint64_t seed) {
  const TreeBooster::Parameters parameters = {
      {"objective", options.classes ? "binary:logistic" : "reg:squarederror"},
      {"base_score", mean_text(y)},
      {"max_bin", "64"},
      {"eta", fmt::format("{}", options.rate)},
      {"max_depth", fmt::format("{}", options.depth)},
      {"seed", fmt::format("{}", seed % 0x7fffffff)}};
  return std::make_shared<const TreeBooster>(x, y, parameters, options.trees);
}

}  // namespace rfmseg
