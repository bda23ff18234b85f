#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "cli/clustering_log.hpp"
#include "cli/command.hpp"
#include "cli/customers.hpp"
#include "cli/log.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "rfmseg/model/model.hpp"

namespace rfmseg::cli {
namespace {

struct Options {
  InputOptions input;
  std::string output = "-";
  ClusterOptions cluster;
  std::string scheme = "classic";
};

void run(const Options& options, RunSummary& summary) {
  const ClusteringOptions how = clustering_options(options.cluster, thread_count(options.input));
  require_kept(how.features.transform);
  const Scheme scheme = rfmseg::load_scheme(options.scheme);
  CustomerSource source(options.input, summary);
  Output output(options.output, summary);
  MeasureOptions measure = measure_options(options.input, scheme.metrics);
  measure.count_products = how.features.has(Feature::products);
  const Customers customers = source.load(measure);
  require_orders(customers, scheme.metrics, how.features);
  const Clustering clustering = cluster_customers(customers.table, how);
  log_clustering(clustering);
  const Model model =
      make_model(customers.table, scheme.metrics, clustering,
                 value_tiers(customers.table, scheme.tiers, how.kmeans.threads),
                 freeze_segments(customers.table, scheme.scoring, scheme_text(options.scheme)));
  for (std::size_t c = 0; c < model.clusters.size(); ++c) {
    log_info(fmt::format("cluster {}: {} customers, {}", c + 1, model.clusters[c].customers,
                         model.clusters[c].name));
  }
  write_model(model, output.stream());
  output.finish();
  output.publish();
}

}  // namespace

Command add_fit(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "fit",
      "Write a model of segments, clusters and value tiers, for analyze, segment and cluster "
      "--model");
  add_input_options(*command, options->input);
  add_store_option(*command, options->input);
  command
      ->add_option("-o,--output", options->output,
                   "Write here instead of to standard output; the file appears whole or not at all")
      ->type_name("FILE")
      ->group("Output");
  command
      ->add_option(
          "--scheme", options->scheme,
          "Take metrics, segments and value tiers of this scheme: a preset's name or a TOML "
          "file")
      ->type_name("NAME|FILE")
      ->capture_default_str()
      ->group("Segments and clusters");
  add_cluster_options(*command, options->cluster);
  command->footer(
      "Examples:\n"
      "  rfmseg fit online_retail.csv --k 5 -o model.json\n"
      "  rfmseg segment new_orders.csv --model model.json | rfmseg cluster --model model.json");
  return {command, [options](RunSummary& summary) { run(*options, summary); }};
}

}  // namespace rfmseg::cli
