#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/command_text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/customers.hpp"
#include "cli/log.hpp"
#include "cli/options/checks.hpp"
#include "cli/options/dates.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/page_options.hpp"
#include "cli/options/scheme_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "cli/write_result.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/predict/customer_features.hpp"
#include "rfmseg/predict/prediction_model.hpp"
#include "rfmseg/report/prediction_report.hpp"
#include "rfmseg/report/xlsx_report.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/frozen_segments.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

/// The names of all models, those of both targets once.
const std::vector<std::string>& all_models() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> names = model_names(PredictionTarget::returns);
    for (const std::string& name : model_names(PredictionTarget::spend)) {
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return names;
  }();
  return all;
}

struct PredictOptions {
  InputOptions input;
  OutputOptions output;
  SchemeOptions scheme;
  PredictionOptions prediction;
  std::string target;
  int clusters = 4;
  std::string report;
  std::string title;
  std::string saved_model;

  [[nodiscard]] bool of_groups() const { return target == "segment" || target == "cluster"; }
  /// Whether --model is a file rather than the name of a model.
  [[nodiscard]] bool by_file() const {
    return !prediction.model.empty() &&
           std::ranges::find(all_models(), prediction.model) == all_models().end();
  }
};

[[noreturn]] void refuse(std::string_view option, const std::string& why) {
  throw UsageError(ErrorKind::invalid_setting,
                   fmt::format("{} cannot be used with {}", option, why));
}

/// Throws if it is not a file, like a misspelt name of a model.
void require_model(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) return;
  throw UsageError(fmt::format("--model: no such file or model: '{}' (models: {})", printable(path),
                               fmt::join(all_models(), ", ")));
}

/// Options that do not go together.
void check_options(const PredictOptions& options, const Invocation& invocation) {
  check_output(options.output);
  if (options.of_groups()) {
    const std::string target = fmt::format("--target {}", options.target);
    if (!options.prediction.model.empty()) refuse("--model", target + ", which always fits a tree");
    if (!options.report.empty()) refuse("--report", target + " (hint: --format md)");
    if (!options.saved_model.empty()) refuse("--save-model", target);
  } else if (options.by_file()) {
    require_model(options.prediction.model);
    const std::string file =
        fmt::format("the saved model {}, which already has this setting", options.prediction.model);
    for (const char* option : {"--split", "--target", "--folds", "--k", "--seed"}) {
      if (is_given(invocation, option)) refuse(option, file);
    }
    const std::string kept = fmt::format("the saved model {}", options.prediction.model);
    if (!options.report.empty()) refuse("--report", kept + " (hint: --format md)");
    if (!options.saved_model.empty()) refuse("--save-model", kept);
  }
}

GroupRules find_rules(const PredictOptions& options, const Scheme& scheme,
                      const Customers& customers) {
  const std::optional<Timestamp>& split = options.prediction.split;
  const Timestamp as_of = split.value_or(customers.transactions->as_of);
  // A purchase at the midnight of the split is after it.
  const Timestamp until = split ? as_of - std::chrono::seconds(1) : as_of;
  return find_group_rules(
      *customers.purchases, until, as_of,
      {.kind = options.target == "segment" ? GroupKind::segment : GroupKind::cluster,
       .scheme = scheme,
       .clusters = options.clusters,
       .folds = options.prediction.folds,
       .seed = options.prediction.seed,
       .threads = options.input.threads});
}

PredictionReport hold_contests(const PredictOptions& options, const Customers& customers) {
  PredictionOptions how = options.prediction;
  how.threads = options.input.threads;
  using enum PredictionTarget;
  if (!options.target.empty()) how.targets = {options.target == to_string(spend) ? spend : returns};
  return prediction_report(customers, how);
}

/// What the models of a file predict; warns if customers have changed.
ModelPredictions apply_model(const PredictOptions& options, const PredictionModel& model,
                             const Customers& customers) {
  const std::string_view currency = customers.transactions->currency();
  if (!model.currency.empty() && !currency.empty() && currency != model.currency) {
    throw DataError(fmt::format("{}: the model was fitted to amounts in {}, but these are in {}",
                                options.prediction.model, model.currency, currency));
  }
  ModelPredictions result{model, options.prediction.model,
                          predict_customers(*customers.purchases, customers.transactions->as_of,
                                            model, options.input.threads)};
  const FeatureDrift& most = result.predictions.drift.front();
  if (most.stability > kMuchDrift) {
    log_warning(
        fmt::format("{}: the population stability index of {} is {:.3f}, above {}: customers have "
                    "changed since the fit (hint: fit new models)",
                    options.prediction.model, most.name, most.stability, kMuchDrift));
  }
  return result;
}

