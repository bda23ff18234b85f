#pragma once

#include "rfmseg/predict/customer_features.hpp"
#include "rfmseg/predict/prediction_model.hpp"

namespace rfmseg {

/// The distribution of a feature by tenths of the customers; equal cuts are one.
[[nodiscard]] ModelFeature distribution_of(const CustomerFeature& feature);

/// How much the values of the feature differ from that distribution.
[[nodiscard]] FeatureDrift drift_of(const CustomerFeature& now, const ModelFeature& then);

}  // namespace rfmseg
