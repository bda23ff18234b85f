#include <fmt/core.h>

#include "report/number_text.hpp"
#include "report/tables/cohort_tables.hpp"
#include "rfmseg/report/cohort_report.hpp"

namespace rfmseg {

std::string_view to_string(CohortFigure figure) {
  switch (figure) {
    case CohortFigure::retention:
      break;
    case CohortFigure::active:
      return "active";
    case CohortFigure::orders:
      return "orders";
    case CohortFigure::revenue:
      return "revenue";
    case CohortFigure::value:
      return "value";
  }
  return "retention";
}

Document describe(const CohortReport& report) {
  Document document;
  document.push_back(
      Heading{fmt::format("Cohorts by {} of first purchase, as of {}",
                          to_string(report.cohorts.unit), as_of_text(report.cohorts.as_of))});
  document.push_back(Paragraph{cohorts_sentence(report)});
  document.push_back(Paragraph{figure_sentence(report, report.figure)});
  document.push_back(cohort_triangle(report, report.figure));
  for (const std::string& note : cohort_notes(report)) document.push_back(Paragraph{note});
  return document;
}

void write_cohorts(const Cohorts& cohorts, RowWriter& rows) {
  write_rows(cohort_age_table(cohorts), rows);
}

}  // namespace rfmseg
