#include "segment/cuts_json.hpp"

#include <nlohmann/json.hpp>

namespace rfmseg {
namespace {

using CutsJson = nlohmann::ordered_json;

CutsJson cuts_of(const MetricScores& scores) {
  CutsJson cuts = CutsJson::array();
  for (const Quantile& edge : scores.edges) cuts.push_back(to_string(edge.to_amount()));
  return cuts;
}

CutsJson cuts_of(const Scores& scores) {
  return {{"recency", cuts_of(scores.recency)},
          {"frequency", cuts_of(scores.frequency)},
          {"monetary", cuts_of(scores.monetary)}};
}

}  // namespace

std::string cuts_json(const Segmentation& segmentation) {
  if (segmentation.groups.empty()) return cuts_of(segmentation.scores).dump();
  CutsJson groups;
  for (const ScoredGroup& group : segmentation.groups) groups[group.name] = cuts_of(group.scores);
  return groups.dump();
}

}  // namespace rfmseg
