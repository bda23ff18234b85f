#pragma once

/// \file
/// An analysis as text, JSON and rows. html_report.hpp and xlsx_report.hpp have the other forms.
///
///     const rfmseg::Analysis analysis = rfmseg::analyze(std::move(customers), options);
///     rfmseg::render_text(rfmseg::describe(analysis), {}, std::cout);
///     rfmseg::write_json(analysis, json_file);
///     rfmseg::write_segment_summary(
///         analysis, *rfmseg::make_row_writer(rfmseg::Format::csv, {}, csv_file));

#include <ostream>
#include <string>
#include <vector>

#include "rfmseg/report/analysis.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/setting.hpp"

namespace rfmseg {

/// The analysis as a document: the finding, input and ledger, period, distributions and scores,
/// segments, clusters, value tiers, and how segments and clusters overlap. `names` are the
/// program's names of settings.
[[nodiscard]] Document describe(const Analysis& analysis, const SettingNames& names = library_name);

/// The main result on one screen: the finding, what was read and what of it is used, segments,
/// clusters. What Outlook has been asked for follows in full. `with_checks`: also all warnings.
[[nodiscard]] Document describe_briefly(const Analysis& analysis, bool with_checks = true);

/// Writes all figures of the analysis as one JSON object; docs/formats.md describes it. `files` are
/// the files of the analysis, if it is one of several.
void write_json(const Analysis& analysis, std::ostream& out,
                const std::vector<std::string>& files = {});

/// Writes a row per segment with customers. If customers are grouped, it is a row per group and
/// segment, and shares are those of the group.
void write_segment_summary(const Analysis& analysis, RowWriter& rows);
/// Writes a row per cluster, with the five numbers of recency, frequency, spend and items.
void write_cluster_summary(const Analysis& analysis, RowWriter& rows);
/// Writes a row per reason that occurs, with its number of rows and their amount; the last row is
/// the sum.
void write_ledger(const Ledger& ledger, RowWriter& rows);

}  // namespace rfmseg
