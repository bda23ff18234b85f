#include <nlohmann/json.hpp>
#include <string>

#include "report/json_number.hpp"
#include "report/movement_changes.hpp"
#include "rfmseg/report/movement_report.hpp"

namespace rfmseg {
namespace {

using Json = nlohmann::ordered_json;

/// Null for customers who came or went.
Json segment_json(const Movement& movement, std::size_t segment) {
  return segment == kNoSegment ? Json(nullptr) : Json(movement.segments[segment]);
}

Json time_json(const std::string& name, const std::string& as_of) {
  return {{"name", name}, {"as_of", as_of.empty() ? Json(nullptr) : Json(as_of)}};
}

Json change_json(const SegmentChange& change) {
  return {{"customers_before", change.before},
          {"customers_after", change.after},
          {"monetary_before", json_number(change.monetary_before)},
          {"monetary_after", json_number(change.monetary_after)}};
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
  for (const Mover& mover : movers) {
    all.push_back({{"customer_id", mover.id()},
                   {"from", segment_json(movement, mover.from)},
                   {"to", segment_json(movement, mover.to)},
                   {"scores_changed", what_changed(mover)},
                   {"before", snapshot_json(mover.before)},
                   {"after", snapshot_json(mover.after)}});
  }
  return all;
}

}  // namespace

void write_json(const Movement& movement, std::ostream& out) {
  Json segments = Json::array();
  for (std::size_t i = 0; i < movement.segments.size(); ++i) {
    Json segment = {{"segment", movement.segments[i]}};
    segment.update(change_json(movement.changes[i]));
    segments.push_back(std::move(segment));
  }
  Json transitions = Json::array();
  for (const Transition& transition : movement.transitions) {
    transitions.push_back({{"from", segment_json(movement, transition.from)},
                           {"to", segment_json(movement, transition.to)},
                           {"customers", transition.customers},
                           {"monetary_before", json_number(transition.monetary_before)},
                           {"monetary_after", json_number(transition.monetary_after)}});
  }
  const Json all = {{"format", "rfmseg-movement"},
                    {"format_version", 1},
                    {"before", time_json(movement.before, movement.as_of_before)},
                    {"after", time_json(movement.after, movement.as_of_after)},
                    {"stayed", movement.stayed},
                    {"moved", movement.moved},
                    {"new", movement.came},
                    {"gone", movement.went},
                    {"total", change_json(movement.total)},
                    {"segments", std::move(segments)},
                    {"transitions", std::move(transitions)},
                    {"gains", movers_json(movement, movement.gains)},
                    {"losses", movers_json(movement, movement.losses)},
                    {"movers", movers_json(movement, movement.movers)}};
  out << all.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace rfmseg
