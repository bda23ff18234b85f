#include <utility>

#include "report/outlook_json.hpp"
#include "report/tables/table_json.hpp"
#include "report/tables/validation_tables.hpp"
#include "rfmseg/report/validation_report.hpp"

namespace rfmseg {

Json validation_json(const Validation& trial) {
  const auto groups = [&](const std::vector<TrialGroup>& of) {
    Json rows = json_rows(trial_table(trial, of, ""));
    rows.erase(rows.size() - 1);
    return rows;
  };
  Json all = json_rows(trial_table(trial, {}, "")).front();
  all.erase("name");
  return {{"format", "rfmseg-validation"},
          {"format_version", 1},
          {"split", to_string(trial.split)},
          {"end", to_string(trial.end)},
          {"all", std::move(all)},
          {"segments", groups(trial.segments)},
          {"clusters", groups(trial.clusters)},
          {"value_tiers", groups(trial.tiers)},
          {"measures", json_rows(measure_trial_table(trial))},
          {"best_top_tenth", trial.best_top_tenth}};
}

void write_json(const Validation& trial, std::ostream& out) {
  print(validation_json(trial), out);
}

}  // namespace rfmseg
