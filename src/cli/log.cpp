#include "cli/log.hpp"

#include <fmt/core.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>

#include "report/number_text.hpp"
#include "rfmseg/report/document.hpp"

namespace rfmseg::cli {
namespace {

/// `397,631 of 541,909 rows kept, 8,566 cancellations subtracted`.
std::string kept_text(const Ledger& ledger) {
  const auto count = [&](Fate fate) { return static_cast<std::int64_t>(ledger[fate].rows); };
  std::string text = fmt::format("{} of {} kept", count_text(count(Fate::kept)),
                                 counted(static_cast<std::int64_t>(ledger.total().rows), "row"));
  const std::int64_t subtracted = count(Fate::subtracted);
  if (subtracted > 0) text += fmt::format(", {} subtracted", counted(subtracted, "cancellation"));
  return text;
}

}  // namespace

void start_log() {
  const char* no_color = std::getenv("NO_COLOR");
  const bool color = no_color == nullptr || *no_color == '\0';
  auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>(
      color ? spdlog::color_mode::automatic : spdlog::color_mode::never);
  spdlog::set_default_logger(std::make_shared<spdlog::logger>("rfmseg", std::move(sink)));
  spdlog::set_pattern("rfmseg: %^%l%$: %v");
}

void set_verbosity(Verbosity verbosity) {
  switch (verbosity) {
    case Verbosity::quiet:
      spdlog::set_level(spdlog::level::err);
      break;
    case Verbosity::normal:
      spdlog::set_level(spdlog::level::info);
      break;
    case Verbosity::verbose:
      spdlog::set_level(spdlog::level::debug);
      break;
  }
}

bool is_quiet() {
  return spdlog::get_level() > spdlog::level::info;
}

void log_error(const std::string& message) {
  spdlog::error("{}", message);
}
void log_warning(const std::string& message) {
  spdlog::warn("{}", message);
}
void log_info(const std::string& message) {
  spdlog::info("{}", message);
}
void log_detail(const std::string& message) {
  spdlog::debug("{}", message);
}

void log_bad_rows(const Ledger& ledger, const std::vector<std::string>& first_errors) {
  const std::uint64_t bad = ledger.bad_rows();
  if (bad == 0) return;
  log_warning(fmt::format("{} of {} rows cannot be read and {} in the ledger; the first: {}",
                          grouped(std::to_string(bad)),
                          grouped(std::to_string(ledger.total().rows)),
                          bad == 1 ? "stands" : "stand", first_errors.front()));
  for (std::size_t i = 1; i < first_errors.size(); ++i) log_detail(first_errors[i]);
}

void log_files(const std::vector<SourceFile>& files) {
  for (const SourceFile& file : files) {
    log_detail(
        fmt::format("{}: {} rows, {}, delimiter '{}', dates in {}, decimal mark '{}'{}", file.name,
                    grouped(std::to_string(file.rows)), file.encoding,
                    file.delimiter == '\t' ? std::string("tab") : std::string(1, file.delimiter),
                    file.date_format, file.numbers.decimal,
                    file.numbers.currency.empty() ? "" : ", amounts in " + file.numbers.currency));
    if (file.first_line_not_utf8) {
      log_warning(fmt::format("{}:{}: is not UTF-8; the file is read as {} (hint: --encoding)",
                              file.name, *file.first_line_not_utf8, file.encoding));
    }
    if (file.shared.rows > 0) {
      log_warning(fmt::format(
          "{}: {} rows worth {} are whole orders that files before it hold, too; they count twice "
          "(hint: leave out what overlaps, or --duplicates drop)",
          file.name, grouped(std::to_string(file.shared.rows)),
          grouped(to_rounded_string(file.shared.amount, 2))));
    }
  }
}

void log_kept(const Ledger& ledger) {
  log_info(kept_text(ledger));
}

void log_reading(const TransactionSummary& transactions, std::size_t customers) {
  log_files(transactions.files);
  log_bad_rows(transactions.ledger, transactions.first_errors);
  log_info(fmt::format("{}, {}, as of {}", kept_text(transactions.ledger),
                       counted(static_cast<std::int64_t>(customers), "customer"),
                       to_string(transactions.as_of)));
  if (transactions.returns && transactions.returns->subtracted.rows == 0) {
    log_warning(
        "--returns net found nothing to subtract: cancellations are rows with an order id that "
        "begins with C and an amount below 0, by customers who have bought");
  }
}

}  // namespace rfmseg::cli
