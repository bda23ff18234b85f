#include "rfmseg/rfm/metric_definitions.hpp"

namespace rfmseg {

std::string_view to_string(FrequencyMeasure measure) {
  switch (measure) {
    case FrequencyMeasure::orders:
      return "orders";
    case FrequencyMeasure::days:
      return "days";
    case FrequencyMeasure::lines:
      break;
  }
  return "lines";
}

std::string_view to_string(MonetaryMeasure measure) {
  return measure == MonetaryMeasure::sum ? "sum" : "mean";
}

}  // namespace rfmseg
