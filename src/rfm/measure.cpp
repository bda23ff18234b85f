#include "rfmseg/rfm/measure.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <deque>

#include "rfmseg/error.hpp"
#include "rfmseg/rfm/customer_aggregator.hpp"

namespace rfmseg {
namespace {

/// Feeds one worker's kept rows to its own aggregator.
class AggregatingSink final : public RowSink {
 public:
  explicit AggregatingSink(const MetricDefinitions& metrics) : aggregator(metrics) {}
  void kept(const Transaction& transaction, const RowReader&) override {
    aggregator.add(transaction);
  }
  CustomerAggregator aggregator;
};

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

Customers measure_customers(InputFiles& files, const CleaningOptions& options, unsigned threads,
                            const MetricDefinitions& metrics) {
  std::deque<AggregatingSink> sinks;
  std::vector<RowSink*> sink_pointers;
  for (unsigned i = 0; i < std::max(threads, 1U); ++i) sinks.emplace_back(metrics);
  for (AggregatingSink& sink : sinks) sink_pointers.push_back(&sink);

  CleaningOptions cleaning = options;
  cleaning.find_shared_orders = files.size() > 1;
  CleaningRun run(cleaning);
  for (std::size_t i = 0; i < files.size(); ++i) {
    run.read(*open_transactions(files, i), sink_pointers);
  }
  run.check_errors();

  CustomerAggregator& all = sinks.front().aggregator;
  for (std::size_t i = 1; i < sinks.size(); ++i) all.merge(std::move(sinks[i].aggregator));
  if (run.ledger().total().rows == 0) {
    throw DataError(fmt::format("{}: no rows after the header", files.description()));
  }
  const auto last = all.last_purchase();
  if (!last) {
    throw DataError(fmt::format("{}: no rows left after cleaning: {} rows = {}",
                                files.description(), run.ledger().total().rows,
                                describe_dropped(run.ledger())));
  }
  const Timestamp as_of = options.rules.as_of.value_or(default_as_of(*last));
  return {all.table(as_of), TransactionSummary{run.files(), run.ledger(), run.first_errors(),
                                               *all.first_purchase(), *last, as_of, all.orders()}};
}

Customers load_customers(InputFiles& files, const CleaningOptions& options, unsigned threads,
                         const MetricDefinitions& metrics) {
  if (!is_customer_file(files.first_header())) {
    return measure_customers(files, options, threads, metrics);
  }
  return {read_customer_files(files, options.rules.as_of), std::nullopt};
}

}  // namespace rfmseg
