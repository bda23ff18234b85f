#pragma once

/// \file
/// The explanation of one customer's segment as text and JSON; see segment/explanation.hpp.
///
///     const rfmseg::CustomerReport report{explanation, segmentation, customers.transactions};
///     rfmseg::render_text(rfmseg::describe(report), {}, std::cout);

#include <optional>
#include <ostream>

#include "rfmseg/clv/lifetimes.hpp"
#include "rfmseg/message.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/explanation.hpp"

namespace rfmseg {

/// All that is known about one customer.
struct CustomerReport {
  Explanation explanation;
  Segmentation segmentation;                       ///< the one that is explained
  std::optional<TransactionSummary> transactions;  ///< not set for customer files
  std::optional<Lifetimes> lifetime{};             ///< of find_lifetime_of()
  Message no_lifetime{};                           ///< why there is none; empty if not asked for
};

/// The explanation as a document; a long history shows the last orders only.
[[nodiscard]] Document describe(const CustomerReport& report);

/// Writes the explanation as one JSON object; docs/formats.md describes it.
void write_json(const CustomerReport& report, std::ostream& out);

}  // namespace rfmseg
