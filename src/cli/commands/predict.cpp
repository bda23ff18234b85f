#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command_text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/customers.hpp"
#include "cli/options/checks.hpp"
#include "cli/options/dates.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/scheme_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "cli/write_result.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/predict/customer_features.hpp"
#include "rfmseg/report/prediction_report.hpp"
#include "rfmseg/report/xlsx_report.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::cli {
namespace {

struct PredictOptions {
  InputOptions input;
  OutputOptions output;
  SchemeOptions scheme;
  ContestOptions contest;
  std::string target;
  std::optional<Timestamp> split;
  int clusters = 4;
  std::string report;

  [[nodiscard]] bool of_groups() const { return target == "segment" || target == "cluster"; }
};

/// Options that do not go together.
void check_options(const PredictOptions& options) {
  check_output(options.output);
  if (!options.of_groups()) return;
  if (!options.contest.model.empty()) {
    throw UsageError(ErrorKind::invalid_setting,
                     fmt::format("--model does not go with --target {}, whose rules are a tree",
                                 options.target));
  }
  if (!options.report.empty()) {
    throw UsageError(
        ErrorKind::invalid_setting,
        fmt::format("--report does not go with --target {} (hint: --format md)", options.target));
  }
}

/// The contests of the targets that were asked for; a model counts for those that have it.
PredictionReport hold_contests(const PredictOptions& options, const Customers& customers) {
  PredictionReport report;
  const TransactionSummary& read = *customers.transactions;
  const Timestamp split = options.split.value_or(usual_split(read.first_purchase, read.as_of));
  report.currency = read.currency();
  using enum PredictionTarget;
  for (const PredictionTarget target : {returns, spend}) {
    if (!options.target.empty() && options.target != to_string(target)) continue;
    ContestOptions how = options.contest;
    how.target = target;
    how.threads = options.input.threads;
    const std::vector<std::string> names = model_names(target);
    if (options.target.empty() && std::ranges::find(names, how.model) == names.end()) {
      how.model.clear();
    }
    report.contests.push_back(hold_contest(*customers.purchases, split, read.as_of, how));
  }
  return report;
}

GroupRules find_rules(const PredictOptions& options, const Scheme& scheme,
                      const Customers& customers) {
  const Timestamp as_of = options.split.value_or(customers.transactions->as_of);
  // A purchase at the midnight of the split is after it.
  const Timestamp until = options.split ? as_of - std::chrono::seconds(1) : as_of;
  return find_group_rules(
      *customers.purchases, until, as_of,
      {.kind = options.target == "segment" ? GroupKind::segment : GroupKind::cluster,
       .scheme = scheme,
       .clusters = options.clusters,
       .folds = options.contest.folds,
       .seed = options.contest.seed,
       .threads = options.input.threads});
}

void run_predict(const PredictOptions& options, const Invocation& invocation, RunSummary& summary) {
  check_options(options);
  const Scheme scheme = load_scheme(options.scheme);
  CustomerSource source(options.input, invocation, summary);
  source.require_transactions("predict");
  const Customers customers =
      source.load(with_features(measure_options(options.input, scheme.metrics)));

  std::vector<Output> outputs;
  const auto write = [&](const std::string& path, const auto& writer) {
    if (path.empty()) return;
    writer(outputs.emplace_back(path, summary).stream());
    outputs.back().finish();
  };
  if (options.of_groups()) {
    const GroupRules rules = find_rules(options, scheme, customers);
    write(options.output.path, [&](std::ostream& out) {
      write_result(rules, options.output, out, [&](RowWriter& rows) { write_groups(rules, rows); });
    });
  } else {
    const PredictionReport report = hold_contests(options, customers);
    write(options.report, [&](std::ostream& out) {
      write_html(report, {source.description(), command_text(invocation)}, out);
    });
    write(options.output.path, [&](std::ostream& out) {
      write_result(report, options.output, out,
                   [&](RowWriter& rows) { write_predictions(report, rows); });
    });
  }
  for (Output& output : outputs) output.publish();
}

/// The names of all models, those of both targets once.
std::string all_models() {
  std::vector<std::string> names = model_names(PredictionTarget::returns);
  for (const std::string& name : model_names(PredictionTarget::spend)) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  std::string text;
  for (const std::string& name : names) text += fmt::format("{}{}", text.empty() ? "" : "|", name);
  return text;
}

Options declare_prediction(PredictOptions& options) {
  ContestOptions& contest = options.contest;
  return in_group(
      "Prediction",
      {Option("--split", parsed(&options.split, parse_date), "DATE",
              "Learn from what was known before this date, e.g. 2011-09-09, what customers did "
              "after it [after three quarters of the time; of segments and clusters the end]"),
       Option("--target", &options.target, "returns|spend|segment|cluster",
              "What to predict: who buys again, what customers spend, or, by a few rules, their "
              "segments or clusters [returns and spend]",
              {.choices_only = true}),
       Option("--model", &contest.model, all_models(),
              "Predict with this model [the simplest that is not worse than the best]",
              {.choices_only = true}),
       Option("--folds", &contest.folds, "N", "Judge models in so many folds of the customers",
              {.show_default = true, .range = Range{2, 20}}),
       Option("--k", &options.clusters, "K", "Number of clusters, with --target cluster",
              {.show_default = true, .range = Range{2, 100}}),
       Option("--seed", &contest.seed, "N", "Seed of folds, samples and models",
              {.show_default = true, .check = require_seed})});
}

}  // namespace

Command predict_command() {
  const auto options = std::make_shared<PredictOptions>();
  return {.name = "predict",
          .description =
              "Who buys again and what customers spend: models compared, and the best "
              "one's predictions",
          .options = joined(
              {declare_prediction(*options), declare_customers(options->input),
               declare_output(options->output, "table", kFormatsWithWorkbook),
               declare_scheme(options->scheme),
               in_group("Output", {Option("--report", &options->report, "FILE.html",
                                          "Also write a page with charts",
                                          {.check = require_file, .role = FileRole::output})})}),
          .footer =
              "Examples:\n"
              "  rfmseg predict online_retail.csv\n"
              "  rfmseg predict online_retail.csv --split 2011-09-09 --report predictions.html\n"
              "  rfmseg predict orders.csv --split 2024-07-01 --format csv -o predictions.csv\n"
              "  rfmseg predict orders.csv --target segment",
          .run = [options](const Invocation& invocation, RunSummary& summary) {
            run_predict(*options, invocation, summary);
          }};
}

}  // namespace rfmseg::cli
