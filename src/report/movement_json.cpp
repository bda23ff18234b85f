#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

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

Json movers_json(std::span<const Mover> movers, const ResultTable& table) {
  Json all = json_rows(table);
  for (std::size_t i = 0; i < movers.size(); ++i) {
    all[i]["before"] = snapshot_json(movers[i].before);
    all[i]["after"] = snapshot_json(movers[i].after);
  }
  return all;
}

Json movers_json(const Movement& movement, const std::vector<Mover>& movers) {
  return movers_json(movers, mover_table(movement, movers));
}

std::string text_of(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

/// As a part of a document, whose lines begin with `indent`.
std::string part_of_document(const Json& json, const std::string& indent) {
  std::string text;
  for (const char c : text_of(json)) {
    text += c;
    if (c == '\n') text += indent;
  }
  return text;
}

/// Writes them one by one: there may be millions.
void write_movers_json(const Movement& movement, std::ostream& out) {
  const char* separator = "[\n    ";
  for_each_mover_table(movement, [&](std::span<const Mover> movers, const ResultTable& table) {
    for (const Json& mover : movers_json(movers, table)) {
      out << separator << part_of_document(mover, "    ");
      separator = ",\n    ";
    }
  });
  out << (movement.movers.empty() ? "[]" : "\n  ]");
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
  const Json head = {{"format", "rfmseg-movement"},
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
                     {"losses", movers_json(movement, movement.losses)}};
  std::string text = text_of(head);
  text.erase(text.rfind("\n}"));
  out << text << ",\n  \"movers\": ";
  write_movers_json(movement, out);
  out << ",\n  \"conditions_met\": " << part_of_document(conditions, "  ") << "\n}\n";
}

}  // namespace rfmseg