void run_predict(const PredictOptions& options, const Invocation& invocation, RunSummary& summary) {
  check_options(options, invocation);
  std::optional<PredictionModel> model;
  if (options.by_file()) model = load_prediction_model(options.prediction.model);
  const Scheme scheme = load_scheme(options.scheme);
  CustomerSource source(options.input, invocation, summary);
  source.require_transactions("predict");
  const Customers customers =
      source.load(with_features(measure_options(options.input, scheme.metrics)));

  Outputs outputs(summary);
  if (options.of_groups()) {
    const GroupRules rules = find_rules(options, scheme, customers);
    outputs.write(options.output.path, [&](std::ostream& out) {
      write_result(rules, options.output, out, [&](RowWriter& rows) { write_groups(rules, rows); });
    });
  } else if (model) {
    const ModelPredictions result = apply_model(options, *model, customers);
    outputs.write(options.output.path, [&](std::ostream& out) {
      write_result(result, options.output, out,
                   [&](RowWriter& rows) { write_predictions(result, rows); });
    });
  } else {
    const PredictionReport report = hold_contests(options, customers);
    outputs.write(options.report, [&](std::ostream& out) {
      write_html(report,
                 {.source = source.description(),
                  .command = command_text(invocation),
                  .title = options.title},
                 out);
    });
    outputs.write(options.saved_model,
                  [&](std::ostream& out) { write_prediction_model(report.model, out); });
    outputs.write(options.output.path, [&](std::ostream& out) {
      write_result(report, options.output, out,
                   [&](RowWriter& rows) { write_predictions(report, rows); });
    });
  }
  outputs.publish();
}

Options declare_prediction(PredictOptions& options) {
  PredictionOptions& prediction = options.prediction;
  return in_group(
      "Prediction",
      {Option("--split", parsed(&prediction.split, parse_date), "DATE",
              "Learn from the data before this date, e.g. 2011-09-09, to predict what customers "
              "did after it [after three quarters of the time; for segments and clusters the end]"),
       Option("--target", &options.target, "returns|spend|segment|cluster",
              "What to predict: returns (who buys again), spend, or rules for segments or clusters "
              "[returns and spend]",
              {.choices_only = true}),
       Option("--model", &prediction.model, "NAME|FILE",
              fmt::format("Predict with this model: {}; or with a file written by --save-model "
                          "[the simplest that is not worse than the best]",
                          fmt::join(all_models(), ", ")),
              {.check = require_file, .role = FileRole::model}),
       Option("--folds", &prediction.folds, "N", "Number of folds for cross-validation",
              {.show_default = true, .range = Range{2, 20}}),
       Option("--k", &options.clusters, "K", "Number of clusters, with --target cluster",
              {.show_default = true, .range = Range{2, 100}}),
       Option("--seed", &prediction.seed, "N", "Random seed of folds, samples and models",
              {.show_default = true, .check = require_seed})});
}

}  // namespace

Command predict_command() {
  const auto options = std::make_shared<PredictOptions>();
  return {
      .name = "predict",
      .description =
          "Predict who buys again and what customers spend: compare models, use the best",
      .options =
          joined({declare_prediction(*options), declare_customers(options->input),
                  declare_output(options->output, "table", kFormatsWithWorkbook),
                  declare_scheme(options->scheme),
                  in_group("Output", {Option("--report", &options->report, "FILE.html",
                                             "Also write a self-contained HTML report with charts",
                                             {.check = require_page, .role = FileRole::output}),
                                      title_option(options->title),
                                      Option("--save-model", &options->saved_model, "FILE.json",
                                             "Also save the selected models, for --model",
                                             {.check = require_file, .role = FileRole::output})})}),
      .most_used = {"--split", "--report", "--save-model"},
      .footer =
          "Examples:\n"
          "  rfmseg predict online_retail.csv\n"
          "  rfmseg predict online_retail.csv --split 2011-09-09 --report predictions.html\n"
          "  rfmseg predict orders.csv --split 2024-07-01 --format csv -o predictions.csv\n"
          "  rfmseg predict orders.csv --save-model predictions.json\n"
          "  rfmseg predict later.csv --model predictions.json --format csv -o predictions.csv\n"
          "  rfmseg predict orders.csv --target segment",
      .run = [options](const Invocation& invocation, RunSummary& summary) {
        run_predict(*options, invocation, summary);
      }};
}

}  // namespace rfmseg::cli
