#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/error_text.hpp"
#include "cli/input_files.hpp"
#include "cli/log.hpp"
#include "cli/options/input_options.hpp"
#include "cli/options/output_options.hpp"
#include "cli/output.hpp"
#include "cli/run_summary.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/inspect/inspection.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/inspection_report.hpp"

namespace rfmseg::cli {
namespace {

struct InspectOptions {
  InputOptions input;
  OutputOptions output;
  std::uint64_t rows = 0;
};

InspectedFile inspect(const std::string& path, const InspectOptions& options,
                      const Invocation& invocation) {
  CsvOptions csv = options.input.csv;
  if (options.rows > 0) csv.most_rows = options.rows;
  InspectedFile file{inspect_file(path, csv, options.input.cleaning)};
  file.command = analyze_text(invocation, path);
  if (file.inspection.question) {
    for (const Proposal& proposal : file.inspection.question->proposals()) {
      file.answers.push_back(
          analyze_text(invocation, path, option_of(proposal.setting), proposal.value));
    }
  }
  return file;
}

/// Logs all errors but the last, which it throws.
[[noreturn]] void fail(const std::vector<DataError>& failures) {
  for (std::size_t i = 0; i + 1 < failures.size(); ++i) log_error(error_text(failures[i]));
  throw failures.back();
}

void run_inspect(const InspectOptions& options, const Invocation& invocation, RunSummary& summary) {
  const std::vector<std::string> given = paths_or_stdin(options.input);
  require_piped(given);
  Output output(options.output.path, summary);
  InspectionReport report;
  std::uint64_t rows = 0;
  std::vector<DataError> failures;
  for (const std::string& path : expand_paths(given)) {
    try {
      report.files.push_back(inspect(path, options, invocation));
      rows += report.files.back().inspection.rows;
    } catch (const DataError& error) {
      failures.push_back(error);
    }
  }
  if (report.files.empty()) fail(failures);
  summary.files = report.files.size();
  summary.rows = rows;
  const Format format = output_format(options.output);
  if (format == Format::json) {
    write_json(report, option_of, output.stream());
  } else if (format == Format::markdown) {
    render_markdown(describe(report, option_of), output.stream());
  } else {
    render_text(describe(report, option_of), text_style(options.output), output.stream());
  }
  output.finish();
  output.publish();
  if (!failures.empty()) fail(failures);
}

}  // namespace

Command inspect_command() {
  const auto options = std::make_shared<InspectOptions>();
  return {
      .name = "inspect",
      .description = "Show how a file would be read: columns, dates, amounts, and what to check",
      .options =
          joined({declare_files(options->input), declare_as_of(options->input),
                  declare_cleaning(options->input),
                  in_group("Reading", {Option("--rows", &options->rows, "N",
                                              "Read only the first N rows of each file [all]",
                                              {.range = Range{1, 1e18}})}),
                  declare_output(options->output, "table", kFormatsWithoutRows)}),
      .most_used = {"--columns", "--date-format", "--rows"},
      .footer =
          "Examples:\n"
          "  rfmseg inspect orders.csv\n"
          "  rfmseg inspect exports/*.csv --rows 1000\n"
          "  rfmseg inspect orders.csv --columns customer=Kunde --format json",
      .run = [options](const Invocation& invocation, RunSummary& summary) {
        run_inspect(*options, invocation, summary);
      }};
}

}  // namespace rfmseg::cli
