#include <string>
#include <utility>

#include "report/outlook_json.hpp"
#include "report/tables/cohort_tables.hpp"
#include "report/tables/table_json.hpp"
#include "rfmseg/report/cohort_report.hpp"

namespace rfmseg {

Json cohorts_json(const CohortReport& report) {
  const Cohorts& cohorts = report.cohorts;
  Json all = Json::array();
  for (std::size_t i = 0; i < cohorts.cohorts.size(); ++i) {
    const Cohort& cohort = cohorts.cohorts[i];
    Json one = {{"cohort", cohort.name}};
    if (cohorts.grouped) one["group"] = cohort.group;
    one["start"] = to_date_string(period_start(cohorts.unit, cohort.period));
    one["customers"] = cohort.customers;
    one["ages"] = json_rows(cohort_age_table(cohorts, i));
    all.push_back(std::move(one));
  }
  return {
      {"format", "rfmseg-cohorts"},
      {"format_version", 1},
      {"unit", std::string(to_string(cohorts.unit))},
      {"as_of", to_string(cohorts.as_of)},
      {"currency", report.currency.empty() ? Json(nullptr) : Json(report.currency)},
      {"cohorts", std::move(all)},
      {"mean", json_rows(cohort_mean_table(cohorts))},
  };
}

void write_json(const CohortReport& report, std::ostream& out) {
  print(cohorts_json(report), out);
}

}  // namespace rfmseg
