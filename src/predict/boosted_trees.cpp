#include "predict/boosted_trees.hpp"

#include <fmt/core.h>
#include <xgboost/c_api.h>

#include <limits>
#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

void check(int status) {
  if (status != 0) throw Error(fmt::format("xgboost: {}", XGBGetLastError()));
}

/// Rows for XGBoost.
class DataTable {
 public:
  explicit DataTable(const Matrix& x) {
    const std::vector<float> values(x.values.begin(), x.values.end());
    check(XGDMatrixCreateFromMat(values.data(), x.rows, x.columns,
                                 std::numeric_limits<float>::quiet_NaN(), &handle_));
  }
  DataTable(const Matrix& x, const std::vector<double>& y) : DataTable(x) {
    const std::vector<float> labels(y.begin(), y.end());
    check(XGDMatrixSetFloatInfo(handle_, "label", labels.data(), labels.size()));
  }
  DataTable(const DataTable&) = delete;
  DataTable& operator=(const DataTable&) = delete;
  ~DataTable() { XGDMatrixFree(handle_); }

  [[nodiscard]] DMatrixHandle get() const { return handle_; }

 private:
  DMatrixHandle handle_ = nullptr;
};

using Parameters = std::vector<std::pair<const char*, std::string>>;

/// A model of XGBoost's.
class Booster {
 public:
  Booster(const DataTable& table, const Parameters& parameters, int rounds) {
    const DMatrixHandle data = table.get();
    check(XGBoosterCreate(&data, 1, &handle_));
    set("nthread", "1");
    set("verbosity", "0");
    set("tree_method", "hist");
    for (const auto& [name, value] : parameters) set(name, value);
    for (int i = 0; i < rounds; ++i) check(XGBoosterUpdateOneIter(handle_, i, data));
  }
  Booster(const Booster&) = delete;
  Booster& operator=(const Booster&) = delete;
  ~Booster() { XGBoosterFree(handle_); }

  [[nodiscard]] std::vector<double> predict(const DataTable& table) const {
    const bst_ulong* shape = nullptr;
    bst_ulong dimensions = 0;
    const float* values = nullptr;
    check(XGBoosterPredictFromDMatrix(handle_, table.get(),
                                      R"({"type": 0, "training": false, "iteration_begin": 0,
                                          "iteration_end": 0, "strict_shape": false})",
                                      &shape, &dimensions, &values));
    return {values, values + shape[0]};
  }

 private:
  void set(const char* name, const std::string& value) {
    check(XGBoosterSetParam(handle_, name, value.c_str()));
  }

  BoosterHandle handle_ = nullptr;
};

Predictor predictor(const DataTable& table, const Parameters& parameters, int rounds) {
  const auto booster = std::make_shared<const Booster>(table, parameters, rounds);
  return [booster](const Matrix& of) { return booster->predict(DataTable(of)); };
}

std::string mean_text(const std::vector<double>& y) {
  return fmt::format("{}",
                     std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(y.size()));
}

}  // namespace

Predictor fit_forest(const Matrix& x, const std::vector<double>& y, const ForestOptions& options,
                     std::uint64_t seed) {
  const Parameters parameters = {{"objective", "reg:squarederror"},
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
  return predictor(DataTable(x, y), parameters, 1);
}

Predictor fit_boosting(const Matrix& x, const std::vector<double>& y,
                       const BoostingOptions& options, std::uint64_t seed) {
  const Parameters parameters = {
      {"objective", options.classes ? "binary:logistic" : "reg:squarederror"},
      {"base_score", mean_text(y)},
      {"max_bin", "64"},
      {"eta", fmt::format("{}", options.rate)},
      {"max_depth", fmt::format("{}", options.depth)},
      {"seed", fmt::format("{}", seed % 0x7fffffff)}};
  return predictor(DataTable(x, y), parameters, options.trees);
}

}  // namespace rfmseg
