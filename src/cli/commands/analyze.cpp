#include <fmt/core.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command_text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/customers.hpp"
#include "cli/error_text.hpp"
#include "cli/file_name.hpp"
#include "cli/log.hpp"
#include "cli/open_page.hpp"
#include "cli/options/carry_option.hpp"
#include "cli/options/checks.hpp"
#include "cli/options/cluster_options.hpp"
#include "cli/options/group_options.hpp"
#include "cli/options/model_options.hpp"
#include "cli/options/outlook_options.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/page_options.hpp"
#include "cli/options/scheme_options.hpp"
#include "cli/output.hpp"
#include "cli/reading_log.hpp"
#include "cli/saved_run.hpp"
#include "cli/segment_lists.hpp"
#include "cli/write_result.hpp"
#include "real_path.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/predict/customer_features.hpp"
#include "rfmseg/report/analysis.hpp"
#include "rfmseg/report/analysis_files.hpp"
#include "rfmseg/report/analysis_folder.hpp"
#include "rfmseg/report/analysis_report.hpp"
#include "rfmseg/report/html_report.hpp"
#include "rfmseg/report/xlsx_report.hpp"

namespace rfmseg::cli {
namespace {

struct AnalyzeOptions {
  InputOptions input;
  OutputOptions output;
  ClusterOptions cluster;
  SchemeOptions scheme;
  GroupOptions group;
  std::string directory;
  std::string report;
  bool full = false;
  bool open = false;
  std::string segments_dir;
  std::string title;
  SaveRunOptions save_run;
  std::string model;
  OutlookOptions outlook;
};

/// Writes the files of `--out`, of which none appears yet.
void write_folder(const Analysis& analysis, const HtmlOptions& html, const TextStyle& style,
                  AnalysisFolder& folder) {
  const std::string obstacle = xlsx_obstacle(analysis);
  if (!obstacle.empty()) log_warning(fmt::format("analysis.xlsx was not written: {}", obstacle));
  for (const auto& [name, write] : analysis_files(analysis, html, style)) write(folder.add(name));
  folder.finish();
}

/// Whether a file is to be in the folder.
bool is_in(const std::string& folder, const std::string& file) {
  if (file.empty()) return false;
  const auto same = std::filesystem::path(folder) / std::filesystem::path(file).filename();
  return real_path(file) == real_path(same.string());
}

/// Whether fingerprints and months are shown anywhere: they take time while rows are read.
bool shows_all(const AnalyzeOptions& options) {
  return options.output.format == "json" || options.output.format == kHtml ||
         !options.directory.empty() || !options.report.empty();
}

/// The file with the page; empty if none is written.
std::string page_of(const AnalyzeOptions& options) {
  if (!options.report.empty()) return options.report;
  if (options.output.format == kHtml && options.output.path != "-") return options.output.path;
  return options.directory.empty() ? "" : options.directory + "/report.html";
}

void check_page_options(const AnalyzeOptions& options) {
  if (!options.title.empty() && page_of(options).empty()) {
    throw UsageError("--title: there is no page to have it (hint: --report FILE.html)");
  }
  if (options.open && page_of(options).empty()) {
    throw UsageError("--open: there is no page to open (hint: --report FILE.html)");
  }
}

void check_outlook(const AnalyzeOptions& options) {
  const OutlookOptions& outlook = options.outlook;
  if (outlook.split && !outlook.validation && !outlook.lifetimes && !outlook.predictions) {
    throw UsageError("--split requires --with validate, --with clv or --with predict");
  }
  const bool grouped = !options.group.by.empty();
  if (grouped && (outlook.trend || outlook.validation)) {
    throw UsageError(
        "--with trend and --with validate score all customers together (hint: omit --by)");
  }
}

/// All that --out may write or remove.
std::vector<std::string> folder_files() {
  std::vector<std::string> names(kAnalysisFiles.begin(), kAnalysisFiles.end());
  names.insert(names.end(), kOptionalAnalysisFiles.begin(), kOptionalAnalysisFiles.end());
  return names;
}

OutlookOptions outlook_options(const AnalyzeOptions& options, const KMeansOptions& kmeans) {
  OutlookOptions outlook = options.outlook;
  outlook.clusters = kmeans.k;
  outlook.seed = kmeans.seed;
  outlook.threads = kmeans.threads;
  return outlook;
}

/// Whether the input is there for another command.
bool can_be_read_again(const InputOptions& input) {
  if (!input.store.empty()) return true;
  return !input.paths.empty() && std::ranges::find(input.paths, "-") == input.paths.end();
}

/// The customer with the highest revenue.
std::string_view best_customer(const CustomerTable& table) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < table.size(); ++i) {
    if (table.revenue(i) > table.revenue(best)) best = i;
  }
  return table.ids[best];
}

