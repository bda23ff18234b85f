#include <fmt/core.h>

#include <memory>
#include <string>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/options/customer_option.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "load/ids.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/segment/segment_keys.hpp"
#include "rfmseg/store/store.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

struct HistoryOptions {
  std::string store;
  std::string customer;
  OutputOptions output;
};

void run_history(const HistoryOptions& options, RunSummary& summary) {
  const Store store(options.store, Store::Access::read);
  const std::string id(plain_id(options.customer));
  const auto history = store.history(id);
  if (history.empty()) {
    throw DataError(
        fmt::format("{}: customer '{}' not found in any run (hint: rfmseg runs --store {})",
                    options.store, printable(id), options.store));
  }
  Output output(options.output.path, summary);
  const auto rows = row_writer(options.output, output.stream());
  using Kind = RowColumn::Kind;
  std::vector<RowColumn> columns = {
      {"run", Kind::number},     {"command", Kind::text},   {"as_of", Kind::time},
      {"scheme", Kind::text},    {"recency", Kind::number}, {"frequency", Kind::number},
      {"monetary", Kind::money}, {"rfm_score", Kind::text}, {"segment", Kind::text},
      {"cluster", Kind::number}, {"value_tier", Kind::text}};
  // People have the name.
  const Format format = output_format(options.output);
  const bool has_keys = format != Format::table && format != Format::markdown;
  constexpr std::ptrdiff_t kKey = 9;
  if (has_keys) columns.insert(columns.begin() + kKey, {"segment_key", Kind::text});
  rows->begin(columns);
  for (const auto& [run, customer] : history) {
    std::vector<std::string> cells = {
        std::to_string(run.number), run.definition.command, run.definition.as_of,
        run.definition.scheme,      customer.recency,       customer.frequency,
        customer.monetary,          customer.rfm_score,     customer.segment,
        customer.cluster,           customer.value_tier};
    if (has_keys) {
      cells.insert(cells.begin() + kKey,
                   customer.segment.empty() ? "" : segment_key(customer.segment));
    }
    rows->row(cells);
  }
  rows->end();
  output.finish();
  output.publish();
}

}  // namespace

Command history_command() {
  const auto options = std::make_shared<HistoryOptions>();
  return {
      .name = "history",
      .description = "Show one customer's segment in each run recorded with --save-run",
      .options =
          joined({declare_required_store(options->store), declare_customer(options->customer),
                  declare_output(options->output, "table")}),
      .most_used = {"--store", "--customer", "--format"},
      .footer =
          "Examples:\n"
          "  rfmseg history --store shop.db --customer 12346",
      .run = [options](const Invocation&, RunSummary& summary) { run_history(*options, summary); }};
}

}  // namespace rfmseg::cli
