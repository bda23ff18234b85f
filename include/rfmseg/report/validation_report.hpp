#pragma once

/// \file
/// Segments on trial as text, JSON, rows and a page; see clv/validation.hpp.
///
///     rfmseg::render_text(rfmseg::describe(trial), {}, std::cout);

#include <ostream>

#include "rfmseg/clv/validation.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/html_options.hpp"
#include "rfmseg/report/row_writer.hpp"

namespace rfmseg {

/// What the groups did after the split, and which segments earned their names.
[[nodiscard]] Document describe(const Validation& trial);

/// Writes the trial as one JSON object; docs/formats.md describes it.
void write_json(const Validation& trial, std::ostream& out);

/// Writes a row per segment, cluster and tier, and one of all customers.
void write_validation(const Validation& trial, RowWriter& rows);

/// Writes a page with charts of who came back.
void write_html(const Validation& trial, const HtmlOptions& options, std::ostream& out);

}  // namespace rfmseg
