#include "cli/reading_log.hpp"

#include <fmt/core.h>

#include <chrono>
#include <cstdint>

#include "cli/error_text.hpp"
#include "cli/log.hpp"
#include "plural.hpp"
#include "report/number_text.hpp"
#include "rfmseg/report/document.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

/// `UTF-8, delimiter ','`.
std::string how_it_is_written(const SourceFile& file) {
  if (!file.format.empty()) return printable(file.format, 200);
  return fmt::format("{}, delimiter '{}'", file.encoding,
                     file.delimiter == '\t' ? std::string("tab") : std::string(1, file.delimiter));
}

/// `397,631 of 541,909 rows kept, 8,566 cancellations subtracted`.
std::string kept_text(const Ledger& ledger) {
  const auto count = [&](RowReason reason) {
    return static_cast<std::int64_t>(ledger[reason].rows);
  };
  std::string text = fmt::format("{} of {} kept", count_text(count(RowReason::kept)),
                                 counted(static_cast<std::int64_t>(ledger.total().rows), "row"));
  const std::int64_t subtracted = count(RowReason::subtracted);
  if (subtracted > 0) text += fmt::format(", {} subtracted", counted(subtracted, "cancellation"));
  const std::int64_t returns = count(RowReason::subtracted_return);
  if (returns > 0) text += fmt::format(", {} subtracted", counted(returns, "return"));
  return text;
}

}  // namespace

void log_bad_rows(const Ledger& ledger, const std::vector<Message>& first_errors) {
  const std::uint64_t bad = ledger.bad_rows();
  if (bad == 0) return;
  log_new_warning(fmt::format("{} of {} could not be read and {} in the ledger; the first: {}",
                              grouped(std::to_string(bad)),
                              counted(static_cast<std::int64_t>(ledger.total().rows), "row"),
                              agree(bad, "is", "are"), first_errors.front().text(option_of)));
  for (std::size_t i = 1; i < first_errors.size(); ++i) {
    log_detail(first_errors[i].text(option_of));
  }
}

void log_layouts(const std::vector<SourceFile>& files) {
  for (const std::string& layout : describe_layouts(files)) {
    log_info(
        fmt::format("read as {} (hint: --layout none reads the columns by their names)", layout));
  }
}

void log_files(const std::vector<SourceFile>& files) {
  for (const SourceFile& file : files) {
    log_detail(fmt::format(
        "{}: {}, {}, dates in {}{}, decimal mark '{}'{}", file.name,
        counted(static_cast<std::int64_t>(file.rows), "row"), how_it_is_written(file),
        file.date_format, file.zone.empty() ? "" : ", times in " + file.zone, file.numbers.decimal,
        file.numbers.currency.empty() ? "" : ", amounts in " + file.numbers.currency));
    if (!file.columns.empty()) {
      log_detail(fmt::format("{}: columns: {}", file.name, describe_columns(file.columns)));
    }
    for (const Message& warning : file.warnings) log_new_warning(warning.text(option_of));
    if (file.restated.rows > 0) {
      log_info(
          fmt::format("{}: {} worth {} skipped: another file has a newer version of the order "
                      "(hint: --restate none counts both)",
                      file.name, counted(static_cast<std::int64_t>(file.restated.rows), "row"),
                      grouped(to_rounded_string(file.restated.amount, 2))));
    }
  }
}

void log_doubts(std::vector<Message>& doubts) {
  for (Message& doubt : doubts) {
    doubt = doubt.text(option_of);
    log_warning(doubt.text());
  }
}

void log_kept(const Ledger& ledger) {
  log_info(kept_text(ledger));
}

void log_reading(const TransactionSummary& transactions, std::size_t customers) {
  log_files(transactions.files);
  log_bad_rows(transactions.ledger, transactions.first_errors);
  for (const Message& warning : transactions.warnings) log_new_warning(warning.text(option_of));
  log_info(fmt::format("{}, {}, as of {}", kept_text(transactions.ledger),
                       counted(static_cast<std::int64_t>(customers), "customer"),
                       to_string(transactions.as_of)));
  // Clocks and time zones may be a day apart.
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto tomorrow = now.time_since_epoch() + std::chrono::days(1);
  if (transactions.last_purchase.time_since_epoch() > tomorrow) {
    log_warning(
        fmt::format("the last purchase, {}, is in the future; recency is measured from {} (hint: "
                    "--as-of today drops later rows)",
                    to_string(transactions.last_purchase), to_string(transactions.as_of)));
  }
  // A layout subtracts returns unasked.
  const bool asked = transactions.files.front().layout.empty();
  if (asked && transactions.returns && transactions.returns->subtracted.rows == 0) {
    log_warning(
        "--returns net found no returns to subtract: they are rows with a negative amount, of "
        "customers with purchases");
  }
}

}  // namespace rfmseg::cli
