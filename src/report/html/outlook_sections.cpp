#include "report/html/outlook_sections.hpp"

#include <utility>

namespace rfmseg::html {

std::vector<Section> outlook_sections(const Outlook& outlook) {
  std::vector<Section> sections;
  if (outlook.cohorts) sections.push_back(cohort_section(*outlook.cohorts));
  if (outlook.trend) sections.push_back(trend_section(*outlook.trend));
  if (outlook.lifetimes) {
    for (Section& section : lifetime_sections(*outlook.lifetimes)) {
      sections.push_back(std::move(section));
    }
  }
  if (outlook.validation) sections.push_back(trial_section(*outlook.validation));
  return sections;
}

}  // namespace rfmseg::html
