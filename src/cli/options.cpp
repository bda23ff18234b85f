#include "cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <limits>

#include "rfmseg/text.hpp"

namespace rfmseg::cli {
namespace {

/// What is wrong with nothing where a number of clusters is expected.
std::string require_k(const std::string& text) {
  return text.empty() ? "needs a number or auto" : "";
}

/// What is wrong with a seed: CLI11 takes more than plain numbers, and cuts those that are too
/// large.
std::string require_seed(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  const bool plain = text == "0" || !text.starts_with('0');
  return error == std::errc{} && end == text.data() + text.size() && plain
             ? ""
             : fmt::format("'{}' is no whole number from 0 to {}", printable(text),
                           std::numeric_limits<std::uint64_t>::max());
}

}  // namespace

std::string require_name(const std::string& name) {
  return name.empty() ? "needs the name of a column" : "";
}

std::string require_file(const std::string& path) {
  return path.empty() ? "needs the name of a file" : "";
}

void add_file_options(CLI::App& command, InputOptions& options) {
  command
      .add_option(
          "INPUT", options.paths,
          "CSV files, plain, gzip or zstd; folders of them; patterns such as 'by-day/*.csv'; "
          "none or - reads standard input")
      ->type_name("FILE");
  command
      .add_option("-d,--delimiter", options.delimiter,
                  "Character between fields; 'tab' for tabs [found from the header]")
      ->type_name("CHAR")
      ->group("Reading");
  command
      .add_option(
          "--encoding", options.encoding,
          "Encoding of the text, e.g. windows-1252 or UTF-16LE [UTF-8 or UTF-16 by the byte "
          "order mark; windows-1252 when it is no UTF-8]")
      ->type_name("NAME")
      ->group("Reading");
  command
      .add_option(
          "--columns", options.columns,
          "Which columns mean what, e.g. customer=Kunde,date=Datum (fields: order, customer, "
          "date, quantity, price, amount, stock_code, country) [found from the header]")
      ->type_name("FIELD=NAME,...")
      ->group("Reading");
  command
      .add_option("--date-format", options.date_format,
                  "How dates are written, e.g. '%d.%m.%Y %H:%M' (strptime's directives, or "
                  "'excel') [found from the rows]")
      ->type_name("FORMAT")
      ->group("Reading");
  command
      .add_option("--decimal", options.decimal,
                  "The mark before the decimals of numbers: . or , [found from the rows]")
      ->type_name(".|,")
      ->group("Reading");
  command
      .add_option("--max-errors", options.max_errors,
                  "How many rows may be unreadable: a number, or a share like 0.5%")
      ->type_name("N|P%")
      ->capture_default_str()
      ->group("Reading");
  command
      .add_option("--block-size", options.block_size,
                  "Bytes read at a time; results never depend on it")
      ->type_name("BYTES")
      ->check(CLI::Range(1U, 1U << 30U).description(""))
      ->group("");  // for tests and tuning
}

void add_input_options(CLI::App& command, InputOptions& options) {
  add_file_options(command, options);
  add_as_of_option(command, options);
  add_cleaning_options(command, options);
  add_thread_option(command, options);
}

void add_as_of_option(CLI::App& command, InputOptions& options) {
  command
      .add_option("--as-of", options.as_of,
                  "Measure recency from this date, or from today, and drop later rows [the day "
                  "after the last row that counts]")
      ->type_name("DATE|today")
      ->group("Cleaning");
}

void add_cleaning_options(CLI::App& command, InputOptions& options) {
  command.add_option("--from", options.from, "Drop rows before this date")
      ->type_name("DATE")
      ->group("Cleaning");
  command.add_option("--to", options.to, "Drop rows after this date")
      ->type_name("DATE")
      ->group("Cleaning");
  command.add_option("--country", options.countries, "Keep only rows of this country (repeatable)")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->group("Cleaning");
  command
      .add_option("--exclude-stock-codes", options.excluded_stock_codes,
                  "Drop rows with these stock codes, e.g. POST,DOT,M")
      ->type_name("CODE,...")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group("Cleaning");
  command
      .add_option("--duplicates", options.duplicates,
                  "Rows that repeat another in every field: keep or drop")
      ->type_name("keep|drop")
      ->check(CLI::IsMember({"keep", "drop"}).description(""))
      ->capture_default_str()
      ->group("Cleaning");
  command
      .add_option("--returns", options.returns,
                  "Cancellations: drop them, or net: subtract them from what their customer spent")
      ->type_name("drop|net")
      ->check(CLI::IsMember({"drop", "net"}).description(""))
      ->capture_default_str()
      ->group("Cleaning");
}

void add_thread_option(CLI::App& command, InputOptions& options) {
  command
      .add_option("--threads", options.threads,
                  "Worker threads; results never depend on it [all cores]")
      ->type_name("N")
      ->check(CLI::Range(1U, 1024U).description(""))
      ->group("Running");
}

namespace {

CLI::Option* add_store(CLI::App& command, std::string& store, const char* description) {
  return command.add_option("--store", store, description)
      ->type_name("FILE")
      ->check(CLI::Validator(require_file, ""));
}

}  // namespace

void add_store_option(CLI::App& command, InputOptions& options) {
  add_store(command, options.store,
            "Take the transactions that rfmseg ingest has put in this store, instead of INPUT")
      ->group("Reading");
}

void add_required_store(CLI::App& command, std::string& store, double* lock_timeout) {
  add_store(command, store, "The store's file")->required();
  if (lock_timeout == nullptr) return;
  *lock_timeout = kLockTimeout;
  command
      .add_option("--lock-timeout", *lock_timeout,
                  "Seconds to wait while another program writes to the store")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.0, 86400.0).description(""))
      ->capture_default_str()
      ->group("Running");
}

