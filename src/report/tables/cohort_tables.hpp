#pragma once

#include <optional>
#include <string>

#include "report/tables/result_table.hpp"
#include "rfmseg/report/cohort_report.hpp"

namespace rfmseg {

/// A row per cohort and age, with all figures.
[[nodiscard]] ResultTable cohort_age_table(const Cohorts& cohorts);
/// The ages of one cohort.
[[nodiscard]] ResultTable cohort_age_table(const Cohorts& cohorts, std::size_t cohort);

/// The mean of all cohorts with complete periods, by age.
[[nodiscard]] ResultTable cohort_mean_table(const Cohorts& cohorts);

/// The figure of one cohort at one age; `customers` is the number that it is shared by.
[[nodiscard]] double cohort_figure(CohortFigure figure, const CohortAge& age,
                                   std::int64_t customers);
[[nodiscard]] std::string cohort_figure_text(CohortFigure figure, const CohortAge& age,
                                             std::int64_t customers);

/// The number of ages that people see.
[[nodiscard]] std::size_t ages_shown(const CohortReport& report);
/// A row per cohort, a column per age, and a row of the mean.
[[nodiscard]] Table cohort_triangle(const CohortReport& report, CohortFigure figure);

/// The same for a workbook, with all ages of one figure. Periods that are not complete, which would
/// look like a fall, are empty.
[[nodiscard]] ResultTable cohort_triangle_table(const Cohorts& cohorts, CohortFigure figure);

// Sentences.

[[nodiscard]] std::string cohorts_sentence(const CohortReport& report);
/// What a figure is: `Customers who buy in the month, in % of the cohort.`
[[nodiscard]] std::string figure_sentence(const CohortReport& report, CohortFigure figure);
/// What to bear in mind: a partial period, the first cohort, ages that are not shown.
[[nodiscard]] std::vector<std::string> cohort_notes(const CohortReport& report);

}  // namespace rfmseg
