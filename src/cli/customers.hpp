#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "rfmseg/cluster/features.hpp"
#include "rfmseg/rfm/customer_schema.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/rfm/scores.hpp"

namespace rfmseg::cli {

/// Measures or reads the customers in `files`, with progress and a word on what was read.
[[nodiscard]] Customers load_customers(InputFiles& files, const InputOptions& options,
                                       const MeasureOptions& measure);

/// The cells of a column that came with a customer file and is not measured; null when it did not.
[[nodiscard]] const std::vector<std::string>* carried_column(const CustomerTable& table,
                                                             CustomerColumn column);

/// The scores that came with a customer file; nothing unless every customer has all three. Throws
/// DataError for one that is none.
[[nodiscard]] std::optional<Scores> carried_scores(const CustomerTable& table);

/// Throws UsageError for a feature that needs orders when customers came with a frequency that, as
/// `metrics` say, counts something else.
void require_orders(const Customers& customers, const MetricDefinitions& metrics,
                    const FeatureOptions& features);

/// Warns when customers came with groups in which they are not going to be scored.
void warn_of_unused_groups(const CustomerTable& table, const GroupOptions& options);

}  // namespace rfmseg::cli
