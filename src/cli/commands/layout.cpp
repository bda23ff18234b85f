#include "rfmseg/layout/layout.hpp"

#include <fmt/core.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/commands/writing.hpp"
#include "cli/error_text.hpp"
#include "report/number_text.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/inspect/inspection.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/output_file.hpp"

namespace rfmseg::cli {
namespace {

void list_layouts(std::ostream& out) {
  Table table{
      {{"Layout", Align::left}, {"Reads", Align::left}, {"Where the export is", Align::left}}, {}};
  for (const std::string& name : layout_names()) {
    const Layout layout = load_layout(name);
    table.rows.push_back({{name, layout.title,
                           layout.advice.empty() ? layout.where : "cannot be used: no customers"}});
  }
  render_text({table}, {}, out);
}

/// The values by which rows of the file do not count, and those that the layout lacks.
void check_values(const InspectedTransactions& found, const std::string& layout,
                  Document& document) {
  const auto& dropped = found.ledger.details(RowReason::not_counted);
  if (!dropped.empty()) {
    Table table{{{"Does not count", Align::left}, {"Rows"}, {"Worth"}, {"In layout"}}, {}};
    for (const auto& [value, rows] : dropped) {
      const bool known = !found.source.unknown.contains(value);
      table.rows.push_back({{value, count_text(static_cast<std::int64_t>(rows.rows)),
                             money_text(rows.amount), known ? "yes" : "no"}});
    }
    document.push_back(std::move(table));
  }
  document.push_back(Paragraph{
      found.source.unknown.empty()
          ? fmt::format("Layout {} lists every value of the file.", layout)
          : fmt::format("Layout {} does not list {}: add each to count or to leave_out.", layout,
                        counted(static_cast<std::int64_t>(found.source.unknown.size()), "value"))});
}

/// Returns whether the file can be read by the layout.
bool check_file(const Layout& layout, const std::string& path, Document& document) {
  CleaningOptions options;
  options.load.layout.layout = layout.name;
  const Inspection inspection = inspect_file(path, {}, options);
  if (inspection.transactions) {
    const InspectedTransactions& found = *inspection.transactions;
    document.push_back(Paragraph{
        fmt::format("{}: {} of {} kept, {}, {}.", inspection.file,
                    count_text(static_cast<std::int64_t>(found.ledger[RowReason::kept].rows)),
                    counted(static_cast<std::int64_t>(found.ledger.total().rows), "row"),
                    counted(static_cast<std::int64_t>(found.orders.number), "order"),
                    counted(static_cast<std::int64_t>(found.customers.number), "customer"))});
    Ledger::Entry returns = found.ledger[RowReason::subtracted];
    returns += found.ledger[RowReason::subtracted_return];
    if (returns.rows > 0) {
      document.push_back(Paragraph{fmt::format(
          "Returns to subtract: {} worth {}. An analysis drops customers with no net spend.",
          counted(static_cast<std::int64_t>(returns.rows), "row"), money_text(returns.amount))});
    }
    document.push_back(
        Paragraph{fmt::format("Columns: {}.", describe_columns(found.source.columns))});
    check_values(found, layout.name, document);
    for (const Message& warning : found.source.warnings) {
      document.push_back(Paragraph{fmt::format("Check: {}.", warning.text(option_of))});
    }
  }
  if (inspection.question) {
    document.push_back(Paragraph{fmt::format("Error: {}.", inspection.question->text(option_of))});
  }
  return !inspection.question;
}

/// Returns the files that cannot be read by the layout.
std::vector<std::string> check_layout(const std::string& name,
                                      const std::vector<std::string>& paths, std::ostream& out) {
  const Layout layout = load_layout(name);
  Document document;
  document.push_back(
      Paragraph{fmt::format("{}: {}{}.", layout.name, layout.title,
                            layout.measures.empty() ? "" : ". Measures: " + layout.measures)});
  if (layout.match.empty()) {
    document.push_back(
        Paragraph{"It has no match, so no file is recognised by it: select it with --layout."});
  }
  std::vector<std::string> failed;
  for (const std::string& path : expand_paths(paths)) {
    if (!check_file(layout, path, document)) failed.push_back(path);
  }
  render_text(document, {}, out);
  return failed;
}

void run_check(const std::string& name, const std::vector<std::string>& paths) {
  OutputFile output("-");
  const std::vector<std::string> failed = check_layout(name, paths, output.stream());
  output.finish();
  if (!failed.empty()) {
    throw DataError({failed.front()}, fmt::format("cannot be read by layout {}", name));
  }
}

}  // namespace

Command layout_command() {
  const auto name = std::make_shared<std::string>();
  const auto files = std::make_shared<std::vector<std::string>>();
  const Options layout = {Option("LAYOUT", name.get(), "NAME|FILE",
                                 "Name of a layout, or a TOML file",
                                 {.required = true, .role = FileRole::layout})};
  return {
      .name = "layout",
      .description = "List, show and check layouts, which define what the rows of an export mean",
      .footer =
          "Examples:\n"
          "  rfmseg layout list\n"
          "  rfmseg layout show shopify > my-shop.toml\n"
          "  rfmseg layout check my-shop.toml orders.csv",
      .commands = {
          {.name = "list",
           .description = "List the built-in layouts, and where to find each export",
           .run = writing([](std::ostream& out) { list_layouts(out); })},
          {.name = "show",
           .description = "Print the file of a layout, e.g. as a starting point for your own",
           .options = layout,
           .footer = "Example:\n  rfmseg layout show shopify > my-shop.toml",
           .run = writing([name](std::ostream& out) { out << layout_text(*name); })},
          {.name = "check",
           .description = "Check a layout, and list the values of a file that it lacks",
           .options =
               joined({layout,
                       {Option("INPUT", files.get(), "FILE", "Files to check against the layout",
                               {.role = FileRole::input})}}),
           .footer = "Example:\n  rfmseg layout check my-shop.toml orders.csv",
           .run = [name, files](const Invocation&, RunSummary&) { run_check(*name, *files); }}}};
}

}  // namespace rfmseg::cli
