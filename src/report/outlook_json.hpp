#pragma once

#include "report/json_parts.hpp"
#include "rfmseg/clv/validation.hpp"
#include "rfmseg/report/cohort_report.hpp"
#include "rfmseg/report/lifetime_report.hpp"
#include "rfmseg/report/prediction_report.hpp"
#include "rfmseg/report/trend_report.hpp"

namespace rfmseg {

// The JSON objects of these results, which analysis.json has, too.

[[nodiscard]] Json cohorts_json(const CohortReport& report);
[[nodiscard]] Json trend_json(const TrendReport& report);
/// Without the customers, who may be millions.
[[nodiscard]] Json lifetimes_json(const LifetimeReport& report);
[[nodiscard]] Json validation_json(const Validation& trial);
/// Without the customers.
[[nodiscard]] Json predictions_json(const PredictionReport& report);

}  // namespace rfmseg
