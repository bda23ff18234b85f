#pragma once

#include <vector>

#include "report/html/html_page.hpp"
#include "rfmseg/clv/validation.hpp"
#include "rfmseg/report/cohort_report.hpp"
#include "rfmseg/report/lifetime_report.hpp"
#include "rfmseg/report/outlook.hpp"
#include "rfmseg/report/prediction_report.hpp"
#include "rfmseg/report/trend_report.hpp"

namespace rfmseg::html {

// The sections of the pages of these results, which the page of an analysis has, too.

[[nodiscard]] Section cohort_section(const CohortReport& report);
[[nodiscard]] Section trend_section(const TrendReport& report);
/// What customers will do, and the models that expect it.
[[nodiscard]] std::vector<Section> lifetime_sections(const LifetimeReport& report);
/// What customers did after the split, by segment, and which measure knew.
[[nodiscard]] Section trial_section(const Validation& trial);
/// Who comes back, what customers spend: a section per contest.
[[nodiscard]] std::vector<Section> prediction_sections(const PredictionReport& report);

/// Those of all parts that were found.
[[nodiscard]] std::vector<Section> outlook_sections(const Outlook& outlook);

}  // namespace rfmseg::html
