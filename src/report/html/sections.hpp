#pragma once

#include "report/html/html_page.hpp"
#include "rfmseg/report/analysis.hpp"
#include "rfmseg/report/html_report.hpp"

namespace rfmseg::html {

// The sections of the report, each made from the analysis alone. One without figures is not
// shown.

/// The outcome of every row, with its money.
[[nodiscard]] Section ledger_section(const Analysis& analysis);
/// The best customers of each segment, and the segments of each group of customers.
[[nodiscard]] Section segment_section(const Analysis& analysis);
/// Customers by recency and frequency score, and what the breaking of ties does.
[[nodiscard]] Section score_section(const Analysis& analysis);
/// How recency, frequency and monetary are spread.
[[nodiscard]] Section distribution_section(const Analysis& analysis);
/// What clusters look like, and how they lie to segments.
[[nodiscard]] Section cluster_section(const Analysis& analysis);
/// Why so many clusters, where that was looked for.
[[nodiscard]] Section k_choice_section(const Analysis& analysis, const HtmlOptions& options);
/// Who brings the revenue, and when it came.
[[nodiscard]] Section revenue_section(const Analysis& analysis);
/// How all of it was computed.
[[nodiscard]] Section provenance_section(const Analysis& analysis, const HtmlOptions& options);

/// Appends what the text report says: the tables of `document`, which begins with a heading, each
/// with the heading and the paragraph before it.
void add_tables(Section& section, const Document& document);

}  // namespace rfmseg::html
