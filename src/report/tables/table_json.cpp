#include "report/tables/table_json.hpp"

#include <string>
#include <utility>
#include <variant>

#include "report/five_numbers.hpp"

namespace rfmseg {
namespace {

/// A cell as JSON holds it.
struct JsonValue {
  Json operator()(std::monostate /*nothing*/) const { return nullptr; }
  Json operator()(const std::string& text) const { return text; }
  Json operator()(std::int64_t count) const { return count; }
  Json operator()(double value) const { return value; }
  Json operator()(bool value) const { return value; }
  Json operator()(Amount amount) const { return json_number(amount); }
  Json operator()(const Quantile& value) const { return json_number(value); }
  Json operator()(const Share& share) const { return share.value(); }
  Json operator()(const FiveNumbers& numbers) const { return five_numbers_json(numbers); }
};

}  // namespace

Json five_numbers_json(const FiveNumbers& numbers) {
  Json json = Json::object();
  const auto all = all_five(numbers);
  for (std::size_t i = 0; i < all.size(); ++i) {
    json[std::string(kFiveKeys[i])] = json_number(all[i]);
  }
  return json;
}

Json json_rows(const ResultTable& table) {
  Json rows = Json::array();
  for (const ResultTable::Row& row : table.rows) {
    Json object = Json::object();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const ResultTable::Column& column = table.columns[i];
      if ((column.seen_by & kInJson) == 0) continue;
      object[column.key] = std::visit(JsonValue(), row.cells[i]);
    }
    rows.push_back(std::move(object));
  }
  return rows;
}

}  // namespace rfmseg
