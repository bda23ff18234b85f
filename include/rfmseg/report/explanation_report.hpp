#pragma once

#include <optional>
#include <ostream>

#include "rfmseg/report/document.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/explanation.hpp"

namespace rfmseg {

/// What is said of one customer.
struct CustomerReport {
  Explanation explanation;
  Segmentation segmentation;                       ///< that it was made of
  std::optional<TransactionSummary> transactions;  ///< nothing for a customer file
};

/// The explanation as people read it; of many orders only the last.
[[nodiscard]] Document describe(const CustomerReport& report);

/// All of it as one JSON object; docs/formats.md describes it.
void write_json(const CustomerReport& report, std::ostream& out);

}  // namespace rfmseg
