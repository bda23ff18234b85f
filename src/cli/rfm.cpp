#include <CLI/CLI.hpp>
#include <memory>

#include "cli/command.hpp"
#include "cli/customers.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::cli {
namespace {

struct Options {
  InputOptions input;
  OutputOptions output;
  std::string scheme = "classic";
  std::string by;
};

void run(const Options& options, RunSummary& summary) {
  const Scheme scheme = rfmseg::load_scheme(options.scheme);
  CustomerSource source(options.input, summary);
  source.require_transactions("rfm");
  Output output(options.output.path, summary);
  const Customers customers =
      source.load(measure_options(options.input, scheme.metrics, options.by));
  write_customers(customers.table, {}, output_format(options.output), text_style(options.output),
                  output.stream(), thread_count(options.input));
  output.finish();
  output.publish();
}

}  // namespace

Command add_rfm(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "rfm", "Measure every customer: recency, frequency, monetary, items and dates");
  add_input_options(*command, options->input);
  add_store_option(*command, options->input);
  add_output_options(*command, options->output, "csv");
  command
      ->add_option("--scheme", options->scheme,
                   "Measure frequency and monetary as this scheme does: a preset's name or a TOML "
                   "file")
      ->type_name("NAME|FILE")
      ->capture_default_str()
      ->group("Measuring");
  command
      ->add_option("--by", options->by,
                   "Also give each customer's group: the text of this column, e.g. country, in "
                   "their last row")
      ->type_name("COLUMN")
      ->check(CLI::Validator(require_name, ""))
      ->group("Measuring");
  command->footer(
      "Examples:\n"
      "  rfmseg rfm online_retail.csv --as-of 2011-12-11 -o customers.csv\n"
      "  zcat orders.csv.gz | rfmseg rfm --country 'United Kingdom' | head");
  return {command, [options](RunSummary& summary) { run(*options, summary); }};
}

}  // namespace rfmseg::cli
