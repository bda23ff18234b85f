#include "clean/column_uses.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "text.hpp"

namespace rfmseg {
namespace {

/// The terms of the amount, with the file's names.
std::string amount_text(const std::vector<std::string>& header,
                        const std::vector<PlacedTerm>& terms) {
  AmountTerms named;
  for (const PlacedTerm& term : terms) {
    named.push_back({term.subtracted, {}});
    for (const int place : term.factors) {
      named.back().factors.push_back(header[static_cast<std::size_t>(place)]);
    }
  }
  return to_string(named);
}

}  // namespace

std::vector<ColumnUse> used_columns(const std::vector<std::string>& header,
                                    const TransactionColumns& columns, const RowPlan& plan) {
  const auto name = [&](Field field) {
    return columns.has(field) ? header[static_cast<std::size_t>(columns.at(field))] : std::string();
  };
  const auto names = [&](Field field, const std::vector<int>& places, std::string_view separator) {
    if (places.size() < 2) return name(field);
    std::string text;
    for (const int place : places) {
      text +=
          (text.empty() ? "" : std::string(separator)) + header[static_cast<std::size_t>(place)];
    }
    return text;
  };
  std::vector<ColumnUse> uses;
  uses.push_back({"customer", names(Field::customer, plan.customer, " or ")});
  uses.push_back({"order", names(Field::order, plan.order, " or ")});
  uses.push_back({"date", names(Field::date, plan.date, " and ")});
  if (!plan.amount.empty()) {
    uses.push_back({"amount", amount_text(header, plan.amount)});
  } else {
    uses.push_back({"amount", columns.by_unit
                                  ? name(Field::quantity) + " \u00d7 " + name(Field::price)
                                  : name(Field::amount)});
  }
  if (!columns.by_unit) uses.push_back({"quantity", name(Field::quantity)});
  for (const Field field : {Field::stock_code, Field::country, Field::currency}) {
    uses.push_back({std::string(field_name(field)), name(field)});
  }
  std::erase_if(uses,
                [](const ColumnUse& use) { return use.column.empty() && use.field != "order"; });
  return uses;
}

std::vector<std::string> describe_layouts(const std::vector<SourceFile>& files) {
  std::vector<std::string> texts;
  for (const SourceFile& file : files) {
    if (file.layout.empty()) continue;
    std::string text = file.layout + (file.measures.empty() ? "" : ": " + file.measures);
    if (std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
  }
  return texts;
}

std::string describe_columns(const std::vector<ColumnUse>& columns) {
  std::string text;
  bool order = true;
  for (const ColumnUse& use : columns) {
    if (!text.empty()) text += ", ";
    if (use.column.empty()) order = false;
    text += use.field + (use.column.empty() ? ": none" : "=" + printable(use.column));
  }
  return order ? text : text + "; every row is an order";
}

}  // namespace rfmseg
