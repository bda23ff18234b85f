#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/customers.hpp"
#include "cli/options/carry_option.hpp"
#include "cli/options/checks.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/scheme_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::cli {
namespace {

struct RfmOptions {
  InputOptions input;
  OutputOptions output;
  std::string scheme = "classic";
  std::string by;
};

void run_rfm(const RfmOptions& options, const Invocation& invocation, RunSummary& summary) {
  const Scheme scheme = rfmseg::load_scheme(options.scheme);
  CustomerSource source(options.input, invocation, summary);
  source.require_transactions("rfm");
  Output output(options.output.path, summary);
  const Customers customers =
      source.load(measure_options(options.input, scheme.metrics, options.by));
  write_customers(customers.table, {}, output_format(options.output), text_style(options.output),
                  output.stream(), options.input.threads);
  output.finish();
  output.publish();
}

}  // namespace

Command rfm_command() {
  const auto options = std::make_shared<RfmOptions>();
  return {.name = "rfm",
          .description =
              "Compute recency, frequency, monetary, items and purchase dates of every customer",
          .options = joined(
              {declare_customers(options->input), declare_filter_output(options->output),
               declare_carry(options->input),
               in_group("Measuring",
                        declare_scheme_name(
                            options->scheme,
                            "Use the frequency and monetary definitions of this scheme: the name "
                            "of a preset (see rfmseg scheme list) or a TOML file")),
               in_group("Measuring", {Option("--by", &options->by, "COLUMN",
                                             "Also output a column group: the value of this "
                                             "column, e.g. country, in the customer's last row",
                                             {.check = require_column, .named = Named::column})})}),
          .most_used = {"--output", "--as-of", "--country"},
          .footer =
              "Examples:\n"
              "  rfmseg rfm online_retail.csv --as-of 2011-12-11 -o customers.csv\n"
              "  zcat orders.csv.gz | rfmseg rfm --country 'United Kingdom' | head",
          .run = [options](const Invocation& invocation, RunSummary& summary) {
            run_rfm(*options, invocation, summary);
          }};
}

}  // namespace rfmseg::cli
