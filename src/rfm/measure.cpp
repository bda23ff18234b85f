#include "rfmseg/rfm/measure.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "rfmseg/error.hpp"
#include "rfmseg/rfm/customer_aggregator.hpp"

namespace rfmseg {
namespace {

/// Feeds one worker's kept rows to its own aggregator.
class AggregatingSink final : public RowSink {
 public:
  void kept(const Transaction& transaction, RowReader&) override { aggregator.add(transaction); }
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

/// `a.csv`, or `a.csv (and 2 more files)`.
std::string describe_files(const std::vector<std::unique_ptr<CsvFile>>& files) {
  const std::string& first = files.front()->name();
  if (files.size() == 1) return first;
  return fmt::format("{} (and {} more file{})", first, files.size() - 1,
                     files.size() == 2 ? "" : "s");
}

}  // namespace

Customers measure_customers(const std::vector<std::unique_ptr<CsvFile>>& files,
                            const CleaningOptions& options, unsigned threads) {
  std::vector<AggregatingSink> sinks(std::max(threads, 1U));
  std::vector<RowSink*> sink_pointers;
  for (AggregatingSink& sink : sinks) sink_pointers.push_back(&sink);

  CleaningRun run(options);
  for (const auto& file : files) run.read(*file, sink_pointers);
  run.check_errors();

  CustomerAggregator& all = sinks.front().aggregator;
  for (std::size_t i = 1; i < sinks.size(); ++i) all.merge(std::move(sinks[i].aggregator));
  if (run.ledger().total().rows == 0) {
    throw DataError(fmt::format("{}: no rows after the header", describe_files(files)));
  }
  const auto last = all.last_purchase();
  if (!last) {
    throw DataError(fmt::format("{}: no rows left after cleaning: {} rows = {}",
                                describe_files(files), run.ledger().total().rows,
                                describe_dropped(run.ledger())));
  }
  const Timestamp as_of = options.rules.as_of.value_or(default_as_of(*last));
  return {all.table(as_of), TransactionSummary{run.files(), run.ledger(), run.first_errors(),
                                               *all.first_purchase(), *last, as_of, all.orders()}};
}

Customers load_customers(const std::vector<std::unique_ptr<CsvFile>>& files,
                         const CleaningOptions& options, unsigned threads) {
  const auto customers = std::ranges::count_if(
      files, [](const auto& file) { return is_customer_file(file->header()); });
  if (customers == 0) return measure_customers(files, options, threads);
  if (customers == std::ssize(files)) return {read_customer_files(files), std::nullopt};
  throw DataError(
      "some of the files hold transactions, others customers (give only files of one kind)");
}

}  // namespace rfmseg
