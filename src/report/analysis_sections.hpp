#pragma once

#include <optional>
#include <string>

#include "rfmseg/report/analysis_report.hpp"

namespace rfmseg {

// The sections of an analysis, in order. Each appends its blocks to the document.

/// What was read, the ledger, the period, and the effect of returns.
void describe_input(const Analysis& analysis, Document& document);
/// What was read, what of it is used, what is not, and what a person should check: a line each.
[[nodiscard]] DefinitionList describe_facts(const Analysis& analysis);
/// What follows an amount: ` EUR`; empty if the input has no currency.
[[nodiscard]] std::string currency_text(const std::optional<TransactionSummary>& transactions);
/// For the paragraph before a table: ` Amounts are in EUR.`; empty if the input has no currency.
[[nodiscard]] std::string currency_note(const std::optional<TransactionSummary>& transactions);
/// How recency, frequency and monetary are spread, and what their scores mean.
void describe_metrics(const Analysis& analysis, Document& document);
/// What the breaking of ties does; empty where it does nothing.
[[nodiscard]] std::string describe_ties(const TieAudit& ties);
/// A table of segments for each group of customers; nothing where they are not grouped.
void describe_groups(const Analysis& analysis, Document& document);
/// What subtracting returns did; nothing where they are dropped.
void describe_returns(const Analysis& analysis, Document& document);
/// Segments, of all customers and of each group.
void describe_segments(const Analysis& analysis, Document& document);
/// What customers are clustered by: `log1p and z-score of recency, frequency and monetary`.
[[nodiscard]] std::string describe_features(const FeatureOptions& options);
/// Where the clusters come from: `Best of 20 starts, seed 42`.
[[nodiscard]] std::string origin_text(const Analysis& analysis);
/// How the customers lie to the model that was applied.
[[nodiscard]] std::string model_text(const AppliedModel& model);
/// Clusters and value tiers, and how clusters lie to segments. `names` as for describe().
void describe_clusters(const Analysis& analysis, const SettingNames& names, Document& document);
/// What was asked for besides: cohorts, trend, lifetimes, validation, predictions.
void describe_outlook(const Analysis& analysis, Document& document);

}  // namespace rfmseg
