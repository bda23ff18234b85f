#pragma once

/// \file
/// A movement as text, JSON, rows and a page; see movement/movement.hpp.
///
///     const rfmseg::Movement movement = rfmseg::compare(before, after);
///     rfmseg::render_text(rfmseg::describe(movement), {}, std::cout);

#include <ostream>

#include "rfmseg/movement/movement.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/html_options.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// The movement as a document.
[[nodiscard]] Document describe(const Movement& movement);

/// Writes the movement as one JSON object; docs/formats.md describes it.
void write_json(const Movement& movement, std::ostream& out);

/// Writes a row per pair of segments with customers who moved between them, or stayed.
void write_transitions(const Movement& movement, RowWriter& rows);

/// Writes a row per customer who changed segment, is new or is gone, and what changed.
void write_movers(const Movement& movement, RowWriter& rows);

/// Writes the movement as a page with flow charts. Groups and colors of segments are those of
/// `scheme` or, if it does not have all of them, of a preset that has.
void write_html(const Movement& movement, const Scheme& scheme, const HtmlOptions& options,
                std::ostream& out);

}  // namespace rfmseg
