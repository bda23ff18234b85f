#pragma once

#include <ostream>

#include "rfmseg/movement/movement.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/html_report.hpp"
#include "rfmseg/report/row_writer.hpp"

namespace rfmseg {

/// The movement as people read it.
[[nodiscard]] Document describe(const Movement& movement);

/// All of it as one JSON object; docs/formats.md describes it.
void write_json(const Movement& movement, std::ostream& out);

/// A row for every pair of segments that customers moved or stayed between.
void write_transitions(const Movement& movement, RowWriter& rows);

/// A row for every customer who changed segment, came or went, and what changed.
void write_movers(const Movement& movement, RowWriter& rows);

/// The movement as a page like that of an analysis, with a flow chart.
void write_html(const Movement& movement, const HtmlOptions& options, std::ostream& out);

}  // namespace rfmseg
