#include <string>

#include "report/json_parts.hpp"
#include "rfmseg/report/inspection_report.hpp"
#include "rfmseg/version.hpp"

namespace rfmseg {
namespace {

Json distinct_json(const DistinctCount& count) {
  return {{"number", count.number}, {"or_more", count.or_more}};
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json time_or_null(const std::optional<Timestamp>& time) {
  return time ? Json(to_string(*time)) : Json(nullptr);
}

Json column_json(const InspectedColumn& column) {
  return {{"name", column.name},      {"meaning", text_or_null(column.meaning)},
          {"type", column.type},      {"currency", text_or_null(column.currency)},
          {"blank", column.blank},    {"distinct", distinct_json(column.distinct)},
          {"samples", column.samples}};
}

Json reasons_json(const Ledger& ledger) {
  Json reasons = Json::object();
  for (std::size_t i = 0; i < kRowReasonCount; ++i) {
    const auto reason = static_cast<RowReason>(i);
    if (ledger[reason].rows == 0) continue;
    Json& entry = reasons[std::string(reason_key(reason))];
    entry = entry_json(ledger[reason]);
    for (const auto& [value, rows] : ledger.details(reason)) {
      entry["details"][value] = entry_json(rows);
    }
  }
  return reasons;
}

Json transactions_json(const InspectedTransactions& found) {
  const SourceFile& source = found.source;
  Json uses = Json::object();
  for (const ColumnUse& use : source.columns) uses[use.field] = text_or_null(use.column);
  return {{"columns", uses},
          {"date_format", source.date_format},
          {"zone", text_or_null(source.zone)},
          {"layout", text_or_null(source.layout)},
          {"measures", text_or_null(source.measures)},
          {"decimal", std::string(1, source.numbers.decimal)},
          {"currency", text_or_null(source.numbers.currency)},
          {"several_currencies", found.several_currencies},
          {"first_purchase", time_or_null(found.first)},
          {"last_purchase", time_or_null(found.last)},
          {"orders", distinct_json(found.orders)},
          {"customers", distinct_json(found.customers)},
          {"customers_with_one_order", found.customers_with_one_order},
          {"ledger", reasons_json(found.ledger)}};
}

Json file_json(const InspectedFile& file, const SettingNames& names) {
  const Inspection& found = file.inspection;
  Json columns = Json::array();
  for (const InspectedColumn& column : found.columns) columns.push_back(column_json(column));
  Json warnings = Json::array();
  for (const Message& warning : found.warnings) warnings.push_back(warning.text(names));
  Json json = {{"name", found.file}};
  if (!found.encoding.empty()) {
    json["content"] = found.has_customers ? "customers" : "transactions";
    if (!found.format.empty()) json["format"] = found.format;
    json["encoding"] = found.encoding;
    json["delimiter"] = std::string(1, found.delimiter);
    json["header_line"] = found.header_line;
    json["rows"] = found.rows;
    json["has_more_rows"] = found.has_more_rows;
    json["columns_found"] = found.columns_found;
    json["columns"] = std::move(columns);
    json["other_columns"] = found.other_columns;
  }
  json["transactions"] =
      found.transactions ? transactions_json(*found.transactions) : Json(nullptr);
  json["warnings"] = std::move(warnings);
  json["question"] = found.question ? Json(found.question->text(names)) : Json(nullptr);
  json["commands"] = file.answers;
  if (!found.question && !file.command.empty()) json["commands"] = {file.command};
  return json;
}

}  // namespace

void write_json(const InspectionReport& report, const SettingNames& names, std::ostream& out) {
  Json files = Json::array();
  for (const InspectedFile& file : report.files) files.push_back(file_json(file, names));
  print({{"format", "rfmseg-inspection"},
         {"format_version", 1},
         {"rfmseg_version", version()},
         {"files", files}},
        out);
}

}  // namespace rfmseg
