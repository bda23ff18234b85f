#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>
#include <sstream>

#include "cli/command.hpp"
#include "cli/customers.hpp"
#include "cli/log.hpp"
#include "cli/options.hpp"
#include "rfmseg/cluster/clustering.hpp"
#include "rfmseg/cluster/value_tiers.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/report/k_choice_report.hpp"
#include "rfmseg/report/output_file.hpp"
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
};

/// The table on standard error: standard output is for customers.
void log_choice(const KChoice& choice) {
  if (is_quiet()) return;
  std::ostringstream text;
  render_text(describe(choice), {}, text);
  log_info("how k was chosen\n" + text.str());
}

void run(const Options& options) {
  const ClusteringOptions how = clustering_options(options.cluster, thread_count(options.input));
  const Scheme scheme = load_scheme(options.scheme);
  InputFiles files = open_inputs(options.input);
  OutputFile output(options.output.path);
  const Customers customers = load_customers(
      files, options.input, measure_options(options.input, scheme.metrics, options.group.by));
  const CustomerTable& table = customers.table;

  // Customers that came with segments keep them.
  std::optional<Segmentation> segmentation;
  if (carried_column(table, CustomerColumn::segment) == nullptr) {
    warn_of_unused_groups(table, options.group);
    segmentation = segment_customers(table, scheme, options.group.min_group);
  } else if (!options.group.by.empty()) {
    throw UsageError(
        "--by: the input has segments, which cluster keeps (hint: give --by to segment)");
  }
  const Clustering clustering = cluster_customers(table, how);
  if (clustering.choice) log_choice(*clustering.choice);
  const ValueTiers tiers = value_tiers(table, scheme.tiers);
  const std::optional<double> silhouette = clustering.quality.silhouette;
  log_info(fmt::format("k = {}, seed {}, inertia {:.6f}{}", clustering.options.k,
                       clustering.options.seed, clustering.kmeans.inertia,
                       silhouette ? fmt::format(", silhouette {:.4f}", *silhouette) : ""));
  write_customers(table,
                  {.segmentation = segmentation ? &*segmentation : nullptr,
                   .clustering = &clustering,
                   .tiers = &tiers},
                  output_format(options.output), text_style(options.output), output.stream());
  output.finish();
  output.publish();
}

}  // namespace

Command add_cluster(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("cluster", "Group customers with k-means, and name their value tiers");
  add_input_options(*command, options->input);
  add_output_options(*command, options->output, "csv");
  add_scheme_options(*command, options->scheme);
  add_group_options(*command, options->group);
  add_cluster_options(*command, options->cluster);
  add_verbosity_options(*command);
  command->footer(
      "Examples:\n"
      "  rfmseg cluster online_retail.csv --k 5 -o clusters.csv\n"
      "  rfmseg cluster online_retail.csv --k auto --k-range 2:8 --k-by gap\n"
      "  rfmseg segment orders.csv | rfmseg cluster --format table");
  return {command, [options] { run(*options); }};
}

}  // namespace rfmseg::cli
