#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/customers.hpp"
#include "cli/log.hpp"
#include "cli/options/customer_option.hpp"
#include "cli/options/group_options.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/scheme_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "cli/write_result.hpp"
#include "load/ids.hpp"
#include "nearest.hpp"
#include "report/number_text.hpp"
#include "report/other_money.hpp"
#include "rfm/carried_columns.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/explanation_report.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

struct ExplainOptions {
  InputOptions input;
  OutputOptions output;
  SchemeOptions scheme;
  GroupOptions group;
  std::string customer;
};

/// `3 cancellation worth -7.50, 1 adjustment worth 2.00`.
std::string dropped_text(const Ledger& ledger) {
  std::string text;
  for (std::size_t i = 0; i < kRowReasonCount; ++i) {
    const auto reason = static_cast<RowReason>(i);
    const Ledger::Entry& entry = ledger[reason];
    if (entry.rows == 0) continue;
    text +=
        fmt::format("{}{} {} worth {}", text.empty() ? "" : ", ", entry.rows, reason_name(reason),
                    reason == RowReason::other_currency ? other_money_text(ledger)
                                                        : to_string(entry.amount, 2));
  }
  return text;
}

/// The customer's index in the table; throws DataError with the reason if it is not
/// there.
std::size_t find_customer(const Customers& customers, const std::string& id,
                          const std::string& files) {
  const IdColumn& all = customers.table.ids;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == id) return i;
  }
  const CustomerHistory* history = customers.transactions && customers.transactions->history
                                       ? &*customers.transactions->history
                                       : nullptr;
  if (history == nullptr || history->ledger.total().rows == 0) {
    const std::vector<std::string_view> ids(all.begin(), all.end());
    constexpr std::size_t kShortestGuessed = 3;  // any other id is near to a shorter one
    const std::string guess = id.size() < kShortestGuessed ? "" : did_you_mean_in_brackets(id, ids);
    throw DataError(fmt::format("{}: customer '{}' not found among {}{}", files, printable(id),
                                counted(static_cast<std::int64_t>(all.size()), "customer"), guess));
  }
  const Ledger& ledger = history->ledger;
  if (ledger[RowReason::kept].rows > 0) {
    throw DataError(fmt::format("{}: customer '{}' has no net spend: bought {}, returned {}", files,
                                printable(id), to_string(ledger[RowReason::kept].amount, 2),
                                to_string(ledger[RowReason::subtracted].amount +
                                              ledger[RowReason::subtracted_return].amount,
                                          2)));
  }
  Ledger reasons = ledger;
  reasons.move(RowReason::subtracted, RowReason::cancellation, ledger[RowReason::subtracted]);
  reasons.move(RowReason::subtracted_return, RowReason::returned,
               ledger[RowReason::subtracted_return]);
  throw DataError(fmt::format("{}: customer '{}' has no purchases that count: {}", files,
                              printable(id), dropped_text(reasons)));
}

/// A customer table may already have the customer's segment.
void warn_of_other_segment(const CustomerTable& table, std::size_t customer,
                           const std::string& segment) {
  const TextColumn* const carried = carried_column(table, CustomerColumn::segment);
  if (carried == nullptr || (*carried)[customer] == segment) return;
  log_warning(fmt::format(
      "the input has segment '{}', but these options give '{}' (hint: --scheme, --by group)",
      printable((*carried)[customer]), segment));
}

/// What models of repeat buying expect of the customer, if they can be fitted.
void forecast(const Customers& customers, std::size_t customer, unsigned threads,
              CustomerReport& report) {
  try {
    report.lifetime = find_lifetime_of(customer, customers, {.threads = threads});
  } catch (const DataError& error) {
    report.no_lifetime = error.message();
  }
}

void run_explain(const ExplainOptions& options, const Invocation& invocation, RunSummary& summary) {
  const Scheme scheme = load_scheme(options.scheme);
  const std::string id(plain_id(options.customer));
  if (id.empty()) throw UsageError("--customer: the id is empty");
  CustomerSource source(options.input, invocation, summary);
  Output output(options.output.path, summary);
  MeasureOptions measure = measure_options(options.input, scheme.metrics, options.group.by);
  measure.history_of = id;
  measure.keep_purchases = true;
  Customers customers = source.load(measure);
  const std::size_t index = find_customer(customers, id, source.description());
  warn_of_unused_groups(customers.table, options.group);
  Segmentation segmentation = segment_customers(customers.table, scheme, options.group.min_group);
  Explanation explanation = explain_customer(customers.table, segmentation, index);
  warn_of_other_segment(customers.table, index, segmentation.rule(explanation.segment).name);
  CustomerReport report{std::move(explanation), std::move(segmentation), {}};
  if (customers.purchases) forecast(customers, index, options.input.threads, report);
  report.transactions = std::move(customers.transactions);
  write_result(report, options.output, output.stream());
  output.finish();
  output.publish();
}

}  // namespace

Command explain_command() {
  const auto options = std::make_shared<ExplainOptions>();
  return {.name = "explain",
          .description = "Explain why a customer is in their segment, and what would change it",
          .options = joined({declare_customers(options->input), declare_customer(options->customer),
                             declare_output(options->output, "table", kFormatsWithoutRows),
                             declare_scheme(options->scheme), declare_groups(options->group)}),
          .most_used = {"--customer", "--as-of", "--scheme"},
          .footer =
              "Examples:\n"
              "  rfmseg explain online_retail.csv --customer 12346\n"
              "  rfmseg explain online_retail.csv --customer 12346 --scheme pymc --format json",
          .run = [options](const Invocation& invocation, RunSummary& summary) {
            run_explain(*options, invocation, summary);
          }};
}

}  // namespace rfmseg::cli
