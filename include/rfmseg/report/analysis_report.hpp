#pragma once

#include <ostream>

#include "rfmseg/report/analysis.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/setting.hpp"

namespace rfmseg {

/// The analysis as people read it: what was read and the ledger, period, distributions and scores,
/// segments, clusters, value tiers, and how segments and clusters overlap.
/// `names` are the program's names of settings.
[[nodiscard]] Document describe(const Analysis& analysis, const SettingNames& names = library_name);

/// All figures of the analysis as one JSON object; docs/formats.md describes it.
void write_json(const Analysis& analysis, std::ostream& out);

/// A row per segment that has customers; where customers are grouped, per group and segment, with
/// shares of the group.
void write_segment_summary(const Analysis& analysis, RowWriter& rows);
/// A row per cluster, with the five numbers of spend and items.
void write_cluster_summary(const Analysis& analysis, RowWriter& rows);
/// A row per reason that rows of the input met.
void write_ledger(const Ledger& ledger, RowWriter& rows);

}  // namespace rfmseg
