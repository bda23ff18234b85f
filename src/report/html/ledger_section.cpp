#include <fmt/core.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/analysis_sections.hpp"
#include "report/charts/charts.hpp"
#include "report/charts/scale.hpp"
#include "report/html/sections.hpp"
#include "report/number_text.hpp"
#include "report/other_money.hpp"
#include "report/tables/transaction_tables.hpp"

namespace rfmseg::html {
namespace {

using charts::WaterfallStep;

WaterfallStep step(std::string label, const Ledger::Entry& entry, Amount value, bool is_total) {
  const std::string_view sign = !is_total && value > Amount{} ? "+" : "";
  std::string tip =
      fmt::format("{}: {}, worth {}", label, counted(static_cast<std::int64_t>(entry.rows), "row"),
                  exact_money_text(entry.amount));
  return {std::move(label), value.to_double(), is_total,
          fmt::format("{}{}", sign, charts::short_number(value.to_double())), std::move(tip)};
}

}  // namespace

Section ledger_section(const Analysis& analysis) {
  Section section{"Rows kept and dropped", {}, {}};
  if (!analysis.transactions) return section;
  const Ledger& ledger = analysis.transactions->ledger;
  std::vector<LedgerLine> lines;
  std::vector<WaterfallStep> steps = {step("read", ledger.total(), ledger.total().amount, true)};
  Ledger::Entry dropped;
  RowReason commonest = RowReason::kept;
  for (std::size_t i = 0; i < kRowReasonCount; ++i) {
    const auto reason = static_cast<RowReason>(i);
    const Ledger::Entry& entry = ledger[reason];
    if (!is_dropped(reason) || entry.rows == 0) continue;
    dropped += entry;
    if (commonest == RowReason::kept || entry.rows > ledger[commonest].rows) commonest = reason;
    if (reason != RowReason::other_currency) {
      steps.push_back(
          step(std::string(reason_name(reason)), entry, Amount{} - entry.amount, false));
    }
    lines.push_back(ledger_line(ledger, reason));
  }
  Ledger::Entry revenue = ledger[RowReason::kept];
  revenue += ledger[RowReason::subtracted];
  revenue += ledger[RowReason::subtracted_return];
  revenue += ledger[RowReason::refunded_order];
  steps.push_back(step("revenue", revenue, revenue.amount, true));
  const bool net = revenue.rows > ledger[RowReason::kept].rows;
  for (const RowReason reason :
       {RowReason::refunded_order, RowReason::subtracted, RowReason::subtracted_return}) {
    if (ledger[reason].rows > 0) lines.push_back(ledger_line(ledger, reason));
  }
  lines.push_back(ledger_line(ledger, RowReason::kept));
  if (net) lines.push_back({"revenue", "revenue", revenue});
  lines.push_back(read_line(ledger));
  Table table = people_table(ledger_table(lines));
  table.columns.front().title = "Reason";

  const auto all = static_cast<std::int64_t>(ledger.total().rows);
  std::string reading =
      fmt::format("Of {} read, {} make the revenue.", counted(all, "row"),
                  percent_text(static_cast<double>(revenue.rows), static_cast<double>(all)));
  reading += dropped.rows == 0
                 ? " No row was dropped."
                 : fmt::format(
                       " The most common reason to drop a row is \"{}\" ({}). Orange bars reduce "
                       "the amount, green bars add to it: dropping negative rows, such as "
                       "returns, does.",
                       reason_name(commonest),
                       counted(static_cast<std::int64_t>(ledger[commonest].rows), "row"));
  if (const std::string other = other_money_text(ledger); !other.empty()) {
    reading += fmt::format(" The chart does not have rows in other currencies: {}.", other);
  }
  section.figures.push_back(
      {"From the file to revenue",
       std::move(reading),
       {{"Amount", charts::waterfall({"Ledger",
                                      "Amounts of the rows that were read, of "
                                      "those dropped for each reason, and of "
                                      "those that make the revenue"},
                                     steps)}},
       std::move(table)});
  Document returns;
  describe_returns(analysis, returns);
  add_tables(section, returns);
  return section;
}

}  // namespace rfmseg::html