void add_output_options(CLI::App& command, OutputOptions& options, std::string_view default_format,
                        const std::vector<std::string>& formats) {
  options.format = default_format;
  command
      .add_option("-o,--output", options.path,
                  "Write here instead of to standard output; the file appears whole or not at all")
      ->type_name("FILE")
      ->group("Output");
  command.add_option("--format", options.format, "What to write")
      ->type_name(fmt::format("{}", fmt::join(formats, "|")))
      ->check(CLI::IsMember(formats).description(""))
      ->capture_default_str()
      ->group("Output");
  command
      .add_flag("--csv-safe", options.csv_safe,
                "Put an apostrophe before cells of CSV that spreadsheet programs take for formulas")
      ->group("Output");
}

void add_scheme_options(CLI::App& command, SchemeOptions& options) {
  command
      .add_option("--scheme", options.scheme,
                  "Segmentation scheme: a preset's name (see rfmseg scheme list) or a TOML file")
      ->type_name("NAME|FILE")
      ->capture_default_str()
      ->group("Segments and clusters");
  const auto add_cuts = [&](const char* name, std::string& cuts, const char* description) {
    command.add_option(name, cuts, description)->type_name("N,...")->group("Segments and clusters");
  };
  add_cuts("--r-cuts", options.recency_cuts,
           "Score recency by these days, e.g. 30,60,90,180: as many as the scheme has scores, less "
           "one");
  add_cuts("--f-cuts", options.frequency_cuts, "Score frequency by these numbers");
  add_cuts("--m-cuts", options.monetary_cuts, "Score monetary by these amounts");
}

void add_group_options(CLI::App& command, GroupOptions& options) {
  CLI::Option* const by =
      command
          .add_option("--by", options.by,
                      "Score and segment within each group of customers, e.g. country: those with "
                      "the same text in this column, in their last row")
          ->type_name("COLUMN")
          ->check(CLI::Validator(require_name, ""))
          ->group("Segments and clusters");
  command
      .add_option("--min-group", options.min_group,
                  "Groups of fewer customers are scored together, as the rest")
      ->type_name("N")
      ->check(CLI::Range(1U, 1'000'000'000U).description(""))
      ->capture_default_str()
      ->needs(by)
      ->group("Segments and clusters");
}

void add_cluster_options(CLI::App& command, ClusterOptions& options) {
  command
      .add_option("--k", options.k,
                  fmt::format("Number of clusters, or auto to choose it [{}]", KMeansOptions{}.k))
      ->type_name("N|auto")
      ->check(CLI::Validator(require_k, ""))
      ->group("Segments and clusters");
  command.add_option("--k-range", options.k_range, "With --k auto: the numbers of clusters to try")
      ->type_name("N:N")
      ->capture_default_str()
      ->group("Segments and clusters");
  command.add_option("--k-by", options.k_by, "With --k auto: what chooses k")
      ->type_name("elbow|silhouette|calinski-harabasz|davies-bouldin|gap")
      ->capture_default_str()
      ->group("Segments and clusters");
  command.add_option("--starts", options.starts, "k-means++ starts, of which the best counts")
      ->type_name("N")
      ->check(CLI::Range(1, 100000).description(""))
      ->capture_default_str()
      ->group("Segments and clusters");
  command
      .add_option("--features", options.features,
                  "What customers are compared by: recency, frequency, monetary, tenure, "
                  "mean-order-value, items, products, days-between-orders "
                  "[recency,frequency,monetary]")
      ->type_name("NAME,...")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group("Segments and clusters");
  command
      .add_option("--transform", options.transform,
                  "Of the features' values; score is the score of R, F and M")
      ->type_name("log1p|none|box-cox|rank|score")
      ->capture_default_str()
      ->group("Segments and clusters");
  command.add_option("--scale", options.scaling, "Of the transformed values")
      ->type_name("z-score|min-max|robust|none")
      ->capture_default_str()
      ->group("Segments and clusters");
  command
      .add_option("--winsorize", options.winsorize,
                  "Bring values beyond this percentile from either end to it, before all else")
      ->type_name("P")
      ->capture_default_str()
      ->group("Segments and clusters");
  command
      .add_option("--stability", options.stability,
                  "Cluster so many bootstrap resamples, too, and tell how alike they are, e.g. 50")
      ->type_name("N")
      ->check(CLI::Range(0, 10000).description(""))
      ->group("Segments and clusters");
  command.add_option("--seed", options.seed, "Seed of the random starts")
      ->type_name("N")
      ->check(CLI::Validator(require_seed, ""))
      ->capture_default_str()
      ->group("Segments and clusters");
}

}  // namespace rfmseg::cli
