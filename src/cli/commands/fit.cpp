#include <fmt/core.h>

#include <memory>
#include <optional>

#include "cli/clustering_log.hpp"
#include "cli/commands/commands.hpp"
#include "cli/customers.hpp"
#include "cli/log.hpp"
#include "cli/options/cluster_options.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/scheme_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "report/number_text.hpp"
#include "rfmseg/model/model.hpp"

namespace rfmseg::cli {
namespace {

struct FitOptions {
  InputOptions input;
  std::string output = "-";
  ClusterOptions cluster;
  std::string scheme = "classic";
};

void run_fit(const FitOptions& options, const Invocation& invocation, RunSummary& summary) {
  const ClusteringOptions how =
      clustering_options(options.cluster, invocation, options.input.threads);
  require_kept(how.features.transform);
  const Scheme scheme = rfmseg::load_scheme(options.scheme);
  CustomerSource source(options.input, invocation, summary);
  Output output(options.output, summary);
  MeasureOptions measure = measure_options(options.input, scheme.metrics);
  measure.count_products = how.features.has(Feature::products);
  const Customers customers = source.load(measure);
  require_orders(how.features, customers, scheme.metrics);
  const Clustering clustering = cluster_customers(customers.table, how);
  log_clustering(clustering);
  const Model model =
      make_model(customers.table, scheme.metrics, clustering,
                 value_tiers(customers.table, scheme.tiers, how.kmeans.threads),
                 freeze_segments(customers.table, scheme.scoring, scheme_text(options.scheme)));
  for (std::size_t c = 0; c < model.clusters.size(); ++c) {
    log_info(
        fmt::format("cluster {}: {}, {}", c + 1,
                    counted(static_cast<std::int64_t>(model.clusters[c].customers), "customer"),
                    model.clusters[c].name));
  }
  write_model(model, output.stream());
  output.finish();
  output.publish();
}

}  // namespace

Command fit_command() {
  const auto options = std::make_shared<FitOptions>();
  return {
      .name = "fit",
      .description =
          "Save a model of segments, clusters and value tiers, for --model of other commands",
      .options =
          joined({declare_customers(options->input), declare_output_path(options->output),
                  declare_scheme_name(options->scheme,
                                      "Scheme of metrics, segments and value tiers: the name of a "
                                      "preset (see rfmseg scheme list) or a TOML file"),
                  declare_clusters(options->cluster)}),
      .most_used = {"--output", "--k", "--scheme"},
      .footer =
          "Examples:\n"
          "  rfmseg fit online_retail.csv --k 5 -o model.json\n"
          "  rfmseg segment new_orders.csv --model model.json | rfmseg cluster --model model.json",
      .run = [options](const Invocation& invocation, RunSummary& summary) {
        run_fit(*options, invocation, summary);
      }};
}

}  // namespace rfmseg::cli
