#pragma once

/// \file
/// An analysis as a page with charts.
///
///     rfmseg::write_html(analysis, {.source = "orders.csv"}, file);

#include <ostream>

#include "rfmseg/report/analysis.hpp"
#include "rfmseg/report/html_options.hpp"

namespace rfmseg {

/// Writes the analysis as one self-contained HTML page with charts, without scripts and without
/// anything from the network. Its size does not grow with the number of customers.
void write_html(const Analysis& analysis, const HtmlOptions& options, std::ostream& out);

}  // namespace rfmseg
