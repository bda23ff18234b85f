#include <string>
#include <utility>

#include "report/tables/movement_tables.hpp"
#include "report/tables/table_json.hpp"
#include "rfmseg/report/movement_report.hpp"

namespace rfmseg {
namespace {

Json time_json(const std::string& name, const std::string& as_of) {
  return {{"name", name}, {"as_of", as_of.empty() ? Json(nullptr) : Json(as_of)}};
}

Json snapshot_json(const std::optional<SnapshotCustomer>& customer) {
  if (!customer) return nullptr;
  return {{"recency", customer->recency},
          {"frequency", customer->frequency},
          {"monetary", json_number(customer->monetary)},
          {"rfm_score", customer->rfm_score.empty() ? Json(nullptr) : Json(customer->rfm_score)}};
}

Json movers_json(const Movement& movement, const std::vector<Mover>& movers) {
  Json all = Json::array();
  for_each_mover_table(movement, movers, [&](const ResultTable& part) {
    for (Json& mover : json_rows(part)) all.push_back(std::move(mover));
  });
  for (std::size_t i = 0; i < movers.size(); ++i) {
    all[i]["before"] = snapshot_json(movers[i].before);
    all[i]["after"] = snapshot_json(movers[i].after);
  }
  return all;
}

}  // namespace

void write_json(const Movement& movement, std::ostream& out) {
  Json segments = json_rows(segment_change_table(movement));
  Json total = std::move(segments.back());
  segments.erase(segments.size() - 1);
  total.erase("segment");
  total.erase("segment_key");
  Json conditions = Json::array();
  for (const MetCondition& met : movement.conditions_met) {
    conditions.push_back({{"condition", met.condition}, {"finding", met.finding}});
  }
  const Json all = {{"format", "rfmseg-movement"},
                    {"format_version", 1},
                    {"before", time_json(movement.before, movement.as_of_before)},
                    {"after", time_json(movement.after, movement.as_of_after)},
                    {"stayed", movement.stayed},
                    {"moved", movement.moved},
                    {"new", movement.came},
                    {"gone", movement.went},
                    {"total", std::move(total)},
                    {"segments", std::move(segments)},
                    {"transitions", json_rows(transition_table(movement))},
                    {"gains", movers_json(movement, movement.gains)},
                    {"losses", movers_json(movement, movement.losses)},
                    {"movers", movers_json(movement, movement.movers)},
                    {"conditions_met", std::move(conditions)}};
  print(all, out);
}

}  // namespace rfmseg
