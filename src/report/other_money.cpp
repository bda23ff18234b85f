#include "report/other_money.hpp"

#include <fmt/core.h>

#include <vector>

#include "report/number_text.hpp"

namespace rfmseg {
namespace {

std::string many_currencies() {
  return fmt::format("more than {} currencies", ValueCounts::kMost);
}

bool has_many_currencies(const Ledger& ledger) {
  return ledger[RowReason::other_currency].rows > 0 &&
         ledger.details(RowReason::other_currency).empty();
}

}  // namespace

std::string other_money_text(const Ledger& ledger) {
  if (has_many_currencies(ledger)) return many_currencies();
  std::vector<std::string> sums;
  for (const auto& [currency, rows] : ledger.details(RowReason::other_currency)) {
    sums.push_back(fmt::format("{} {}", exact_money_text(rows.amount), currency));
  }
  return enumerated(sums);
}

std::string other_money_cell(const Ledger& ledger) {
  if (has_many_currencies(ledger)) return many_currencies();
  std::string cell;
  for (const auto& [currency, rows] : ledger.details(RowReason::other_currency)) {
    cell += fmt::format("{}{} {}", cell.empty() ? "" : "; ", to_string(rows.amount, 2), currency);
  }
  return cell;
}

std::string money_of_reason(const Ledger& ledger, RowReason reason) {
  return reason == RowReason::other_currency ? other_money_text(ledger)
                                             : exact_money_text(ledger[reason].amount);
}

}  // namespace rfmseg
