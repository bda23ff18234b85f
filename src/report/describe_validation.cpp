#include <fmt/core.h>

#include "report/number_text.hpp"
#include "report/tables/validation_tables.hpp"
#include "rfmseg/report/validation_report.hpp"

namespace rfmseg {

Document describe(const Validation& trial) {
  Document document;
  document.push_back(Heading{fmt::format("Segments of {}, tested on purchases until {}",
                                         as_of_text(trial.split), as_of_text(trial.end))});
  document.push_back(Paragraph{trial_sentence(trial)});
  document.push_back(people_table(trial_table(trial, trial.segments, "Segment")));
  document.push_back(people_table(trial_table(trial, trial.clusters, "Cluster")));
  document.push_back(people_table(trial_table(trial, trial.tiers, "Value tier")));
  document.push_back(Heading{"Which measure predicted best"});
  document.push_back(Paragraph{measures_sentence(trial)});
  document.push_back(people_table(measure_trial_table(trial)));
  return document;
}

void write_validation(const Validation& trial, RowWriter& rows) {
  write_rows(trial_table(trial), rows);
}

}  // namespace rfmseg
