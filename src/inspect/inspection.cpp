#include "rfmseg/inspect/inspection.hpp"

#include <fmt/core.h>

#include <array>
#include <chrono>
#include <memory>
#include <utility>

#include "clean/cleaning_run.hpp"
#include "csv/byte_source.hpp"
#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "inspect/column_statistics.hpp"
#include "inspect/purchase_counts.hpp"
#include "layout/column_places.hpp"
#include "load/columns.hpp"
#include "load/field_names.hpp"
#include "load/row_plan.hpp"
#include "load/sample.hpp"
#include "load/transaction_format.hpp"
#include "plural.hpp"
#include "rfm/customer_columns.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/interrupt.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "setting_format.hpp"

namespace rfmseg {
namespace {

/// Looks at every row, and keeps none.
class InspectingSink final : public RowSink {
 public:
  explicit InspectingSink(ColumnStatistics& statistics) : statistics_(statistics) {}

  void kept(const Transaction& transaction, const RowReader& row) override {
    statistics_.add(row);
    purchases_.add(transaction);
  }
  void subtracted(RowReason, const Transaction&, const RowReader& row) override {
    statistics_.add(row);
  }
  void dropped(RowReason, const Transaction&, const RowReader& row) override {
    statistics_.add(row);
  }
  void unreadable(RowReason, const BadRow&, const RowReader& row) override { statistics_.add(row); }

  [[nodiscard]] const PurchaseCounts& purchases() const { return purchases_; }

 private:
  ColumnStatistics& statistics_;
  PurchaseCounts purchases_;
};

/// Whether the file has text, but no header that can be read.
bool is_about_header(const DataError& error) {
  return error.kind() == ErrorKind::no_data ||
         (error.kind() == ErrorKind::damaged_file && error.place().line > 0);
}

class Inspector {
 public:
  Inspector(const std::string& path, const CsvOptions& csv, const CleaningOptions& options)
      : path_(path), csv_(csv), options_(options) {
    csv_.progress = nullptr;
    options_.find_shared_orders = false;
    const bool is_file = path != "-" && input_size(path).has_value();
    can_reopen_ = is_file;
  }

  [[nodiscard]] Inspection inspect() {
    inspect_once();
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::unique_ptr<CsvFile> open() const {
    return std::make_unique<CsvFile>(path_, csv_);
  }

  void inspect_once() {
    found_ = {};
    found_.file = input_name(path_);
    std::unique_ptr<CsvFile> file;
    try {
      file = open();
    } catch (const DataError& error) {
      if (!is_about_header(error)) throw;
      found_.question = error;
      return;
    }
    ColumnStatistics statistics(file->header());
    found_.has_customers = is_customer_file(file->header(), options_.load.columns);
    std::vector<std::string> meanings(file->header().size());
    if (found_.has_customers) {
      read_customers(*file, statistics, meanings);
    } else {
      file = read_transactions(std::move(file), statistics, meanings);
    }
    found_.format = file->format();
    found_.encoding = file->encoding();
    found_.delimiter = file->delimiter();
    found_.header_line = file->header_line();
    found_.has_more_rows = file->has_more_rows();
    found_.columns = statistics.columns();
    found_.other_columns = statistics.others();
    for (std::size_t i = 0; i < found_.columns.size(); ++i) {
      found_.columns[i].meaning = std::move(meanings[i]);
    }
    found_.rows =
        found_.transactions ? found_.transactions->ledger.total().rows : statistics.rows();
    if (!found_.transactions) {  // whose warnings include these
      for (Message& warning : file->warnings()) found_.warnings.push_back(std::move(warning));
    }
    if (const auto line = file->first_line_not_utf8()) {
      found_.warnings.emplace_back(
          fmt::format("{}:{}: not UTF-8; the file is read as {} (hint: {})", file->name(), *line,
                      file->encoding(), Setting::encoding));
    }
  }

  void ask(const DataError& error) {
    if (!found_.question) found_.question = error;
  }

  /// Reads the rows without regard to their meaning.
  void read_rows(CsvFile& file, ColumnStatistics& statistics) {
    RowReader rows(file, {});
    Block block;
    try {
      while (file.next(block)) {
        check_interrupt();
        rows.start(block);
        while (rows.next()) statistics.add(rows);
      }
    } catch (const DataError& error) {
      ask(error);
    }
  }

  void read_customers(CsvFile& file, ColumnStatistics& statistics,
                      std::vector<std::string>& meanings) {
    try {
      const std::vector<int> positions =
          find_customer_columns(file.name(), file.header(), options_.load.columns);
      for (std::size_t i = 0; i < positions.size(); ++i) {
        if (positions[i] < 0) continue;
        meanings[static_cast<std::size_t>(positions[i])] = kCustomerColumns[i];
      }
      found_.columns_found = true;
    } catch (const DataError& error) {
      ask(error);
    }
    read_rows(file, statistics);
    if (found_.question || !can_reopen_) return;
    try {
      InputFiles files({path_}, csv_);
      (void)read_customer_files(files, options_.rules.as_of, options_.load);
    } catch (const DataError& error) {
      ask(error);
    }
  }

  /// Sets the meanings of columns with a usual name.
  static void guess_meanings(const std::vector<std::string>& header,
                             std::vector<std::string>& meanings) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      const std::string plain = plain_name(header[i]);
      for (std::size_t field = 0; meanings[i].empty() && field < kFieldCount; ++field) {
        if (is_alias(static_cast<Field>(field), plain)) {
          meanings[i] = field_name(static_cast<Field>(field));
        }
      }
    }
  }

