#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "clean/cleaning_run.hpp"
#include "clean/order_versions.hpp"
#include "cli/commands/commands.hpp"
#include "cli/error_text.hpp"
#include "cli/input_files.hpp"
#include "cli/options/input_options.hpp"
#include "cli/options/output_options.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/reading_log.hpp"
#include "cli/run_summary.hpp"
#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/columns.hpp"
#include "load/transaction.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

struct CleanOptions {
  InputOptions input;
  OutputOptions output;
  std::string rejects;
};

/// Rows of cells that are gathered block by block and written in the order of the file.
class RowQueue {
 public:
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

  void write_to(RowWriter& writer, Output& output) {
    for (const auto& cells : rows_) writer.row(cells);
    rows_.clear();
    if (!output.stream()) output.finish();  // throws with the reason; no use in reading on
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

/// A destination with its writer.
struct RowOutput {
  RowOutput(const std::string& path, RunSummary& summary) : file(path, summary) {}
  Output file;
  std::unique_ptr<RowWriter> rows;
};

/// Hands one worker's rows to the outputs that all workers share.
class CleaningSink final : public RowSink {
 public:
  CleaningSink(const std::string& file, const std::vector<std::size_t>& order, RowOutput& kept,
               RowOutput* rejects)
      : file_(file), order_(order), kept_(kept), rejects_(rejects) {}

  void kept(const Transaction&, const RowReader& row) override { keep(row); }
  /// Kept, too: the stage that measures the customers subtracts it.
  void subtracted(RowReason, const Transaction&, const RowReader& row) override { keep(row); }
  void dropped(RowReason reason, const Transaction&, const RowReader& row) override {
    reject(reason, {}, row);
  }
  void unreadable(RowReason reason, const BadRow& bad, const RowReader& row) override {
    reject(reason, bad.message.text(option_of), row);
  }

  void end_block() override {
    kept_rows_.write_to(*kept_.rows, kept_.file);
    if (rejects_ != nullptr) rejected_rows_.write_to(*rejects_->rows, rejects_->file);
  }

 private:
  void keep(const RowReader& row) {
    std::vector<std::string> cells;
    cells.reserve(order_.size());
    for (const std::size_t position : order_) cells.emplace_back(row.column(position));
    kept_rows_.add(std::move(cells));
  }

  void reject(RowReason reason, std::string_view detail, const RowReader& row) {
    if (rejects_ == nullptr) return;
    rejected_rows_.add({file_, std::to_string(row.line()), std::string(reason_key(reason)),
                        std::string(detail), std::string(row.raw_record())});
  }

  const std::string& file_;
  const std::vector<std::size_t>& order_;
  RowOutput& kept_;
  RowOutput* rejects_;
  RowQueue kept_rows_;
  RowQueue rejected_rows_;
};

/// Where another `file` has each of the first file's columns.
std::vector<std::size_t> column_order(const InputFiles& files, const CsvFile& file) {
  std::vector<std::size_t> order;
  for (const std::string& name : files.first_header()) {
    const auto found = std::ranges::find_if(file.header(), [&](const std::string& other) {
      return plain_name(other) == plain_name(name);
    });
    if (found == file.header().end() || file.header().size() != files.first_header().size()) {
      throw DataError(
          fmt::format("{}: its columns differ from those of the first file: {} (hint: clean files "
                      "with different columns one at a time)",
                      file.name(), listed(files.first_header())));
    }
    order.push_back(static_cast<std::size_t>(found - file.header().begin()));
  }
  return order;
}

std::vector<RowColumn> text_columns(const std::vector<std::string>& names) {
  std::vector<RowColumn> columns;
  for (const std::string& name : names) columns.push_back({name, RowColumn::Kind::text});
  return columns;
}

/// Throws UsageError if rows mean nothing without those above them, which may not be kept.
void require_whole_rows(const CsvFile& file, const LayoutOptions& options) {
  const Layout layout = choose_layout(file.name(), file.header(), options);
  if (layout.fill_down.empty()) return;
  throw UsageError({file.name()},
                   fmt::format("layout {} fills rows from the rows above them, which clean may "
                               "drop (hint: pass the file itself to the next command)",
                               layout.name));
}

/// Reads nothing but which file has the newest version of each order.
class NoSink final : public RowSink {
 public:
  void kept(const Transaction&, const RowReader&) override {}
};

/// Which file has the newest version of each order; null if that decides nothing, or the files can
/// be read only once. Rows are written as they are read, so it has to be known before.
std::shared_ptr<const NewestOrders> find_newest_orders(InputFiles& files,
                                                       const CleaningOptions& options,
                                                       unsigned threads) {
  const Layout layout =
      choose_layout(files.description(), files.first_header(), options.load.layout);
  if (files.size() < 2 || !layout.restates_orders || !files.can_be_reopened()) return nullptr;
  CleaningRun run(options, {.stock_code = false, .country = false, .other_columns = false});
  NoSink sink;
  const std::vector<RowSink*> sinks(std::max(threads, 1U), &sink);
  for (std::size_t i = 0; i < files.size(); ++i) run.read(*files.open(i), sinks);
  files.begin_again();
  return run.newest_orders();
}

void run_clean(const CleanOptions& options, RunSummary& summary) {
  CleaningOptions cleaning = options.input.cleaning;
  const std::unique_ptr<InputFiles> inputs = open_inputs(options.input);
  InputFiles& files = *inputs;
  require_transactions(files, cleaning.load.columns, "clean");

  cleaning.find_shared_orders = files.size() > 1;
  const auto newest_orders = find_newest_orders(files, cleaning, options.input.threads);
  if (cleaning.rules.as_of) summary.as_of = to_string(*cleaning.rules.as_of);
  RowOutput kept(options.output.path, summary);
  kept.rows = row_writer(options.output, kept.file.stream());
  kept.rows->begin(text_columns(files.first_header()));
  std::optional<RowOutput> rejects;
  if (!options.rejects.empty()) {
    rejects.emplace(options.rejects, summary);
    rejects->rows =
        make_row_writer(Format::csv, text_style(options.output), rejects->file.stream());
    rejects->rows->begin(text_columns({"file", "line", "reason", "detail", "record"}));
  }

  CleaningRun cleaning_run(cleaning);
  cleaning_run.set_newest_orders(newest_orders);
  {
    const Progress progress(files);
    for (std::size_t i = 0; i < files.size(); ++i) {
      const auto file = files.open(i);
      require_whole_rows(*file, cleaning.load.layout);
      // Of the first file every column is at its own place, also when names repeat.
      std::vector<std::size_t> order(file->header().size());
      std::iota(order.begin(), order.end(), std::size_t{0});
      if (i > 0) order = column_order(files, *file);
      std::vector<std::unique_ptr<CleaningSink>> sinks;
      std::vector<RowSink*> sink_pointers;
      for (unsigned worker = 0; worker < options.input.threads; ++worker) {
        sinks.push_back(std::make_unique<CleaningSink>(file->name(), order, kept,
                                                       rejects ? &*rejects : nullptr));
        sink_pointers.push_back(sinks.back().get());
      }
      cleaning_run.read(*file, sink_pointers);
    }
  }
  cleaning_run.finish();
  const Ledger& ledger = cleaning_run.ledger();
  log_layouts(cleaning_run.files());
  log_files(cleaning_run.files());
  log_bad_rows(ledger, cleaning_run.first_errors());
  log_kept(ledger);
  summary.files = files.size();
  summary.rows = ledger.total().rows;
  summary.rows_kept = ledger[RowReason::kept].rows;

  kept.rows->end();
  kept.file.finish();
  if (rejects) {
    rejects->rows->end();
    rejects->file.finish();
    rejects->file.publish();
  }
  kept.file.publish();
}

}  // namespace

Command clean_command() {
  const auto options = std::make_shared<CleanOptions>();
  return {
      .name = "clean",
      .description = "Drop rows that cannot be used, and report why each was dropped",
      .options = joined(
          {declare_input(options->input), declare_filter_output(options->output),
           in_group(
               "Output",
               {Option(
                   "--rejects", &options->rejects, "FILE",
                   "Write dropped rows unchanged to this file (CSV), with file, line and reason",
                   {.role = FileRole::output})})}),
      .most_used = {"--rejects", "--output", "--exclude-stock-codes"},
      .footer =
          "Examples:\n"
          "  rfmseg clean raw.csv --rejects dropped.csv -o clean.csv\n"
          "  rfmseg clean raw.csv --exclude-stock-codes POST,DOT,M | rfmseg analyze",
      .run = [options](const Invocation&, RunSummary& summary) { run_clean(*options, summary); }};
}

}  // namespace rfmseg::cli
