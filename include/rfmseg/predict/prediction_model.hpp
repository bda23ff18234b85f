#pragma once

/// \file
/// Models of what customers will do, as a contest has fitted them, to predict other customers or
/// the same ones later.
///
///     std::ofstream file("predictions.json");
///     rfmseg::write_prediction_model(rfmseg::prediction_model({contest}, "GBP"), file);
///     // Later, with purchases measured as with_features() has it:
///     const rfmseg::PredictionModel model = rfmseg::load_prediction_model("predictions.json");
///     const rfmseg::Predictions predictions = rfmseg::predict_customers(log, as_of, model);

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/clv/validation.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/columns.hpp"
#include "rfmseg/rfm/purchase_log.hpp"

namespace rfmseg {

/// What is predicted of the time after the split.
enum class PredictionTarget {
  returns,  ///< whether the customer buys again
  spend     ///< the customer's revenue
};

/// `returns` or `spend`.
[[nodiscard]] std::string_view to_string(PredictionTarget target);

struct FittedMethod;

/// The model of one target.
struct TargetModel {
  PredictionTarget target = PredictionTarget::returns;
  std::string name;        ///< `logistic`
  std::string title;       ///< `Logistic regression`
  std::string parameters;  ///< `C = 0.1`; may be empty
  /// The first of measures_of(), of customers that the model was not fitted to.
  Estimate measure;
  std::shared_ptr<const FittedMethod> fitted;
};

/// A feature, and its distribution among the customers of the fit.
struct ModelFeature {
  std::string name;
  std::vector<double> cuts;    ///< ascending
  std::vector<double> shares;  ///< of customers up to each cut, and above the last one
};

/// Models of the same customers.
struct PredictionModel {
  Timestamp split{}, end{};            ///< learned from what customers did between them
  std::int64_t customers = 0;          ///< at the split
  bool subtracts_returns = false;      ///< as PurchaseLog::subtracts_returns
  std::string currency = {};           ///< empty if not known
  std::vector<std::string> countries;  ///< those that are features
  std::vector<ModelFeature> features;
  std::vector<TargetModel> models;  ///< one at least, each of another target
};

/// How much the distribution of a feature has changed.
struct FeatureDrift {
  std::string name;
  double stability = 0;  ///< population stability index; above kMuchDrift customers have changed
};

/// What models predict of customers.
struct Predictions {
  Timestamp as_of{};
  Timestamp until{};                        ///< the end of the time that is predicted
  IdColumn ids;                             ///< in the order of the log
  std::vector<std::vector<double>> values;  ///< parallel to PredictionModel::models, then to ids
  std::vector<FeatureDrift> drift;          ///< most first
};

/// Predicts what the customers of a table of `as_of` do in a time as long as that which the models
/// learned from. The log needs the details of with_features(). Throws DataError if it lacks a
/// feature of the model, or if returns are not treated as in the fit; and if a model of repeat
/// buying, which is fitted to each log again, cannot be fitted.
[[nodiscard]] Predictions predict_customers(const PurchaseLog& log, Timestamp as_of,
                                            const PredictionModel& model, unsigned threads = 1);

/// Writes the models as JSON; docs/formats.md describes the format.
void write_prediction_model(const PredictionModel& model, std::ostream& out);
/// Reads models. `source` is a name for messages. Throws UsageError, with the JSON path where
/// possible, for text that is not JSON and for missing or invalid members.
[[nodiscard]] PredictionModel parse_prediction_model(std::string_view json,
                                                     const std::string& source);
/// Reads a file of models. Throws UsageError if it cannot be read; otherwise as above.
[[nodiscard]] PredictionModel load_prediction_model(const std::string& path);

}  // namespace rfmseg
