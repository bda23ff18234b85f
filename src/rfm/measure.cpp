#include "rfmseg/rfm/measure.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <utility>

#include "clean/cleaning_run.hpp"
#include "clean/duplicate_filter.hpp"
#include "clean/order_versions.hpp"
#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/transaction.hpp"
#include "rfm/last_cells.hpp"
#include "rfm/measurement.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/layout/layout.hpp"

namespace rfmseg {
namespace {

/// Measures the rows of one worker.
class MeasuringSink final : public RowSink {
 public:
  /// `returns` knows the returns that were seen before, if duplicates are dropped; rows then come
  /// one after another. May be null.
  MeasuringSink(const MeasureOptions& options, DuplicateFilter* returns)
      : returns_(returns), measurement_(options) {}

  void kept(const Transaction& transaction, const RowReader&) override {
    measurement_.add(RowReason::kept, transaction);
  }
  void carried(const Transaction& transaction, std::span<const std::string_view> cells) override {
    measurement_.add_carried(transaction, cells);
  }
  void subtracted(RowReason reason, const Transaction& transaction, const RowReader&) override {
    measurement_.add(reason, transaction);
  }
  void dropped(RowReason reason, const Transaction& transaction, const RowReader& row) override {
    measurement_.add(reason, transaction,
                     returns_ != nullptr && Measurement::is_return(reason) && is_repeated(row));
  }

  [[nodiscard]] Measurement& measurement() { return measurement_; }

 private:
  bool is_repeated(const RowReader& row) {
    return !returns_->is_new(DuplicateFilter::fingerprint(row.record_text(record_text_)));
  }

  DuplicateFilter* returns_;
  Measurement measurement_;
  std::string record_text_;  ///< buffer
};

/// Opens the next file, which must contain transactions.
std::unique_ptr<CsvFile> open_transactions(InputFiles& files, std::size_t index,
                                           const ColumnNames& columns) {
  auto file = files.open(index);
  if (is_customer_file(file->header(), columns)) {
    throw DataError({file->name()},
                    fmt::format("is a customer table, but transactions are expected{}",
                                index > 0 ? " from the files before it" : ""));
  }
  return file;
}

/// What only the end of all files shows. Thrown if they have to be read again for it.
struct Hindsight {
  CleaningRun::FileNumbers in_utc;  ///< files whose times have to be read in UTC
  std::shared_ptr<const NewestOrders> newest_orders;
};

/// The options with the default of what the layout of the first file decides.
MeasureOptions settled(const MeasureOptions& options, const InputFiles& files) {
  MeasureOptions settled = options;
  CleaningRules& rules = settled.cleaning.rules;
  if (!rules.net_returns) {
    rules.net_returns =
        choose_layout(files.description(), files.first_header(), options.cleaning.load.layout)
            .subtracts_returns();
  }
  return settled;
}

Customers measure_once(InputFiles& files, const MeasureOptions& given, const Hindsight& hindsight) {
  const MeasureOptions options = settled(given, files);
  DuplicateFilter seen_returns;
  const bool unique = Measurement::sees_returns(options) && options.cleaning.rules.drop_duplicates;
  std::deque<MeasuringSink> sinks;
  std::vector<RowSink*> sink_pointers;
  for (unsigned i = 0; i < std::max(options.threads, 1U); ++i) {
    sink_pointers.push_back(&sinks.emplace_back(options, unique ? &seen_returns : nullptr));
  }

  CleaningOptions cleaning = options.cleaning;
  cleaning.find_shared_orders = files.size() > 1;
  const bool all_fields = !options.history_of.empty();
  const bool net_returns = cleaning.rules.subtracts_returns();
  const bool details = options.keep_purchases && options.detail_purchases;
  CleaningRun run(cleaning,
                  {.stock_code = all_fields || net_returns || options.count_products || details,
                   .country = all_fields || details,
                   .other_columns = false});
  run.set_files_in_utc(hindsight.in_utc);
  run.set_newest_orders(hindsight.newest_orders);
  for (std::size_t i = 0; i < files.size(); ++i) {
    run.read(*open_transactions(files, i, cleaning.load.columns), sink_pointers);
  }
  const auto newest_orders = run.newest_orders();
  if ((!run.misread_zones().empty() || newest_orders != nullptr) && files.can_be_reopened()) {
    throw Hindsight{run.misread_zones(), newest_orders};
  }
  run.finish();

  Measurement& all = sinks.front().measurement();
  for (std::size_t i = 1; i < sinks.size(); ++i) all.merge(std::move(sinks[i].measurement()));
  TransactionSummary reading;
  reading.files = run.files();
  reading.ledger = run.ledger();
  reading.first_errors = run.first_errors();
  reading.warnings = run.warnings();
  reading.last_filtered_sale = run.last_filtered_sale();
  return all.finish(std::move(reading), files.description());
}

}  // namespace

Customers measure_customers(InputFiles& files, const MeasureOptions& options) {
  check_carried_columns(options.cleaning.load.carried_columns);
  try {
    return measure_once(files, options, {});
  } catch (const Hindsight& hindsight) {
    files.begin_again();
    return measure_once(files, options, hindsight);
  }
}

Customers load_customers(InputFiles& files, const MeasureOptions& options) {
  if (!is_customer_file(files.first_header(), options.cleaning.load.columns)) {
    return measure_customers(files, options);
  }
  return {read_customer_files(files, options.cleaning.rules.as_of, options.cleaning.load,
                              options.threads),
          std::nullopt};
}

}  // namespace rfmseg
