#include "cli/customers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "cli/log.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/reading_log.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg::cli {

CustomerSource::CustomerSource(const InputOptions& options, RunSummary& summary, bool fingerprints)
    : options_(options), summary_(summary) {
  if (options.store.empty()) {
    files_ = open_inputs(options, fingerprints);
    return;
  }
  forbid_file_options(options);
  claim_store(options.store, summary);
  store_.emplace(options.store, Store::Access::read);
}

void CustomerSource::require_transactions(std::string_view command) const {
  if (files_) cli::require_transactions(*files_, command);
}

std::string CustomerSource::description() const {
  return files_ ? files_->description() : store_->name();
}

Customers CustomerSource::load(const MeasureOptions& measure) {
  if (files_ && is_customer_file(files_->first_header())) forbid_transaction_options(options_);
  Customers customers = [&] {
    if (store_) return store_->measure(measure);
    const Progress progress(*files_);
    return load_customers(*files_, measure);
  }();
  summary_.customers = customers.table.size();
  if (customers.table.as_of) summary_.as_of = to_string(*customers.table.as_of);
  if (customers.transactions) {
    const TransactionSummary& read = *customers.transactions;
    log_reading(read, customers.table.size());
    summary_.files = read.files.size();
    summary_.rows = read.ledger.total().rows;
    summary_.rows_kept = read.ledger[RowReason::kept].rows;
  }
  return customers;
}

const std::vector<std::string>* carried_column(const CustomerTable& table, CustomerColumn column) {
  const auto found = std::ranges::find(table.carried, column_name(column),
                                       &std::pair<std::string, std::vector<std::string>>::first);
  return found == table.carried.end() ? nullptr : &found->second;
}

std::optional<Scores> carried_scores(const CustomerTable& table) {
  Scores scores;
  for (const auto& [column, metric] : {std::pair(CustomerColumn::r_score, &scores.recency),
                                       std::pair(CustomerColumn::f_score, &scores.frequency),
                                       std::pair(CustomerColumn::m_score, &scores.monetary)}) {
    const std::vector<std::string>* const cells = carried_column(table, column);
    if (cells == nullptr) return std::nullopt;
    for (std::size_t i = 0; i < cells->size(); ++i) {
      const std::string& cell = (*cells)[i];
      int score = 0;
      const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), score);
      if (error != std::errc{} || score < 1 || score > kMostBins) {
        throw DataError(fmt::format("customer '{}': {} '{}' is no score from 1 to {}",
                                    printable(table.ids[i]), column_name(column), printable(cell),
                                    kMostBins));
      }
      metric->score.push_back(static_cast<std::uint8_t>(score));
    }
  }
  return scores;
}

void require_orders(const Customers& customers, const MetricDefinitions& metrics,
                    const FeatureOptions& features) {
  const bool orders = metrics.frequency == FrequencyMeasure::orders && !metrics.minus_first;
  if (customers.transactions || orders) return;
  for (const Feature feature : {Feature::mean_order_value, Feature::days_between_orders}) {
    if (!features.has(feature)) continue;
    throw UsageError(fmt::format(
        "{} needs orders, but the frequency of these customers counts {}{} (hint: give the "
        "transactions)",
        to_string(feature), metrics.minus_first ? "repeat " : "", to_string(metrics.frequency)));
  }
}

void warn_of_unused_groups(const CustomerTable& table, const GroupOptions& options) {
  if (!options.by.empty() || carried_column(table, CustomerColumn::group) == nullptr) return;
  log_warning("the input has groups, but all customers are scored together (hint: --by group)");
}

}  // namespace rfmseg::cli
