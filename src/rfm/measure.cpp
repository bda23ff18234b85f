#include "rfmseg/rfm/measure.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <utility>

#include "rfm/return_matcher.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/rfm/customer_aggregator.hpp"

namespace rfmseg {
namespace {

/// Takes one worker's rows.
class MeasuringSink final : public RowSink {
 public:
  explicit MeasuringSink(const MeasureOptions& options)
      : aggregator_({.metrics = options.metrics,
                     .grouped = !options.cleaning.load.group_column.empty(),
                     .products = options.count_products,
                     .months = options.sum_months}) {
    if (options.cleaning.rules.net_returns) matcher_.emplace();
    if (!options.history_of.empty()) history_.emplace(options.history_of);
  }

  void kept(const Transaction& transaction, const RowReader&) override {
    aggregator_.add(transaction);
    if (matcher_) matcher_->add_sale(transaction);
    if (history_) history_->add(transaction, Fate::kept);
  }
  void subtracted(const Transaction& transaction, const RowReader&) override {
    aggregator_.add_return(transaction);
    if (matcher_) matcher_->add_return(transaction);
    if (history_) history_->add(transaction, Fate::subtracted);
  }
  void dropped(Fate fate, const Transaction& transaction, const RowReader&) override {
    if (history_) history_->add(transaction, fate);
  }

  void merge(MeasuringSink&& other) {
    aggregator_.merge(std::move(other.aggregator_));
    if (matcher_) matcher_->merge(std::move(*other.matcher_));
    if (history_) history_->merge(std::move(*other.history_));
  }

  [[nodiscard]] const CustomerAggregator& aggregator() const { return aggregator_; }
  [[nodiscard]] std::optional<CustomerHistory>& history() { return history_; }
  /// Nothing unless returns are subtracted.
  [[nodiscard]] std::optional<ReturnsEffect> returns_effect() const {
    if (!matcher_) return std::nullopt;
    ReturnsEffect effect = aggregator_.returns_effect();
    // Who has bought nothing has no match either, but their cancellations are not subtracted.
    effect.unmatched = matcher_->unmatched();
    effect.unmatched.rows -= effect.strangers.rows;
    effect.unmatched.amount -= effect.strangers.amount;
    return effect;
  }

 private:
  CustomerAggregator aggregator_;
  std::optional<ReturnMatcher> matcher_;
  std::optional<CustomerHistory> history_;
};

/// Puts rows where they belong now that every customer's are known.
void settle(Ledger& ledger, const ReturnsEffect& returns) {
  ledger.move(Fate::subtracted, Fate::cancellation, returns.strangers);
  ledger.move(Fate::kept, Fate::no_net_spend, returns.dropped_sales);
  ledger.move(Fate::subtracted, Fate::no_net_spend, returns.dropped_returns);
}

/// `7 missing customer id + 3 cancellation`.
std::string describe_dropped(const Ledger& ledger) {
  std::string text;
  for (std::size_t i = 0; i < kFateCount; ++i) {
    const auto fate = static_cast<Fate>(i);
    if (ledger[fate].rows == 0) continue;
    if (!text.empty()) text += " + ";
    text += fmt::format("{} {}", ledger[fate].rows, fate_name(fate));
  }
  return text;
}

/// The next file, which has to hold transactions.
std::unique_ptr<CsvFile> open_transactions(InputFiles& files, std::size_t index) {
  auto file = files.open(index);
  if (is_customer_file(file->header())) {
    throw DataError(fmt::format("{}: holds customers, but transactions are read{}", file->name(),
                                index > 0 ? " from the files before it" : ""));
  }
  return file;
}

}  // namespace

Customers measure_customers(InputFiles& files, const MeasureOptions& options) {
  std::deque<MeasuringSink> sinks;
  std::vector<RowSink*> sink_pointers;
  for (unsigned i = 0; i < std::max(options.threads, 1U); ++i) {
    sink_pointers.push_back(&sinks.emplace_back(options));
  }

  CleaningOptions cleaning = options.cleaning;
  cleaning.find_shared_orders = files.size() > 1;
  CleaningRun run(cleaning);
  for (std::size_t i = 0; i < files.size(); ++i) {
    run.read(*open_transactions(files, i), sink_pointers);
  }
  run.check_errors();

  MeasuringSink& all = sinks.front();
  for (std::size_t i = 1; i < sinks.size(); ++i) all.merge(std::move(sinks[i]));
  if (run.ledger().total().rows == 0) {
    throw DataError(fmt::format("{}: no rows after the header", files.description()));
  }
  TransactionSummary summary;
  summary.files = run.files();
  summary.ledger = run.ledger();
  summary.first_errors = run.first_errors();
  summary.returns = all.returns_effect();
  if (summary.returns) settle(summary.ledger, *summary.returns);
  const CustomerAggregator& customers = all.aggregator();
  const auto last = customers.last_purchase();
  if (!last) {
    throw DataError(fmt::format("{}: no rows left after cleaning: {} rows = {}",
                                files.description(), summary.ledger.total().rows,
                                describe_dropped(summary.ledger)));
  }
  summary.first_purchase = *customers.first_purchase();
  summary.last_purchase = *last;
  summary.as_of = cleaning.rules.as_of.value_or(default_as_of(*customers.last_transaction()));
  summary.orders = customers.orders();
  summary.months = customers.months();
  summary.history = std::move(all.history());
  CustomerTable table = customers.table(summary.as_of);
  return {std::move(table), std::move(summary)};
}

Customers load_customers(InputFiles& files, const MeasureOptions& options) {
  if (!is_customer_file(files.first_header())) return measure_customers(files, options);
  return {
      read_customer_files(files, options.cleaning.rules.as_of, options.cleaning.load.group_column),
      std::nullopt};
}

}  // namespace rfmseg
