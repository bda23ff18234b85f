#include <string>
#include <utility>

#include "report/tables/cohort_tables.hpp"
#include "report/tables/table_json.hpp"
#include "rfmseg/report/cohort_report.hpp"

namespace rfmseg {

void write_json(const CohortReport& report, std::ostream& out) {
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
  const Json result = {
      {"format", "rfmseg-cohorts"},
      {"format_version", 1},
      {"unit", std::string(to_string(cohorts.unit))},
      {"as_of", to_string(cohorts.as_of)},
      {"currency", report.currency.empty() ? Json(nullptr) : Json(report.currency)},
      {"cohorts", std::move(all)},
      {"mean", json_rows(cohort_mean_table(cohorts))},
  };
  print(result, out);
}

}  // namespace rfmseg