  /// Sets the meanings of the columns, or throws the DataError of a question about them.
  void find_meanings(CsvFile& file, std::vector<std::string>& meanings) {
    for (const RowFilter& filter : options_.rules.filters) {
      const Setting setting =
          filter.effect == RowFilter::Effect::keep ? Setting::keep : Setting::drop;
      const int at = find_named_column(file.name(), file.header(), filter.values.column, setting,
                                       filter.values.column);
      meanings[static_cast<std::size_t>(at)] = "filter";
    }
    const Layout layout = choose_layout(file.name(), file.header(), options_.load.layout);
    for (const RowFilter& filter : layout.filters) {
      const int at = find_place(file.header(), filter.values.column);
      if (at >= 0) meanings[static_cast<std::size_t>(at)] = "filter";
    }
    keep_orders_together(file, layout, options_.load);
    PlannedColumns planned;
    try {
      planned = plan_columns(file.name(), file.header(), layout, options_.load, take_sample(file));
    } catch (const DataError&) {
      guess_meanings(file.header(), meanings);
      throw;
    }
    found_.columns_found = true;
    const TransactionColumns& columns = planned.columns;
    const RowPlan& plan = planned.plan;
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      const auto field = static_cast<Field>(i);
      const bool not_used = field == Field::price && !columns.by_unit;
      if (!columns.has(field) || not_used) continue;
      std::string& meaning = meanings[static_cast<std::size_t>(columns.at(field))];
      meaning += (meaning.empty() ? "" : ", ") + std::string(field_name(field));
      if (field == Field::amount && columns.has_both()) meaning += " (compared)";
    }
    const auto add = [&](const std::vector<int>& places, std::string_view name) {
      for (const int place : places) {
        std::string& meaning = meanings[static_cast<std::size_t>(place)];
        if (meaning.find(name) == std::string::npos) {
          meaning += (meaning.empty() ? "" : ", ") + std::string(name);
        }
      }
    };
    add(plan.order, "order");
    add(plan.customer, "customer");
    add(plan.returns_customer, "customer");
    add(plan.date, "date");
    for (const PlacedTerm& term : plan.amount) add(term.factors, "amount");
    for (const PlacedValues& values : plan.returns) add({values.position}, "returns");
  }

  /// Returns the file that was read last.
  std::unique_ptr<CsvFile> read_transactions(std::unique_ptr<CsvFile> file,
                                             ColumnStatistics& statistics,
                                             std::vector<std::string>& meanings,
                                             bool in_utc = false) {
    InspectingSink sink(statistics);
    const std::array<RowSink*, 1> sinks = {&sink};
    CleaningRun run(options_);
    if (in_utc) run.set_files_in_utc({0});
    try {
      if (!in_utc) find_meanings(*file, meanings);
      run.read(*file, sinks);
    } catch (const DataError& error) {
      ask(error);
      // The rows after the failure are read, too, if possible.
      if (can_reopen_) {
        statistics.clear();
        file = open();
      }
      read_rows(*file, statistics);
      return file;
    }
    if (!run.misread_zones().empty() && can_reopen_) {
      statistics.clear();
      return read_transactions(open(), statistics, meanings, true);
    }
    InspectedTransactions& transactions = found_.transactions.emplace();
    transactions.source = run.files().front();
    transactions.ledger = run.ledger();
    sink.purchases().write_to(transactions);
    try {
      run.finish();
    } catch (const DataError& error) {
      ask(error);
      transactions.several_currencies =
          error.kind() == ErrorKind::ambiguous_format && error.setting() == Setting::currency;
    }
    add_warnings(run, transactions);
    return file;
  }

  void add_warnings(const CleaningRun& run, const InspectedTransactions& transactions) {
    const SourceFile& source = transactions.source;
    std::vector<Message>& warnings = found_.warnings;
    if (!source.different_offsets.empty() && run.misread_zones().empty()) {
      warnings.emplace_back(
          fmt::format("{}: its times have UTC offsets of different zones ({}), so all are "
                      "converted to UTC (hint: {} NAME converts them to the local time of a zone)",
                      source.name, source.different_offsets, Setting::zone));
    }
    warnings.insert(warnings.end(), source.warnings.begin(), source.warnings.end());
    warnings.insert(warnings.end(), run.warnings().begin(), run.warnings().end());
    if (!found_.question && !run.first_errors().empty()) {
      const std::uint64_t bad = transactions.ledger.bad_rows();
      warnings.emplace_back(fmt::format("{} could not be read; the first: {}", plural(bad, "row"),
                                        run.first_errors().front().encoded()));
    }
    if (transactions.ledger[RowReason::kept].rows == 0) {
      warnings.emplace_back(fmt::format("{}: no row is kept", source.name));
    }
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (transactions.last &&
        transactions.last->time_since_epoch() > now.time_since_epoch() + std::chrono::days(1)) {
      warnings.emplace_back(fmt::format(
          "{}: the last purchase, {}, is in the future (hint: {} today drops later rows)",
          source.name, to_date_string(*transactions.last), Setting::as_of));
    }
  }

  const std::string& path_;
  CsvOptions csv_;
  CleaningOptions options_;
  bool can_reopen_ = false;
  Inspection found_;
};

}  // namespace

Inspection inspect_file(const std::string& path, const CsvOptions& csv,
                        const CleaningOptions& options) {
  return Inspector(path, csv, options).inspect();
}

}  // namespace rfmseg
