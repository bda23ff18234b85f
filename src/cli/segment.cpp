#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "cli/command.hpp"
#include "cli/customers.hpp"
#include "cli/model_options.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/saved_run.hpp"
#include "rfmseg/model/model.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg::cli {
namespace {

struct Options {
  InputOptions input;
  OutputOptions output;
  SchemeOptions scheme;
  GroupOptions group;
  SaveRunOptions save_run;
  std::string model;
};

void run(const Options& options, RunSummary& summary) {
  check_save_run(options.save_run, options.input);
  std::optional<Model> model;
  if (!options.model.empty()) model = load_model(options.model);
  const Scheme scheme =
      model ? frozen_scheme(model->segments, options.model) : load_scheme(options.scheme);
  CustomerSource source(options.input, summary);
  Output output(options.output.path, summary);
  MeasureOptions measure = measure_options(options.input, scheme.metrics, options.group.by);
  const bool save_clusters = model && options.save_run.save;
  measure.count_products = save_clusters && model->features.has(Feature::products);
  const Customers customers = source.load(measure);
  warn_of_unused_groups(customers.table, options.group);
  const Segmentation segmentation = segment_customers(
      customers.table, scheme, options.group.min_group, thread_count(options.input));
  if (model) {
    log_drift(population_stability(segmentation.scores, model->segments), options.model);
  }
  const CustomerResults results{.segmentation = &segmentation};
  write_customers(customers.table, results, output_format(options.output),
                  text_style(options.output), output.stream(), thread_count(options.input));
  output.finish();
  // A model knows the clusters, too: who asks the store later sees both.
  std::optional<ModelFit> fit;
  if (save_clusters) fit = fit_to_model(customers.table, *model);
  save_run(options.save_run, options.input,
           {customers.table,
            {.segmentation = &segmentation, .fit = fit ? &*fit : nullptr},
            options.model});
  output.publish();
}

}  // namespace

Command add_segment(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "segment", "Score every customer and name the segment, from transactions or customers");
  add_input_options(*command, options->input);
  add_store_option(*command, options->input);
  add_output_options(*command, options->output, "csv");
  add_scheme_options(*command, options->scheme);
  add_group_options(*command, options->group);
  add_model_option(*command, options->model,
                   "Score by the cuts of this model, which rfmseg fit has written, with its "
                   "scheme, instead of finding new ones");
  add_save_run_options(*command, options->save_run);
  command->footer(
      "Examples:\n"
      "  rfmseg segment online_retail.csv -o segments.csv\n"
      "  rfmseg rfm orders.csv | rfmseg segment --scheme my-scheme.toml\n"
      "  rfmseg segment --store shop.db --model model.json --save-run -o segments.csv");
  return {command, [options](RunSummary& summary) { run(*options, summary); }};
}

}  // namespace rfmseg::cli
