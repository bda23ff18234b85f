#include "report/html/outlook_sections.hpp"

#include <utility>

namespace rfmseg::html {

std::vector<Section> outlook_sections(const Outlook& outlook) {
  std::vector<Section> sections;
  if (outlook.cohorts) sections.push_back(cohort_section(*outlook.cohorts));
  if (outlook.trend) sections.push_back(trend_section(*outlook.trend));
  const auto add = [&](std::vector<Section> more) {
    for (Section& section : more) sections.push_back(std::move(section));
  };
  if (outlook.lifetimes) add(lifetime_sections(*outlook.lifetimes));
  if (outlook.validation) sections.push_back(trial_section(*outlook.validation));
  if (outlook.predictions) add(prediction_sections(*outlook.predictions));
  return sections;
}

}  // namespace rfmseg::html
