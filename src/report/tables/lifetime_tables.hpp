#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "report/tables/result_table.hpp"
#include "rfmseg/clv/maximum.hpp"
#include "rfmseg/report/explanation_report.hpp"
#include "rfmseg/report/lifetime_report.hpp"

namespace rfmseg {

/// `BG/NBD`.
[[nodiscard]] std::string model_title(RepeatModel model);

[[nodiscard]] ResultTable parameter_table(const Maximum& fit);
/// A row per customer from `first` on, `count` at most.
[[nodiscard]] ResultTable lifetime_table(const LifetimeReport& report, std::size_t first,
                                         std::size_t count);
[[nodiscard]] ResultTable tracking_table(const std::vector<TrackedWeek>& weeks);
[[nodiscard]] ResultTable holdout_table(const HoldoutTrial& trial);
[[nodiscard]] ResultTable prediction_table(const HoldoutTrial& trial);
[[nodiscard]] ResultTable return_time_table(const PurchaseHistories& histories);

/// Sums over customers.
struct LifetimeTotals {
  std::string segment;
  std::int64_t customers = 0;
  std::optional<double> alive;  ///< nothing without dropout
  double purchases = 0;         ///< expected in the horizon
  std::optional<double> spend;  ///< of these; nothing if that of a customer is not known
  std::optional<double> value;  ///< of all purchases to come; likewise, or without dropout
};
/// Of each segment with customers, in their order, and of all.
[[nodiscard]] std::vector<LifetimeTotals> lifetime_totals(const LifetimeReport& report);
[[nodiscard]] ResultTable totals_table(const std::vector<LifetimeTotals>& totals);

// Sentences about them.

/// `52 weeks`.
[[nodiscard]] std::string horizon_text(const Lifetimes& lifetimes);
[[nodiscard]] std::string lifetime_sentence(const LifetimeReport& report,
                                            const LifetimeTotals& all);
[[nodiscard]] std::string repeats_sentence(const RepeatFit& fit);
[[nodiscard]] std::string spend_sentence(const Lifetimes& lifetimes);
[[nodiscard]] std::string return_sentence(const PurchaseHistories& histories);
/// What the purchases of a customer table are.
[[nodiscard]] std::string table_sentence(const PurchaseHistories& histories);
/// Of a report with a trial.
[[nodiscard]] std::string trial_sentence(const LifetimeReport& report);

/// What is expected of the customer, or why nothing is; empty if it was not asked for.
[[nodiscard]] std::string expectation_sentence(const CustomerReport& report);

}  // namespace rfmseg
