#include <cmath>
#include <sstream>
#include <string>

#include "fuzz/targets.hpp"
#include "predict/fitted_method.hpp"
#include "predict/methods.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/predict/prediction_model.hpp"

namespace rfmseg::fuzz {
namespace {

std::string text_of(const PredictionModel& model) {
  std::ostringstream out;
  write_prediction_model(model, out);
  return out.str();
}

}  // namespace

void predictions(std::string_view input) {
  PredictionModel read;
  try {
    read = parse_prediction_model(input, "model.json");
  } catch (const UsageError&) {
    return;
  }
  const std::string text = text_of(read);
  require(text_of(parse_prediction_model(text, "model.json")) == text,
          "a model reads as it was written");
  Matrix customers(9, read.features.size() + kSignals);
  for (std::size_t i = 0; i < customers.values.size(); ++i) {
    customers.values[i] = static_cast<double>(i * i % 89) - 3;
  }
  for (const TargetModel& model : read.models) {
    require(model.fitted->predict(customers).size() == customers.rows,
            "every customer has a prediction");
  }
}

}  // namespace rfmseg::fuzz
