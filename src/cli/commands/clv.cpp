#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command_text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/customers.hpp"
#include "cli/options/checks.hpp"
#include "cli/options/dates.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/page_options.hpp"
#include "cli/options/scheme_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "cli/write_result.hpp"
#include "rfmseg/report/lifetime_report.hpp"
#include "rfmseg/report/xlsx_report.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::cli {
namespace {

struct ClvOptions {
  InputOptions input;
  OutputOptions output;
  SchemeOptions scheme;
  LifetimeOptions lifetimes;
  std::optional<Timestamp> split;
  double horizon = 0;  ///< 0 for the default
  std::string tracking;
  std::string report;
  std::string title;
};

/// The one of these that is called so.
template <class Value, std::size_t size>
auto named(const std::array<Value, size>& values) {
  return [values](const std::string& text) {
    for (const Value value : values) {
      if (text == to_string(value)) return value;
    }
    return values.front();
  };
}

LifetimeOptions lifetime_options(const ClvOptions& options) {
  LifetimeOptions result = options.lifetimes;
  result.threads = options.input.threads;
  if (options.horizon > 0) result.horizon = options.horizon;
  if (options.split) {
    // The last day before it.
    result.histories.calibration_end =
        std::chrono::ceil<std::chrono::days>(*options.split) - std::chrono::days(1);
  }
  return result;
}

void run_clv(const ClvOptions& options, const Invocation& invocation, RunSummary& summary) {
  check_output(options.output);
  const Scheme scheme = load_scheme(options.scheme);
  CustomerSource source(options.input, invocation, summary);
  MeasureOptions measure = measure_options(options.input, scheme.metrics);
  measure.keep_purchases = true;
  const LifetimeReport report(source.load(measure), scheme, lifetime_options(options));

  Outputs outputs(summary);
  outputs.write(options.tracking, [&](std::ostream& out) {
    write_tracking(report, *make_row_writer(Format::csv, text_style(options.output), out));
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
                 [&](RowWriter& rows) { write_lifetimes(report, rows); });
  });
  outputs.publish();
}

Options declare_models(ClvOptions& options) {
  using enum RepeatModel;
  LifetimeOptions& lifetimes = options.lifetimes;
  ForecastOptions& forecast = lifetimes.forecast;
  bool& zero_amounts = options.input.cleaning.rules.keep_zero_amounts;
  return in_group(
      "Models",
      {Option(
           "--model",
           parsed(&lifetimes.model, named(std::array{mbg_nbd, bg_nbd, pareto_nbd, nbd}), "mbg-nbd"),
           "mbg-nbd|bg-nbd|pareto-nbd|nbd",
           "Model of repeat buying and dropout; bg-nbd: dropout only after a repeat purchase; nbd: "
           "no dropout",
           {.show_default = true, .choices_only = true}),
       Option(
           "--time-unit",
           parsed(&lifetimes.histories.unit,
                  named(std::array{TimeUnit::week, TimeUnit::day, TimeUnit::month, TimeUnit::year}),
                  "week"),
           "day|week|month|year", "Time unit of parameters, rows and --horizon",
           {.show_default = true, .choices_only = true}),
       Option("--split", parsed(&options.split, parse_date), "DATE",
              "Fit the model to the purchases before this date, e.g. 2011-09-01, and test it on "
              "those after it",
              {.about = {Subject::transactions}}),
       Option("--horizon", &options.horizon, "N",
              "Number of time units to forecast [a year; with --split, until the end of the data]",
              {.range = Range{1e-6, 1e6}}),
       Option("--discount", &forecast.discount, "RATE",
              "Annual discount rate: revenue in one year is worth 1 / (1 + RATE) today",
              {.show_default = true, .range = Range{1e-6, 1e6}}),
       Option("--zero-amounts",
              parsed(
                  &zero_amounts, [](const std::string& text) { return text == "keep"; }, "drop"),
              "keep|drop", "Whether rows with a price of 0 count as purchases",
              {.show_default = true, .choices_only = true, .about = {Subject::transactions}}),
       Option("--draws", &forecast.draws, "N",
              "Number of parameter sets drawn for intervals; 0 for no intervals, which is faster",
              {.show_default = true, .range = Range{0, 100000}}),
       Option("--seed", &forecast.seed, "N", "Random seed of --draws",
              {.show_default = true, .check = require_seed})});
}

}  // namespace

Command clv_command() {
  const auto options = std::make_shared<ClvOptions>();
  return {.name = "clv",
          .description =
              "Predict repeat purchases and customer lifetime value with models of repeat buying",
          .options = joined(
              {declare_models(*options), declare_customers(options->input),
               declare_output(options->output, "table", kFormatsWithWorkbook),
               declare_scheme(options->scheme),
               in_group("Output",
                        {Option("--tracking", &options->tracking, "FILE",
                                "Also write actual and expected repeat purchases by week as CSV",
                                {.check = require_file,
                                 .about = {Subject::transactions},
                                 .role = FileRole::output}),
                         Option("--report", &options->report, "FILE.html",
                                "Also write a self-contained HTML report with charts",
                                {.check = require_page, .role = FileRole::output}),
                         title_option(options->title)})}),
          .most_used = {"--split", "--model", "--report"},
          .footer =
              "Examples:\n"
              "  rfmseg clv online_retail.csv\n"
              "  rfmseg clv orders.csv --model pareto-nbd --split 2011-09-01\n"
              "  rfmseg clv customers.csv --format csv -o clv.csv\n"
              "  rfmseg clv --store shop.db --format csv -o customers.csv --report clv.html",
          .run = [options](const Invocation& invocation, RunSummary& summary) {
            run_clv(*options, invocation, summary);
          }};
}

}  // namespace rfmseg::cli
