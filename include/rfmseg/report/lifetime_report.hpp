#pragma once

/// \file
/// Models of repeat buying as text, JSON, rows and a page; see clv/lifetimes.hpp.
///
///     const rfmseg::LifetimeReport report(customers, scheme, {.threads = 4});
///     rfmseg::render_text(rfmseg::describe(report), {}, std::cout);

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "rfmseg/clv/lifetimes.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/html_options.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/scheme.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {

/// Lifetimes, and who the customers are.
struct LifetimeReport {
  /// As find_lifetimes(), with the segments of the customers. If there is a holdout, they are those
  /// of the midnight after the end of the histories, by the same scheme; if there is none,
  /// `earlier` is fitted until `split`, or else usual_split().
  LifetimeReport(const Customers& customers, const Segmentation& segmentation,
                 const LifetimeOptions& options, std::optional<Timestamp> split = std::nullopt);
  LifetimeReport(const Customers& customers, const Scheme& scheme, const LifetimeOptions& options);

  /// The lifetimes whose model was judged by what happened later; null if none was.
  [[nodiscard]] const Lifetimes* judged() const {
    return lifetimes.trial ? &lifetimes : earlier ? &*earlier : nullptr;
  }

  Lifetimes lifetimes;
  /// The same model, fitted to the first part of the time and judged by the rest; nothing if
  /// `lifetimes` have a trial, or if it cannot be fitted there.
  std::optional<Lifetimes> earlier;
  IdColumn ids;
  std::vector<std::string> segments;      ///< names; the last is of customers without net spend
  std::vector<std::uint16_t> segment_of;  ///< index into `segments`, parallel to the customers
  std::string currency;                   ///< of amounts; empty if not known
};

/// How many customers are alive and what is expected of them, the parameters, the trial.
[[nodiscard]] Document describe(const LifetimeReport& report);

/// Writes all of it as one JSON object; docs/formats.md describes it.
void write_json(const LifetimeReport& report, std::ostream& out);

/// Writes a row per customer.
void write_lifetimes(const LifetimeReport& report, RowWriter& rows);

/// Writes a row per week, of repeat purchases and those that are expected.
void write_tracking(const LifetimeReport& report, RowWriter& rows);

/// Writes a page with charts of repeat purchases over time and of the probabilities of being alive.
void write_html(const LifetimeReport& report, const HtmlOptions& options, std::ostream& out);

}  // namespace rfmseg
