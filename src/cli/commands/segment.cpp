#include <memory>
#include <optional>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/customers.hpp"
#include "cli/options/carry_option.hpp"
#include "cli/options/model_options.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/scheme_options.hpp"
#include "cli/output.hpp"
#include "cli/reading_log.hpp"
#include "cli/saved_run.hpp"
#include "cli/segment_lists.hpp"
#include "rfmseg/model/model.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/report/doubts.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg::cli {
namespace {

struct SegmentOptions {
  InputOptions input;
  OutputOptions output;
  SchemeOptions scheme;
  GroupOptions group;
  SaveRunOptions save_run;
  std::string model;
  std::string segments_dir;
};

void run_segment(const SegmentOptions& options, const Invocation& invocation, RunSummary& summary) {
  check_save_run(options.save_run, options.input);
  std::optional<Model> model;
  if (!options.model.empty()) model = load_model(options.model);
  const Scheme scheme =
      model ? frozen_scheme(model->segments, options.model) : load_scheme(options.scheme);
  SegmentLists lists(options.segments_dir, scheme, summary);
  CustomerSource source(options.input, invocation, summary);
  Output output(options.output.path, summary);
  MeasureOptions measure = measure_options(options.input, scheme.metrics, options.group.by);
  const bool save_clusters = model && options.save_run.save;
  measure.count_products = save_clusters && model->features.has(Feature::products);
  const Customers customers = source.load(measure);
  warn_of_unused_groups(customers.table, options.group);
  const Segmentation segmentation =
      segment_customers(customers.table, scheme, options.group.min_group, options.input.threads);
  std::vector<Message> doubts =
      segmentation_doubts(customers.table, segmentation, options.group.min_group);
  log_doubts(doubts);
  if (model) {
    log_drift(population_stability(segmentation.scores, model->segments), options.model);
  }
  const CustomerResults results{.segmentation = &segmentation};
  write_customers(customers.table, results, output_format(options.output),
                  text_style(options.output), output.stream(), options.input.threads);
  lists.write(customers.table, results, text_style(options.output));
  output.finish();
  lists.publish();
  output.publish();
  // A model knows the clusters, too: who asks the store later sees both.
  std::optional<ModelFit> fit;
  if (save_clusters) fit = fit_to_model(customers.table, *model);
  save_run(options.save_run, options.input,
           {invocation,
            customers.table,
            {.segmentation = &segmentation, .fit = fit ? &*fit : nullptr},
            options.model});
}

}  // namespace

Command segment_command() {
  const auto options = std::make_shared<SegmentOptions>();
  return {
      .name = "segment",
      .description = "Score every customer and assign a segment",
      .options = joined({declare_customers(options->input), declare_filter_output(options->output),
                         declare_carry(options->input), declare_segments_dir(options->segments_dir),
                         declare_scheme(options->scheme), declare_groups(options->group),
                         declare_model(options->model,
                                       "Use the scheme and cuts of this model (see rfmseg fit) "
                                       "instead of computing new ones"),
                         declare_save_run(options->save_run)}),
      .most_used = {"--output", "--scheme", "--segments-dir"},
      .footer =
          "Examples:\n"
          "  rfmseg segment online_retail.csv -o segments.csv\n"
          "  rfmseg segment orders.csv --carry email --segments-dir lists -o segments.csv\n"
          "  rfmseg rfm orders.csv | rfmseg segment --scheme my-scheme.toml\n"
          "  rfmseg segment --store shop.db --model model.json --save-run -o segments.csv",
      .run = [options](const Invocation& invocation, RunSummary& summary) {
        run_segment(*options, invocation, summary);
      }};
}

}  // namespace rfmseg::cli
