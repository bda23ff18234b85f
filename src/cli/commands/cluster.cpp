#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "cli/clustering_log.hpp"
#include "cli/commands/commands.hpp"
#include "cli/customers.hpp"
#include "cli/log.hpp"
#include "cli/options/carry_option.hpp"
#include "cli/options/cluster_options.hpp"
#include "cli/options/group_options.hpp"
#include "cli/options/model_options.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/scheme_options.hpp"
#include "cli/output.hpp"
#include "cli/saved_run.hpp"
#include "rfm/carried_columns.hpp"
#include "rfmseg/cluster/clustering.hpp"
#include "rfmseg/cluster/value_tiers.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/model/model.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg::cli {
namespace {

struct ClusterCommandOptions {
  InputOptions input;
  OutputOptions output;
  ClusterOptions cluster;
  SchemeOptions scheme;
  GroupOptions group;
  SaveRunOptions save_run;
  std::string model;
};

void write_clusters(const Customers& customers, const CustomerResults& results,
                    const ClusterCommandOptions& options, const Invocation& invocation,
                    Output& output) {
  write_customers(customers.table, results, output_format(options.output),
                  text_style(options.output), output.stream(), options.input.threads);
  output.finish();
  output.publish();
  save_run(options.save_run, options.input, {invocation, customers.table, results, options.model});
}

/// Puts customers in the clusters and tiers of a model. Scores are left alone: they would be those
/// of these customers among themselves.
void run_with_model(const ClusterCommandOptions& options, const Invocation& invocation,
                    RunSummary& summary) {
  const Model model = load_model(options.model);
  CustomerSource source(options.input, invocation, summary);
  Output output(options.output.path, summary);
  MeasureOptions measure = measure_options(options.input, model.metrics);
  measure.count_products = model.features.has(Feature::products);
  const Customers customers = source.load(measure);
  require_orders(model.features, customers, model.metrics);
  const ModelFit fit = fit_to_model(customers.table, model);
  const auto outside = std::ranges::count(fit.outside, true);
  log_info(fmt::format("{} of {} customers are outside the clusters of {}", outside,
                       customers.table.size(), options.model));
  write_clusters(customers, {.fit = &fit}, options, invocation, output);
}

void run_cluster(const ClusterCommandOptions& options, const Invocation& invocation,
                 RunSummary& summary) {
  check_save_run(options.save_run, options.input);
  if (!options.model.empty()) return run_with_model(options, invocation, summary);
  const ClusteringOptions how =
      clustering_options(options.cluster, invocation, options.input.threads);
  const Scheme scheme = load_scheme(options.scheme);
  CustomerSource source(options.input, invocation, summary);
  Output output(options.output.path, summary);
  MeasureOptions measure = measure_options(options.input, scheme.metrics, options.group.by);
  measure.count_products = how.features.has(Feature::products);
  const Customers customers = source.load(measure);
  const CustomerTable& table = customers.table;
  require_orders(how.features, customers, scheme.metrics);

  // Customers that came with segments keep them.
  std::optional<Segmentation> segmentation;
  if (carried_column(table, CustomerColumn::segment) == nullptr) {
    warn_of_unused_groups(table, options.group);
    segmentation = segment_customers(table, scheme, options.group.min_group, how.kmeans.threads);
  } else if (!options.group.by.empty()) {
    throw UsageError(
        "--by has no effect: the input already has segments (hint: use --by with rfmseg segment)");
  }
  const std::optional<Scores> carried = segmentation ? std::nullopt : carried_scores(table);
  const Scores* const scores = segmentation ? &segmentation->scores : carried ? &*carried : nullptr;
  const Clustering clustering = cluster_customers(table, how, scores);
  log_clustering(clustering);
  const ValueTiers tiers = value_tiers(table, scheme.tiers, how.kmeans.threads);
  write_clusters(customers,
                 {.segmentation = segmentation ? &*segmentation : nullptr,
                  .clustering = &clustering,
                  .tiers = &tiers},
                 options, invocation, output);
}

}  // namespace

Command cluster_command() {
  const auto options = std::make_shared<ClusterCommandOptions>();
  return {
      .name = "cluster",
      .description = "Group customers by k-means, and assign value tiers",
      .options = joined({declare_customers(options->input), declare_filter_output(options->output),
                         declare_carry(options->input), declare_scheme(options->scheme),
                         declare_groups(options->group), declare_clusters(options->cluster),
                         declare_model(options->model,
                                       "Use the clusters and value tiers of this model (see rfmseg "
                                       "fit) instead of computing new ones"),
                         declare_save_run(options->save_run)}),
      .most_used = {"--k", "--output", "--model"},
      .footer =
          "Examples:\n"
          "  rfmseg cluster online_retail.csv --k 5 -o clusters.csv\n"
          "  rfmseg cluster online_retail.csv --k auto --k-range 2:8 --k-by gap\n"
          "  rfmseg segment orders.csv | rfmseg cluster --format table\n"
          "  rfmseg cluster new_orders.csv --model model.json",
      .run = [options](const Invocation& invocation, RunSummary& summary) {
        run_cluster(*options, invocation, summary);
      }};
}

}  // namespace rfmseg::cli
