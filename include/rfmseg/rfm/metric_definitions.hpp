#pragma once

#include <string_view>

namespace rfmseg {

/// What the frequency of a customer counts.
enum class FrequencyMeasure {
  orders,  ///< distinct orders
  days,    ///< distinct days with a purchase
  lines    ///< rows
};

/// What the monetary value of a customer is.
enum class MonetaryMeasure {
  sum,  ///< of all line amounts
  mean  ///< the sum for each of the orders, days or lines that frequency counts, the first included
};

/// How behaviour becomes figures. Recency is always whole days from the last purchase to the as-of
/// date.
struct MetricDefinitions {
  FrequencyMeasure frequency = FrequencyMeasure::orders;
  bool minus_first = false;  ///< frequency counts only repeated purchases
  MonetaryMeasure monetary = MonetaryMeasure::sum;
};

/// The names in scheme files: `orders`, `days`, `lines`; `sum`, `mean`.
[[nodiscard]] std::string_view to_string(FrequencyMeasure measure);
[[nodiscard]] std::string_view to_string(MonetaryMeasure measure);

}  // namespace rfmseg
