#include "report/tables/transaction_tables.hpp"

#include <optional>

#include "report/other_money.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {
namespace {

using Kind = ResultTable::Kind;

}  // namespace

LedgerLine ledger_line(const Ledger& ledger, RowReason reason) {
  LedgerLine line{std::string(reason_key(reason)), std::string(reason_name(reason)),
                  ledger[reason]};
  if (reason == RowReason::other_currency) {
    line.other_money = other_money_text(ledger);
    line.other_money_cell = other_money_cell(ledger);
  }
  return line;
}

LedgerLine read_line(const Ledger& ledger) {
  return {"read", "read", ledger.total()};
}

ResultTable ledger_table(const std::vector<LedgerLine>& lines) {
  ResultTable table(lines.size());
  table.add({"reason", "", Kind::text, kInRows}, lines, &LedgerLine::key);
  table.add({"name", "Ledger", Kind::text, kForPeople}, lines, &LedgerLine::name);
  table.add({"rows", "Rows", Kind::count}, [&](std::size_t i) { return lines[i].entry.rows; });
  table.add({"amount", "Amount", Kind::exact_money, kForPeople},
            [&](std::size_t i) -> ResultTable::Cell {
              if (!lines[i].other_money.empty()) return lines[i].other_money;
              return lines[i].entry.amount;
            });
  table.add({"amount", "", Kind::exact_money, kInRows},
            [&](std::size_t i) -> std::optional<Amount> {
              if (!lines[i].other_money.empty()) return std::nullopt;
              return lines[i].entry.amount;
            });
  table.add({"other_currencies", "", Kind::text, kInRows}, lines, &LedgerLine::other_money_cell);
  table.rows.back().emphasised = true;
  return table;
}

ResultTable ledger_table(const Ledger& ledger) {
  std::vector<LedgerLine> lines;
  for (std::size_t i = 0; i < kRowReasonCount; ++i) {
    const auto reason = static_cast<RowReason>(i);
    if (ledger[reason].rows > 0 || reason == RowReason::kept) {
      lines.push_back(ledger_line(ledger, reason));
    }
  }
  lines.push_back(read_line(ledger));
  return ledger_table(lines);
}

ResultTable ledger_detail_table(const Ledger& ledger) {
  struct Detail {
    std::string reason, value;
    Ledger::Entry rows;
  };
  std::vector<Detail> lines;
  for (std::size_t i = 0; i < kRowReasonCount; ++i) {
    const auto reason = static_cast<RowReason>(i);
    for (const auto& [value, rows] : ledger.details(reason)) {
      lines.push_back({std::string(reason_name(reason)), value, rows});
    }
  }
  ResultTable table(lines.size());
  table.add({"reason", "Of these"}, lines, &Detail::reason);
  table.add({"value", "Value"}, lines, &Detail::value);
  table.add({"rows", "Rows", Kind::count}, [&](std::size_t i) { return lines[i].rows.rows; });
  table.add({"amount", "Amount", Kind::exact_money},
            [&](std::size_t i) { return lines[i].rows.amount; });
  return table;
}

ResultTable fall_table(const std::vector<ReturnsEffect::Fall>& falls) {
  using Fall = ReturnsEffect::Fall;
  ResultTable table(falls.size());
  table.add({"customer_id", "Largest reductions"}, falls, &Fall::customer_id);
  table.add({"gross", "Bought", Kind::exact_money}, falls, &Fall::gross);
  table.add({"returned", "Returned", Kind::exact_money, kForPeople}, falls,
            [](const Fall& fall) { return fall.net - fall.gross; });
  table.add({"net", "Left", Kind::exact_money}, falls, &Fall::net);
  return table;
}

ResultTable month_table(const std::vector<MonthActivity>& months) {
  ResultTable table(months.size());
  table.add({"month", "Month"}, [&](std::size_t i) { return month_text(months[i].month); });
  table.add({"revenue", "revenue", Kind::exact_money}, months, &MonthActivity::revenue);
  table.add({"active_customers", "customers who bought", Kind::count}, months,
            &MonthActivity::active_customers);
  return table;
}

ResultTable order_table(const std::vector<CustomerOrder>& orders) {
  ResultTable table(orders.size());
  table.add({"order_id", "", Kind::text, kInJson}, orders, &CustomerOrder::id);
  table.add({"order", "Order", Kind::text, kForPeople}, orders,
            [](const CustomerOrder& order) { return order.id.empty() ? "-" : order.id; });
  table.add({"time", "Date"}, [&](std::size_t i) { return to_string(orders[i].time); });
  table.add({"rows", "Rows", Kind::count}, orders, &CustomerOrder::lines);
  table.add({"items", "Items", Kind::number}, orders, &CustomerOrder::items);
  table.add({"amount", "Amount", Kind::exact_money}, orders, &CustomerOrder::amount);
  return table;
}

}  // namespace rfmseg
