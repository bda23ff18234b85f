#include <fmt/core.h>

#include "report/html/outlook_sections.hpp"
#include "report/number_text.hpp"
#include "report/tables/validation_tables.hpp"

namespace rfmseg::html {

Section trial_section(const Validation& trial) {
  Section section{"Segments on trial", {}, {}};
  section.headline = trial_sentence(trial);
  section.tables.push_back(
      {"What segments did later", "", people_table(trial_table(trial, trial.segments, "Segment"))});
  return section;
}

}  // namespace rfmseg::html
