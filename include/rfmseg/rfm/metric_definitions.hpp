#pragma once

/// \file
/// The definitions of frequency and monetary value that a scheme can choose from.

#include <string_view>

namespace rfmseg {

/// What frequency counts.
enum class FrequencyMeasure {
  orders,  ///< distinct orders
  days,    ///< distinct days with a purchase
  lines    ///< transaction rows
};

/// What monetary value is.
enum class MonetaryMeasure {
  sum,  ///< the sum of all line amounts
  mean  ///< the sum divided by the orders, days or lines, including the first
};

/// How frequency and monetary value are measured. Recency is always the number of whole days from
/// the last purchase to the as-of date.
struct MetricDefinitions {
  FrequencyMeasure frequency = FrequencyMeasure::orders;
  bool minus_first = false;  ///< frequency excludes the first purchase
  MonetaryMeasure monetary = MonetaryMeasure::sum;
};

/// The name in scheme files: `orders`, `days` or `lines`.
[[nodiscard]] std::string_view to_string(FrequencyMeasure measure);
/// The name in scheme files: `sum` or `mean`.
[[nodiscard]] std::string_view to_string(MonetaryMeasure measure);

}  // namespace rfmseg
