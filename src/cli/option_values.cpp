#include <fmt/chrono.h>
#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <map>
#include <thread>

#include "cli/log.hpp"
#include "cli/options.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/segment/scheme_lint.hpp"
#include "rfmseg/text.hpp"

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

/// `30,60,90`.
std::vector<Amount> parse_cuts(std::string_view option, std::string_view text) {
  std::vector<Amount> cuts;
  while (true) {
    const std::string_view number = text.substr(0, text.find(','));
    const auto value = parse_decimal(number);
    if (!value) {
      throw UsageError(fmt::format("{}: '{}' is no number (write them as 30,60,90,180)", option,
                                   printable(number)));
    }
    cuts.push_back(Amount::from(*value));
    if (number.size() == text.size()) return cuts;
    text.remove_prefix(number.size() + 1);
  }
}

/// A number of clusters.
int parse_k(std::string_view option, std::string_view text) {
  constexpr int kMost = 1000;
  int k = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), k);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || k < 1 || k > kMost) {
    throw UsageError(
        fmt::format("{}: '{}' is no number from 1 to {}", option, printable(text), kMost));
  }
  return k;
}

/// `2:10`.
KSearch parse_k_search(const ClusterOptions& options) {
  const std::string_view range = options.k_range;
  const std::size_t colon = range.find(':');
  if (colon == std::string_view::npos) {
    throw UsageError(
        fmt::format("--k-range: '{}' is no range (write it as 2:10)", printable(range)));
  }
  return {parse_k("--k-range", range.substr(0, colon)),
          parse_k("--k-range", range.substr(colon + 1)), parse_k_criterion(options.k_by),
          options.stability};
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

Format output_format(const OutputOptions& options) {
  static const std::map<std::string_view, Format> formats = {{"table", Format::table},
                                                             {"csv", Format::csv},
                                                             {"json", Format::json},
                                                             {"md", Format::markdown}};
  return formats.at(options.format);
}

TextStyle text_style(const OutputOptions& options) {
  const char* no_color = std::getenv("NO_COLOR");
  TextStyle style;
  style.spreadsheet_safe = options.csv_safe;
  const char* const term = std::getenv("TERM");
  const bool dumb = term != nullptr && std::string_view(term) == "dumb";
  style.terminal = options.path == "-" && ::isatty(STDOUT_FILENO) == 1 && !dumb;
  style.color = style.terminal && (no_color == nullptr || *no_color == '\0');
  struct winsize window {};
  if (style.terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0) {
    style.width = window.ws_col;
  }
  return style;
}

Scheme load_scheme(const SchemeOptions& options) {
  Scheme scheme = rfmseg::load_scheme(options.scheme);
  const std::vector<ScoreCell> gaps = score_gaps(scheme);
  if (!gaps.empty()) {
    // Who writes a scheme of their own has named the rest in it.
    const std::vector<std::string> presets = preset_names();
    const bool own = std::ranges::find(presets, options.scheme) == presets.end();
    const auto log = own ? log_detail : log_warning;
    log(fmt::format(
        "scheme {}: {} score codes belong to no segment; customers with these are called "
        "{}",
        scheme.name, gaps.size(), scheme.unmatched.name));
  }
  const auto use = [](std::string_view option, const std::string& cuts, MetricScoring& scoring) {
    if (!cuts.empty()) set_cuts(scoring, parse_cuts(option, cuts), option);
  };
  use("--r-cuts", options.recency_cuts, scheme.scoring.recency);
  use("--f-cuts", options.frequency_cuts, scheme.scoring.frequency);
  use("--m-cuts", options.monetary_cuts, scheme.scoring.monetary);
  return scheme;
}

ClusteringOptions clustering_options(const ClusterOptions& options, unsigned threads) {
  ClusteringOptions clustering;
  clustering.kmeans.starts = options.starts;
  clustering.kmeans.seed = options.seed;
  clustering.kmeans.threads = threads;
  clustering.features.features.clear();
  for (const std::string& name : options.features) {
    clustering.features.features.push_back(parse_feature("--features", name));
  }
  clustering.features.transform = parse_transform("--transform", options.transform);
  clustering.features.scaling = parse_scaling("--scale", options.scaling);
  clustering.features.winsorize = options.winsorize;
  check_features(clustering.features);  // before anything is read
  clustering.resamples = options.stability;
  if (options.k == "auto") {
    clustering.search = parse_k_search(options);
    return clustering;
  }
  const ClusterOptions defaults;
  if (options.k_range != defaults.k_range || options.k_by != defaults.k_by) {
    throw UsageError("--k-range and --k-by need --k auto");
  }
  clustering.or_fewer = options.k.empty();
  if (!options.k.empty()) clustering.kmeans.k = parse_k("--k", options.k);
  return clustering;
}

void require_piped(const std::vector<std::string>& paths) {
  const auto stdin_inputs = std::count(paths.begin(), paths.end(), "-");
  if (stdin_inputs > 1) throw UsageError("- (standard input) can be read once only");
  if (stdin_inputs == 1 && ::isatty(STDIN_FILENO) == 1) {
    throw UsageError(
        "no INPUT given and standard input is a terminal (name a file or pipe one in)");
  }
}

std::unique_ptr<InputFiles> open_inputs(const InputOptions& options, bool fingerprints) {
  const std::vector<std::string> paths =
      options.paths.empty() ? std::vector<std::string>{"-"} : options.paths;
  require_piped(paths);
  CsvOptions csv = csv_options(options);
  csv.fingerprint = fingerprints;
  return std::make_unique<InputFiles>(paths, csv);
}

std::chrono::milliseconds lock_timeout(double seconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

CsvOptions csv_options(const InputOptions& options) {
  CsvOptions csv;
  csv.delimiter = parse_delimiter(options.delimiter);
  if (options.block_size > 0) csv.block_size = options.block_size;
  if (!options.encoding.empty()) csv.encoding = options.encoding;
  return csv;
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
