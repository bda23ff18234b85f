#include <fmt/chrono.h>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <optional>
#include <thread>
#include <utility>

#include "cli/options/input_options.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg::cli {
namespace {

Timestamp parse_time(const std::string& option, const std::string& text) {
  const auto time = TimestampParser(TimestampParser::Known::iso).parse(text);
  if (!time) {
    throw UsageError(fmt::format("{}: '{}' is no date (expected YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS)",
                                 option, text));
  }
  return *time;
}

/// Midnight at which the day of this machine's clock began.
Timestamp today() {
  const std::time_t now = std::time(nullptr);
  const std::tm day = fmt::localtime(now);
  return *TimestampParser(TimestampParser::Known::iso).parse(fmt::format("{:%Y-%m-%d}", day));
}

/// The first moment after `text`: after the whole day when it names a day only.
Timestamp parse_end(const std::string& option, const std::string& text) {
  const Timestamp time = parse_time(option, text);
  const bool day_only = text.find(':') == std::string::npos;
  return day_only ? time + std::chrono::days(1) : time + std::chrono::seconds(1);
}

std::optional<char> parse_delimiter(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text == "tab" || text == "\\t") return '\t';
  if (text.size() == 1 && text != "\"" && text != "\n" && text != "\r") return text[0];
  throw UsageError(fmt::format("--delimiter: '{}' is not one character (or 'tab')", text));
}

std::optional<char> parse_decimal_mark(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text == "." || text == ",") return text[0];
  throw UsageError(fmt::format("--decimal: '{}' is neither . nor ,", text));
}

}  // namespace

CleaningOptions cleaning_options(const InputOptions& options) {
  CleaningOptions cleaning;
  cleaning.load.columns = parse_column_names(options.columns);
  if (!options.date_format.empty()) cleaning.load.date_format = options.date_format;
  cleaning.load.decimal = parse_decimal_mark(options.decimal);
  cleaning.rules.excluded_stock_codes = options.excluded_stock_codes;
  cleaning.rules.countries = options.countries;
  cleaning.rules.drop_duplicates = options.duplicates == "drop";
  cleaning.rules.net_returns = options.returns == "net";
  if (!options.as_of.empty()) {
    cleaning.rules.as_of =
        options.as_of == "today" ? today() : parse_time("--as-of", options.as_of);
  }
  if (!options.from.empty()) cleaning.rules.from = parse_time("--from", options.from);
  if (!options.to.empty()) cleaning.rules.until = parse_end("--to", options.to);
  cleaning.error_limit = ErrorLimit::parse(options.max_errors);
  return cleaning;
}

MeasureOptions measure_options(const InputOptions& options, const MetricDefinitions& metrics,
                               const std::string& group_column) {
  MeasureOptions measure;
  measure.cleaning = cleaning_options(options);
  measure.metrics = metrics;
  measure.threads = thread_count(options);
  measure.cleaning.load.group_column = group_column;
  return measure;
}

unsigned thread_count(const InputOptions& options) {
  return options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
}

CsvOptions csv_options(const InputOptions& options) {
  CsvOptions csv;
  csv.delimiter = parse_delimiter(options.delimiter);
  if (options.block_size > 0) csv.block_size = options.block_size;
  if (!options.encoding.empty()) csv.encoding = options.encoding;
  return csv;
}

std::unique_ptr<InputFiles> open_inputs(const InputOptions& options, bool fingerprints) {
  const std::vector<std::string> paths =
      options.paths.empty() ? std::vector<std::string>{"-"} : options.paths;
  require_piped(paths);
  CsvOptions csv = csv_options(options);
  csv.fingerprint = fingerprints;
  return std::make_unique<InputFiles>(paths, csv);
}

void require_piped(const std::vector<std::string>& paths) {
  const auto stdin_inputs = std::count(paths.begin(), paths.end(), "-");
  if (stdin_inputs > 1) throw UsageError("- (standard input) can be read once only");
  if (stdin_inputs == 1 && ::isatty(STDIN_FILENO) == 1) {
    throw UsageError(
        "no INPUT given and standard input is a terminal (name a file or pipe one in)");
  }
}

void forbid_transaction_options(const InputOptions& options) {
  const std::pair<std::string_view, bool> given[] = {
      {"--columns", !options.columns.empty()},
      {"--date-format", !options.date_format.empty()},
      {"--decimal", !options.decimal.empty()},
      {"--from", !options.from.empty()},
      {"--to", !options.to.empty()},
      {"--country", !options.countries.empty()},
      {"--exclude-stock-codes", !options.excluded_stock_codes.empty()},
      {"--duplicates", options.duplicates != "keep"},
      {"--returns", options.returns != "drop"}};
  for (const auto& [name, is_given] : given) {
    if (is_given) {
      throw UsageError(fmt::format(
          "{} needs transactions, but the input holds customers (give it where they are measured)",
          name));
    }
  }
}

void forbid_file_options(const InputOptions& options) {
  const InputOptions defaults;
  const std::pair<std::string_view, bool> given[] = {
      {"INPUT", !options.paths.empty()},
      {"--delimiter", !options.delimiter.empty()},
      {"--encoding", !options.encoding.empty()},
      {"--columns", !options.columns.empty()},
      {"--date-format", !options.date_format.empty()},
      {"--decimal", !options.decimal.empty()},
      {"--max-errors", options.max_errors != defaults.max_errors}};
  for (const auto& [name, is_given] : given) {
    if (!is_given) continue;
    throw UsageError(fmt::format(
        "{} is about files, but the customers come from --store (give it to rfmseg ingest)", name));
  }
}

void require_transactions(const InputFiles& files, std::string_view command) {
  if (is_customer_file(files.first_header())) {
    throw DataError(fmt::format("{}: holds customers, but {} reads transactions",
                                files.description(), command));
  }
}

}  // namespace rfmseg::cli
