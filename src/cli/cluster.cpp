#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>

#include "cli/clustering_log.hpp"
#include "cli/command.hpp"
#include "cli/customers.hpp"
#include "cli/log.hpp"
#include "cli/model_options.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/saved_run.hpp"
#include "rfmseg/cluster/clustering.hpp"
#include "rfmseg/cluster/value_tiers.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/model/model.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/rfm/customer_schema.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg::cli {
namespace {

struct Options {
  InputOptions input;
  OutputOptions output;
  ClusterOptions cluster;
  SchemeOptions scheme;
  GroupOptions group;
  SaveRunOptions save_run;
  std::string model;
};

void write(const Customers& customers, const CustomerResults& results, const Options& options,
           Output& output) {
  write_customers(customers.table, results, output_format(options.output),
                  text_style(options.output), output.stream(), thread_count(options.input));
  output.finish();
  save_run(options.save_run, options.input, {customers.table, results, options.model});
  output.publish();
}

/// Puts customers in the clusters and tiers of a model. Scores are left alone: they would be those
/// of these customers among themselves.
void run_with_model(const Options& options, RunSummary& summary) {
  const Model model = load_model(options.model);
  CustomerSource source(options.input, summary);
  Output output(options.output.path, summary);
  MeasureOptions measure = measure_options(options.input, model.metrics);
  measure.count_products = model.features.has(Feature::products);
  const Customers customers = source.load(measure);
  require_orders(customers, model.metrics, model.features);
  const ModelFit fit = fit_to_model(customers.table, model);
  const auto outside = std::ranges::count(fit.outside, true);
  log_info(fmt::format("{} of {} customers lie outside the clusters of {}", outside,
                       customers.table.size(), options.model));
  write(customers, {.fit = &fit}, options, output);
}

void run(const Options& options, RunSummary& summary) {
  check_save_run(options.save_run, options.input);
  if (!options.model.empty()) return run_with_model(options, summary);
  const ClusteringOptions how = clustering_options(options.cluster, thread_count(options.input));
  const Scheme scheme = load_scheme(options.scheme);
  CustomerSource source(options.input, summary);
  Output output(options.output.path, summary);
  MeasureOptions measure = measure_options(options.input, scheme.metrics, options.group.by);
  measure.count_products = how.features.has(Feature::products);
  const Customers customers = source.load(measure);
  const CustomerTable& table = customers.table;
  require_orders(customers, scheme.metrics, how.features);

  // Customers that came with segments keep them.
  std::optional<Segmentation> segmentation;
  if (carried_column(table, CustomerColumn::segment) == nullptr) {
    warn_of_unused_groups(table, options.group);
    segmentation = segment_customers(table, scheme, options.group.min_group, how.kmeans.threads);
  } else if (!options.group.by.empty()) {
    throw UsageError(
        "--by: the input has segments, which cluster keeps (hint: give --by to segment)");
  }
  const std::optional<Scores> carried = segmentation ? std::nullopt : carried_scores(table);
  const Scores* const scores = segmentation ? &segmentation->scores : carried ? &*carried : nullptr;
  const Clustering clustering = cluster_customers(table, how, scores);
  log_clustering(clustering);
  const ValueTiers tiers = value_tiers(table, scheme.tiers, how.kmeans.threads);
  write(customers,
        {.segmentation = segmentation ? &*segmentation : nullptr,
         .clustering = &clustering,
         .tiers = &tiers},
        options, output);
}

}  // namespace

Command add_cluster(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("cluster", "Group customers with k-means, and name their value tiers");
  add_input_options(*command, options->input);
  add_store_option(*command, options->input);
  add_output_options(*command, options->output, "csv");
  add_scheme_options(*command, options->scheme);
  add_group_options(*command, options->group);
  add_cluster_options(*command, options->cluster);
  add_model_option(*command, options->model,
                   "Put customers in the clusters and value tiers of this model, which rfmseg fit "
                   "has written, instead of finding new ones");
  add_save_run_options(*command, options->save_run);
  command->footer(
      "Examples:\n"
      "  rfmseg cluster online_retail.csv --k 5 -o clusters.csv\n"
      "  rfmseg cluster online_retail.csv --k auto --k-range 2:8 --k-by gap\n"
      "  rfmseg segment orders.csv | rfmseg cluster --format table\n"
      "  rfmseg cluster new_orders.csv --model model.json");
  return {command, [options](RunSummary& summary) { run(*options, summary); }};
}

}  // namespace rfmseg::cli