/// What to do after the main result.
void describe_next(const Analysis& analysis, const AnalyzeOptions& options,
                   const Invocation& invocation, Document& document) {
  std::string next = "Next: --full shows every table";
  if (options.report.empty() && options.directory.empty()) {
    next += ", --report report.html writes a page with charts";
  }
  if (can_be_read_again(options.input)) {
    document.push_back(Paragraph{next + ", and explain shows why a customer is in its segment:"});
    document.push_back(CommandLine{other_command_text(invocation, "explain", "--customer",
                                                      std::string(best_customer(analysis.table)))});
  } else {
    document.push_back(Paragraph{next + '.'});
  }
}

/// The main result. A terminal also shows what to do next, and its warnings are there already.
Document brief_document(const Analysis& analysis, const AnalyzeOptions& options,
                        const Invocation& invocation) {
  const bool terminal = text_style(options.output).terminal;
  const bool warned = terminal && !is_quiet() && ::isatty(STDERR_FILENO) == 1;
  Document document = describe_briefly(analysis, !warned);
  if (terminal) describe_next(analysis, options, invocation, document);
  return document;
}

void log_outputs(std::vector<std::string> paths) {
  std::erase_if(paths, [](const std::string& path) { return path.starts_with("/dev/"); });
  if (!paths.empty()) log_info(fmt::format("wrote {}", fmt::join(paths, ", ")));
}

void run_analyze(const AnalyzeOptions& options, const Invocation& invocation, RunSummary& summary) {
  check_output(options.output);
  check_page_options(options);
  check_outlook(options);
  check_save_run(options.save_run, options.input);
  std::optional<Model> model;
  if (!options.model.empty()) model = load_model(options.model);
  ClusteringOptions clustering =
      clustering_options(options.cluster, invocation, options.input.threads);
  if (model) clustering.features = model->features;
  const Scheme scheme =
      model ? frozen_scheme(model->segments, options.model) : load_scheme(options.scheme);
  SegmentLists lists(options.segments_dir, scheme, summary);
  const bool in_full = shows_all(options);
  CustomerSource source(options.input, invocation, summary, in_full);
  const bool folder_waits = waits_for_as_of(options.directory);
  std::optional<AnalysisFolder> folder;
  if (!options.directory.empty() && !folder_waits) {
    const std::string directory = file_name(options.directory);
    folder.emplace(directory);
    if (is_in(directory, options.output.path) || is_in(directory, options.report)) folder->make();
  }
  Output output(options.output.path, summary);
  std::optional<Output> report;
  if (!options.report.empty()) report.emplace(options.report, summary);
  MeasureOptions measure = measure_options(options.input, scheme.metrics, options.group.by);
  measure.count_products = clustering.features.has(Feature::products);
  measure.sum_months = in_full;
  measure.measure_dropped_returns = true;
  measure.keep_purchases = options.outlook.any();
  if (options.outlook.predictions) measure = with_features(std::move(measure));
  Customers customers = source.load(measure);
  warn_of_unused_groups(customers.table, options.group);
  require_orders(clustering.features, customers, scheme.metrics);
  Analysis analysis = rfmseg::analyze(
      std::move(customers),
      {scheme, clustering, options.group.by, options.group.min_group, model ? &*model : nullptr,
       options.model, outlook_options(options, clustering.kmeans)});
  log_doubts(analysis.warnings);
  if (model) log_drift(analysis.model->drift, options.model);

  const HtmlOptions html{.source = source.description(),
                         .command = command_text(invocation),
                         .title = options.title,
                         .setting_names = option_of};
  if (folder_waits) {
    const std::string directory = file_name(options.directory, summary.as_of);
    summary.run_files.claim_late(options.directory, directory);
    folder.emplace(directory);
  }
  if (folder) write_folder(analysis, html, text_style(options.output), *folder);
  if (report) {
    write_html(analysis, html, report->stream());
    report->finish();
  }
  if (options.output.format == kHtml) {
    write_html(analysis, html, output.stream());
  } else if (options.output.format == "table" && !options.full) {
    render_text(brief_document(analysis, options, invocation), text_style(options.output),
                output.stream());
  } else {
    write_result(analysis, options.output, output.stream(),
                 [&](RowWriter& rows) { write_segment_summary(analysis, rows); });
  }
  lists.write(analysis.table, customer_results(analysis), text_style(options.output));
  output.finish();
  if (folder) {
    const std::vector<std::string> paths = folder->paths();
    folder->publish();
    summary.outputs.insert(summary.outputs.end(), paths.begin(), paths.end());
  }
  lists.publish();
  if (report) report->publish();
  output.publish();
  log_outputs(summary.outputs);
  // Last, so that no run is recorded whose files did not appear.
  save_run(options.save_run, options.input,
           {invocation, analysis.table, customer_results(analysis), options.model});
  if (options.open) open_page(file_name(page_of(options), summary.as_of));
}

}  // namespace

