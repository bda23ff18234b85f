#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>

#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/load/decimal.hpp"
#include "rfmseg/rfm/metric_definitions.hpp"
#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg {

// What the JSON of several results shares.

using Json = nlohmann::ordered_json;

/// Up to 15 significant digits survive a double, so they are a number; more stay a string.
[[nodiscard]] Json json_number(Amount amount);
[[nodiscard]] Json json_number(const Quantile& quantile);

[[nodiscard]] Json entry_json(const Ledger::Entry& entry);
/// The rows of a reason, and their values where they differ.
[[nodiscard]] Json reason_json(const Ledger& ledger, RowReason reason);
[[nodiscard]] Json measures_json(const MetricDefinitions& metrics);

template <class Value>
[[nodiscard]] Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}
[[nodiscard]] Json or_null(const std::optional<Quantile>& value);

/// Writes it as a separate document, with U+FFFD for invalid UTF-8.
void print(const Json& json, std::ostream& out);

}  // namespace rfmseg
