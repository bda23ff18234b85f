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
#include "cli/options/scheme_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "cli/reading_log.hpp"
#include "cli/write_result.hpp"
#include "rfmseg/report/doubts.hpp"
#include "rfmseg/report/trend_report.hpp"
#include "rfmseg/report/xlsx_report.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg::cli {
namespace {

struct TrendCommandOptions {
  InputOptions input;
  OutputOptions output;
  SchemeOptions scheme;
  PeriodUnit every = PeriodUnit::month;
  TrendCuts cuts = TrendCuts::last;
  TrendFigure show = TrendFigure::customers;
  std::size_t periods = 12;
  std::string flows;
  std::string report;
  std::string title;
};

TrendFigure parse_trend_figure(const std::string& text) {
  for (const TrendFigure figure : {TrendFigure::share, TrendFigure::revenue}) {
    if (text == to_string(figure)) return figure;
  }
  return TrendFigure::customers;
}

TrendCuts parse_cuts(const std::string& text) {
  return text == "own" ? TrendCuts::own : TrendCuts::last;
}

TrendReport find_report(const TrendCommandOptions& options, const Scheme& scheme,
                        const Customers& customers) {
  TrendReport report =
      trend_report(customers, scheme, options.every, options.cuts, options.input.threads);
  report.figure = options.show;
  report.most_periods = options.periods;
  return report;
}

/// What makes the segments of the last period doubtful.
void warn_of_doubts(const CustomerTable& table, const Scheme& scheme, unsigned threads) {
  std::vector<Message> doubts =
      segmentation_doubts(table, segment_customers(table, scheme, 1, threads), 1);
  log_doubts(doubts);
}

void run_trend(const TrendCommandOptions& options, const Invocation& invocation,
               RunSummary& summary) {
  check_output(options.output);
  const Scheme scheme = load_scheme(options.scheme);
  CustomerSource source(options.input, invocation, summary);
  source.require_transactions("trend");
  MeasureOptions measure = measure_options(options.input, scheme.metrics);
  measure.keep_purchases = true;
  const Customers customers = source.load(measure);
  warn_of_doubts(customers.table, scheme, options.input.threads);
  const TrendReport report = find_report(options, scheme, customers);

  Outputs outputs(summary);
  outputs.write(options.flows, [&](std::ostream& out) {
    write_trend_flows(report.trend, *make_row_writer(Format::csv, text_style(options.output), out));
  });
  outputs.write(options.report, [&](std::ostream& out) {
    write_html(report,
               {.source = source.description(),
                .command = command_text(invocation),
                .title = options.title},
               out);
  });
  outputs.write(options.output.path, [&](std::ostream& out) {
    write_result(report, options.output, out,
                 [&](RowWriter& rows) { write_trend(report.trend, rows); });
  });
  outputs.publish();
}

}  // namespace

Command trend_command() {
  const auto options = std::make_shared<TrendCommandOptions>();
  return {
      .name = "trend",
      .description = "Show segments over time: customers and revenue at the end of every period",
      .options = joined(
          {in_group(
               "Trend",
               {declare_every(options->every,
                              "Length of a period; customers are segmented at the end of each"),
                Option("--cuts", parsed(&options->cuts, parse_cuts, "last"), "last|own",
                       "Score by the cuts of the last period, so that customers move only because "
                       "of what they do, or by each period's own",
                       {.show_default = true, .choices_only = true}),
                Option("--show", parsed(&options->show, parse_trend_figure, "customers"),
                       "customers|share|revenue",
                       "What the table shows by segment and period: the number of customers, their "
                       "share, or revenue",
                       {.show_default = true, .choices_only = true}),
                Option("--periods", &options->periods, "N",
                       "Number of periods in tables; CSV and JSON have all periods",
                       {.show_default = true, .range = Range{1, 100000}})}),
           declare_customers(options->input),
           declare_output(options->output, "table", kFormatsWithWorkbook),
           declare_scheme(options->scheme),
           in_group("Output", {Option("--flows", &options->flows, "FILE",
                                      "Also write moves between segments, by period, as CSV",
                                      {.check = require_file, .role = FileRole::output}),
                               Option("--report", &options->report, "FILE.html",
                                      "Also write a self-contained HTML report with stacked charts",
                                      {.check = require_page, .role = FileRole::output}),
                               title_option(options->title)})}),
      .most_used = {"--every", "--report", "--cuts"},
      .footer =
          "Examples:\n"
          "  rfmseg trend online_retail.csv\n"
          "  rfmseg trend --store shop.db --every week --report trend.html\n"
          "  rfmseg trend orders.csv --cuts own --format csv -o trend.csv --flows flows.csv",
      .run = [options](const Invocation& invocation, RunSummary& summary) {
        run_trend(*options, invocation, summary);
      }};
}

}  // namespace rfmseg::cli
