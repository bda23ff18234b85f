#include <fmt/core.h>

#include <utility>

#include "report/number_text.hpp"
#include "report/tables/lifetime_tables.hpp"
#include "rfmseg/report/lifetime_report.hpp"

namespace rfmseg {

Document describe(const LifetimeReport& report) {
  const Lifetimes& lifetimes = report.lifetimes;
  const std::vector<LifetimeTotals> totals = lifetime_totals(report);
  Document document;
  document.push_back(
      Heading{fmt::format("Customers after {}", to_date_string(lifetimes.histories.end))});
  document.push_back(Paragraph{lifetime_sentence(report, totals.back())});
  document.push_back(people_table(totals_table(totals)));
  document.push_back(Paragraph{lifetimes.histories.of_table
                                   ? table_sentence(lifetimes.histories)
                                   : return_sentence(lifetimes.histories)});
  if (const Lifetimes* const judged = report.judged()) {
    document.push_back(Heading{"Test of the model"});
    document.push_back(Paragraph{trial_sentence(report)});
    document.push_back(people_table(holdout_table(*judged->trial)));
    document.push_back(
        Paragraph{"Error of the predicted purchases per customer, compared with predictions "
                  "without a model:"});
    document.push_back(people_table(prediction_table(*judged->trial)));
  }
  document.push_back(Heading{"Repeat buying"});
  document.push_back(Paragraph{repeats_sentence(lifetimes.repeats)});
  document.push_back(people_table(parameter_table(lifetimes.repeats)));
  document.push_back(Heading{"Spend"});
  document.push_back(Paragraph{spend_sentence(lifetimes)});
  if (lifetimes.spend) document.push_back(people_table(parameter_table(*lifetimes.spend)));
  return document;
}

void write_tracking(const LifetimeReport& report, RowWriter& rows) {
  write_rows(tracking_table(report.lifetimes.tracking), rows);
}

void write_lifetimes(const LifetimeReport& report, RowWriter& rows) {
  constexpr std::size_t kAtATime = 1024;
  begin_rows(lifetime_table(report, 0, 0), rows);
  for (std::size_t first = 0; first < report.ids.size(); first += kAtATime) {
    add_rows(lifetime_table(report, first, kAtATime), rows);
  }
  rows.end();
}

}  // namespace rfmseg
