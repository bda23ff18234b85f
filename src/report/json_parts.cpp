#include "report/json_parts.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace rfmseg {

Json json_number(Amount amount) {
  std::string text = to_string(amount);
  const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  constexpr int kDigitsOfDouble = 15;
  if (digits > kDigitsOfDouble) return text;
  if (text.find('.') == std::string::npos) return std::strtoll(text.c_str(), nullptr, 10);
  return std::strtod(text.c_str(), nullptr);
}

Json json_number(const Quantile& quantile) {
  return json_number(quantile.to_amount());
}

Json entry_json(const Ledger::Entry& entry) {
  return {{"rows", entry.rows}, {"amount", json_number(entry.amount)}};
}

Json reason_json(const Ledger& ledger, RowReason reason) {
  Json json = entry_json(ledger[reason]);
  for (const auto& [value, rows] : ledger.details(reason)) json["values"][value] = entry_json(rows);
  return json;
}

Json measures_json(const MetricDefinitions& metrics) {
  return {{"frequency", to_string(metrics.frequency)},
          {"minus_first", metrics.minus_first},
          {"monetary", to_string(metrics.monetary)}};
}

Json or_null(const std::optional<Quantile>& value) {
  return value ? json_number(*value) : Json(nullptr);
}

void print(const Json& json, std::ostream& out) {
  out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace rfmseg
