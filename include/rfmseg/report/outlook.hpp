#pragma once

/// \file
/// What an analysis has on request besides segments and clusters: cohorts, segments over time, what
/// customers will do, segments on trial, predictions.
///
///     rfmseg::AnalysisOptions options{.scheme = scheme};
///     options.outlook.cohorts = options.outlook.lifetimes = true;
///     const rfmseg::Analysis analysis = rfmseg::analyze(std::move(customers), options);
///     rfmseg::render_text(rfmseg::describe(*analysis.outlook.cohorts), {}, std::cout);

#include <optional>
#include <vector>

#include "rfmseg/clv/validation.hpp"
#include "rfmseg/cohort/period.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/message.hpp"
#include "rfmseg/report/cohort_report.hpp"
#include "rfmseg/report/lifetime_report.hpp"
#include "rfmseg/report/prediction_report.hpp"
#include "rfmseg/report/trend_report.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {

/// What to find. Each part needs Customers::purchases, and predictions those of with_features().
struct OutlookOptions {
  bool cohorts = false, trend = false, lifetimes = false, validation = false, predictions = false;
  PeriodUnit every = PeriodUnit::month;  ///< of cohorts and trend
  std::optional<Timestamp>
      split{};  ///< of validation, predictions and the trial of lifetimes; default: usual_split()
  int clusters = 4;         ///< ValidationOptions::clusters
  std::uint64_t seed = 42;  ///< of clusters, draws and bootstrap samples
  unsigned threads = 1;     ///< does not affect the result

  [[nodiscard]] bool any() const {
    return cohorts || trend || lifetimes || validation || predictions;
  }
};

/// The parts that were asked for and found.
struct Outlook {
  std::optional<CohortReport> cohorts;
  std::optional<TrendReport> trend;
  std::optional<LifetimeReport> lifetimes;
  std::optional<Validation> validation;
  std::optional<PredictionReport> predictions;
  std::vector<Message> missing;  ///< why parts are missing
};

/// Finds the parts. One that the data cannot give, such as a model that cannot be fitted, is named
/// in Outlook::missing. Throws UsageError if a given split is out of range.
[[nodiscard]] Outlook find_outlook(const Customers& customers, const Segmentation& segmentation,
                                   const OutlookOptions& options);

}  // namespace rfmseg
