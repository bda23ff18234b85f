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

Json standing_json(const std::optional<Standing>& standing) {
  if (!standing) return nullptr;
  return {{"recency", standing->recency},
          {"frequency", standing->frequency},
          {"monetary", json_number(standing->monetary)},
          {"rfm_score", standing->rfm_score.empty() ? Json(nullptr) : Json(standing->rfm_score)}};
}

Json movers_json(const Movement& movement, const std::vector<Mover>& movers) {
  Json all = Json::array();
  for_each_mover_table(movement, movers, [&](const ResultTable& part) {
    for (Json& mover : json_rows(part)) all.push_back(std::move(mover));
  });
  for (std::size_t i = 0; i < movers.size(); ++i) {
    all[i]["before"] = standing_json(movers[i].before);
    all[i]["after"] = standing_json(movers[i].after);
  }
  return all;
}

}  // namespace

void write_json(const Movement& movement, std::ostream& out) {
  Json segments = json_rows(segment_change_table(movement));
  Json total = std::move(segments.back());
  segments.erase(segments.size() - 1);
  total.erase("segment");
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
                    {"movers", movers_json(movement, movement.movers)}};
  print(all, out);
}

}  // namespace rfmseg
