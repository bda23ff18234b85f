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
#include "rfmseg/report/validation_report.hpp"
#include "rfmseg/report/xlsx_report.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::cli {
namespace {

struct ValidateOptions {
  InputOptions input;
  OutputOptions output;
  SchemeOptions scheme;
  std::optional<Timestamp> split;
  int clusters = 4;
  std::string report;
  std::string title;
};

void run_validate(const ValidateOptions& options, const Invocation& invocation,
                  RunSummary& summary) {
  check_output(options.output);
  const Scheme scheme = load_scheme(options.scheme);
  CustomerSource source(options.input, invocation, summary);
  source.require_transactions("validate");
  MeasureOptions measure = measure_options(options.input, scheme.metrics);
  measure.keep_purchases = true;
  const Customers customers = source.load(measure);
  const TransactionSummary& read = *customers.transactions;
  const Timestamp split = options.split.value_or(usual_split(read.first_purchase, read.as_of));
  const Validation trial =
      validate(*customers.purchases, split, read.as_of,
               {.scheme = scheme, .clusters = options.clusters, .threads = options.input.threads});
  Outputs outputs(summary);
  outputs.write(options.report, [&](std::ostream& out) {
    write_html(trial,
               {.source = source.description(),
                .command = command_text(invocation),
                .title = options.title},
               out);
  });
  outputs.write(options.output.path, [&](std::ostream& out) {
    write_result(trial, options.output, out,
                 [&](RowWriter& rows) { write_validation(trial, rows); });
  });
  outputs.publish();
}

}  // namespace

Command validate_command() {
  const auto options = std::make_shared<ValidateOptions>();
  return {
      .name = "validate",
      .description =
          "Test segments: segment customers as of a date, and compare what they did after it",
      .options = joined(
          {in_group(
               "Trial",
               {Option("--split", parsed(&options->split, parse_date), "DATE",
                       "Segment customers as of this date, e.g. 2011-10-01, and compare their "
                       "purchases from then to the as-of date [after three quarters of the time]"),
                Option("--k", &options->clusters, "K", "Also test this number of clusters",
                       {.show_default = true, .range = Range{1, 100}})}),
           declare_customers(options->input),
           declare_output(options->output, "table", kFormatsWithWorkbook),
           declare_scheme(options->scheme),
           in_group("Output", {Option("--report", &options->report, "FILE.html",
                                      "Also write a self-contained HTML report with charts",
                                      {.check = require_page, .role = FileRole::output}),
                               title_option(options->title)})}),
      .most_used = {"--split", "--report", "--scheme"},
      .footer =
          "Examples:\n"
          "  rfmseg validate online_retail.csv\n"
          "  rfmseg validate online_retail.csv --split 2011-09-01 --report trial.html\n"
          "  rfmseg validate --store shop.db --split 2024-07-01 --scheme r-rfm --format json",
      .run = [options](const Invocation& invocation, RunSummary& summary) {
        run_validate(*options, invocation, summary);
      }};
}

}  // namespace rfmseg::cli
