#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.hpp"
#include "cli/customers.hpp"
#include "cli/log.hpp"
#include "cli/options.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/analysis.hpp"
#include "rfmseg/report/analysis_report.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/report/k_choice_report.hpp"
#include "rfmseg/report/output_file.hpp"

namespace rfmseg::cli {
namespace {

struct Options {
  InputOptions input;
  OutputOptions output;
  ClusterOptions cluster;
  SchemeOptions scheme;
  GroupOptions group;
  std::string directory;
};

void write_analysis(const Analysis& analysis, Format format, const TextStyle& style,
                    std::ostream& out) {
  switch (format) {
    case Format::table:
      render_text(describe(analysis), style, out);
      break;
    case Format::markdown:
      render_markdown(describe(analysis), out);
      break;
    case Format::csv:
      write_segment_summary(analysis, Format::csv, style, out);
      break;
    case Format::json:
      write_json(analysis, out);
      break;
  }
}

/// The files of `--out`: none appears before all are written.
std::vector<OutputFile> write_directory(const Analysis& analysis, const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) {
    throw DataError(fmt::format("{}: cannot make the folder: {}", directory, error.message()));
  }
  const TextStyle style;
  std::vector<std::pair<const char*, std::function<void(std::ostream&)>>> contents = {
      {"segments.csv",
       [&](std::ostream& out) {
         write_customers(analysis.table,
                         {&analysis.segmentation, &analysis.clustering, &analysis.tiers},
                         Format::csv, style, out, analysis.clustering.options.threads);
       }},
      {"segment_summary.csv",
       [&](std::ostream& out) { write_segment_summary(analysis, Format::csv, style, out); }},
      {"clusters.csv",
       [&](std::ostream& out) { write_cluster_summary(analysis, Format::csv, style, out); }},
      {"analysis.json", [&](std::ostream& out) { write_json(analysis, out); }},
  };
  if (analysis.transactions) {
    contents.emplace_back("ledger.csv", [&](std::ostream& out) {
      write_ledger(analysis.transactions->ledger, Format::csv, style, out);
    });
  }
  if (analysis.clustering.choice) {
    contents.emplace_back("k_choice.csv", [&](std::ostream& out) {
      write_k_choice(*analysis.clustering.choice, Format::csv, style, out);
    });
  }
  std::vector<OutputFile> files;
  for (const auto& [name, write] : contents) {
    OutputFile& file = files.emplace_back((std::filesystem::path(directory) / name).string());
    write(file.stream());
    file.finish();
  }
  return files;
}

void run(const Options& options) {
  const ClusteringOptions clustering =
      clustering_options(options.cluster, thread_count(options.input));
  const Scheme scheme = load_scheme(options.scheme);
  InputFiles files = open_inputs(options.input);
  OutputFile output(options.output.path);
  MeasureOptions measure = measure_options(options.input, scheme.metrics, options.group.by);
  measure.count_products = clustering.features.has(Feature::products);
  Customers customers = load_customers(files, options.input, measure);
  warn_of_unused_groups(customers.table, options.group);
  require_orders(customers, scheme.metrics, clustering.features);
  const Analysis analysis = rfmseg::analyze(
      std::move(customers), {scheme, clustering, options.group.by, options.group.min_group});

  std::vector<OutputFile> directory_files;
  if (!options.directory.empty()) directory_files = write_directory(analysis, options.directory);
  write_analysis(analysis, output_format(options.output), text_style(options.output),
                 output.stream());
  output.finish();
  for (OutputFile& file : directory_files) file.publish();
  output.publish();
}

}  // namespace

Command add_analyze(CLI::App& app) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "analyze", "The whole picture: ledger, distributions, segments, clusters, value tiers");
  add_input_options(*command, options->input);
  add_output_options(*command, options->output, "table");
  command
      ->add_option("--out", options->directory,
                   "Also write segments.csv, segment_summary.csv, clusters.csv, ledger.csv, "
                   "analysis.json and, with --k auto, k_choice.csv into this folder")
      ->type_name("DIR")
      ->group("Output");
  add_scheme_options(*command, options->scheme);
  add_group_options(*command, options->group);
  add_cluster_options(*command, options->cluster);
  add_verbosity_options(*command);
  command->footer(
      "With --format csv the segment table is written, with json all figures.\n"
      "Examples:\n"
      "  rfmseg analyze online_retail.csv\n"
      "  rfmseg analyze online_retail.csv --out results -o report.md --format md\n"
      "  rfmseg analyze online_retail.csv --as-of 2011-12-11 --returns net");
  return {command, [options] { run(*options); }};
}

}  // namespace rfmseg::cli