Command analyze_command() {
  const auto options = std::make_shared<AnalyzeOptions>();
  return {
      .name = "analyze",
      .description = "Full report: data quality, distributions, segments, clusters and value tiers",
      .options = joined(
          {declare_customers(options->input),
           declare_output(options->output, "table", kFormatsWithPage),

           in_group(
               "Output",
               {Option(
                    "--out", &options->directory, "DIR",
                    "Also write all results to this folder: report.html, analysis.xlsx, "
                    "analysis.json, segments.csv, segment_summary.csv, clusters.csv, ledger.csv, "
                    "k_choice.csv (with --k auto) and the files of --with",
                    {.check = require_folder, .role = FileRole::folder, .files = folder_files()}),
                Option("--full", &options->full, "",
                       "Show every table, not only the main result; the other formats always have "
                       "all"),
                Option("--report", &options->report, "FILE.html",
                       "Also write a self-contained HTML report with charts",
                       {.check = require_page, .role = FileRole::output}),
                Option("--open", &options->open, "", "Open the report when it is written"),
                title_option(options->title, "")}),
           declare_segments_dir(options->segments_dir), declare_carry(options->input),
           declare_outlook(options->outlook), declare_scheme(options->scheme),
           declare_groups(options->group), declare_clusters(options->cluster),
           declare_model(options->model,
                         "Use the segments, clusters and value tiers of this model (see rfmseg "
                         "fit) instead of computing new ones"),
           declare_save_run(options->save_run)}),
      .most_used = {"--report", "--out", "--as-of"},
      .footer =
          "Examples:\n"
          "  rfmseg analyze online_retail.csv\n"
          "  rfmseg analyze online_retail.csv --report report.html\n"
          "  rfmseg analyze online_retail.csv --with cohorts,clv --report report.html\n"
          "  rfmseg analyze online_retail.csv --out results -o report.md\n"
          "  rfmseg analyze online_retail.csv --as-of 2011-12-11 --returns net\n"
          "--format csv writes the segment table, json all results, xlsx a workbook, html a page.",
      .run = [options](const Invocation& invocation, RunSummary& summary) {
        run_analyze(*options, invocation, summary);
      }};
}

}  // namespace rfmseg::cli
