#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command_text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/customers.hpp"
#include "cli/options/checks.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/page_options.hpp"
#include "cli/options/period_option.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "cli/write_result.hpp"
#include "rfmseg/report/cohort_report.hpp"
#include "rfmseg/report/xlsx_report.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::cli {
namespace {

struct CohortOptions {
  InputOptions input;
  OutputOptions output;
  PeriodUnit every = PeriodUnit::month;
  CohortFigure show = CohortFigure::retention;
  std::size_t ages = 12;
  std::string by;
  std::string report;
  std::string title;
};

CohortFigure parse_cohort_figure(const std::string& text) {
  for (const CohortFigure figure :
       {CohortFigure::active, CohortFigure::orders, CohortFigure::revenue, CohortFigure::value}) {
    if (text == to_string(figure)) return figure;
  }
  return CohortFigure::retention;
}

CohortReport find_report(const CohortOptions& options, const Customers& customers) {
  CohortReport report = cohort_report(customers, options.every);
  report.figure = options.show;
  report.most_ages = options.ages;
  return report;
}

void run_cohort(const CohortOptions& options, const Invocation& invocation, RunSummary& summary) {
  check_output(options.output);
  CustomerSource source(options.input, invocation, summary);
  source.require_transactions("cohort");
  MeasureOptions measure = measure_options(options.input, {}, options.by);
  measure.keep_purchases = true;
  const CohortReport report = find_report(options, source.load(measure));
  Outputs outputs(summary);
  outputs.write(options.output.path, [&](std::ostream& out) {
    write_result(report, options.output, out,
                 [&](RowWriter& rows) { write_cohorts(report.cohorts, rows); });
  });
  outputs.write(options.report, [&](std::ostream& out) {
    write_html(report,
               {.source = source.description(),
                .command = command_text(invocation),
                .title = options.title},
               out);
  });
  outputs.publish();
}

}  // namespace

Command cohort_command() {
  const auto options = std::make_shared<CohortOptions>();
  return {.name = "cohort",
          .description = "Show retention: who comes back, by the period of the first purchase",
          .options = joined(
              {in_group("Cohorts",
                        {declare_every(options->every, "Length of a period"),
                         Option("--show", parsed(&options->show, parse_cohort_figure, "retention"),
                                "retention|active|orders|revenue|value",
                                "What the table shows by age: the share or number of customers who "
                                "buy, or orders, revenue or cumulative value per customer",
                                {.show_default = true, .choices_only = true}),
                         Option("--ages", &options->ages, "N",
                                "Last age in tables and reports; CSV and JSON have all ages",
                                {.show_default = true, .range = Range{0, 10000}}),
                         Option("--by", &options->by, "COLUMN",
                                "Find cohorts separately for each value of this column, e.g. "
                                "country, in the customer's last row",
                                {.check = require_column})}),
               declare_customers(options->input),
               declare_output(options->output, "table", kFormatsWithWorkbook),
               in_group("Output",
                        {Option("--report", &options->report, "FILE.html",
                                "Also write a self-contained HTML report with heat maps and curves",
                                {.check = require_page, .role = FileRole::output}),
                         title_option(options->title)})}),
          .most_used = {"--every", "--show", "--report"},
          .footer =
              "Examples:\n"
              "  rfmseg cohort online_retail.csv\n"
              "  rfmseg cohort --store shop.db --every quarter --show value\n"
              "  rfmseg cohort orders.csv --by country --format csv -o cohorts.csv",
          .run = [options](const Invocation& invocation, RunSummary& summary) {
            run_cohort(*options, invocation, summary);
          }};
}

}  // namespace rfmseg::cli
