#pragma once

#include "report/xlsx/workbook.hpp"
#include "rfmseg/report/analysis.hpp"

namespace rfmseg::xlsx {

/// A sheet that can be forwarded alone: the finding, what was read and what of it is used, and
/// every segment with what to do.
void add_summary_sheet(Workbook& workbook, const Analysis& analysis);

}  // namespace rfmseg::xlsx
