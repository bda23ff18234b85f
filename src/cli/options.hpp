#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/clean/cleaning_run.hpp"
#include "rfmseg/cluster/clustering.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace CLI {
class App;
}

namespace rfmseg::cli {

/// What to read and how: the options of every command.
struct InputOptions {
  std::vector<std::string> paths;
  std::string delimiter;
  std::string encoding;
  std::string columns;
  std::string date_format;
  std::string decimal;
  std::string as_of;
  std::string from;
  std::string to;
  std::vector<std::string> countries;
  std::vector<std::string> excluded_stock_codes;
  std::string duplicates = "keep";
  std::string returns = "drop";
  std::string max_errors = "1%";
  unsigned threads = 0;
  std::size_t block_size = 0;
  std::string store;  ///< in place of paths
};

/// How long to wait for other writers of a store.
inline constexpr double kLockTimeout = 60;

/// Where results go and in what form.
struct OutputOptions {
  std::string path = "-";
  std::string format;
  bool csv_safe = false;
};

struct ClusterOptions {
  std::string k;  ///< a number or auto; none: the library's default, or fewer if it must be
  std::string k_range = "2:10";
  std::string k_by = "silhouette";
  int starts = 20;
  std::uint64_t seed = 42;
  std::vector<std::string> features = {"recency", "frequency", "monetary"};
  std::string transform = "log1p";
  std::string scaling = "z-score";
  double winsorize = 0;
  int stability = 0;
};

/// Which scheme, and cuts to use in place of its own.
struct SchemeOptions {
  std::string scheme = "classic";
  std::string recency_cuts;
  std::string frequency_cuts;
  std::string monetary_cuts;
};

/// By what column customers are grouped before they are scored.
struct GroupOptions {
  std::string by;
  std::size_t min_group = 30;
};

/// What is wrong with the name of a column, as CLI11's validators say it: nothing unless it is
/// empty.
[[nodiscard]] std::string require_name(const std::string& name);

/// The same of a file.
[[nodiscard]] std::string require_file(const std::string& path);

/// INPUT, and how it is read.
void add_file_options(CLI::App& command, InputOptions& options);
/// The same, which rows count, and how many threads read them.
void add_input_options(CLI::App& command, InputOptions& options);
// Its parts:
void add_as_of_option(CLI::App& command, InputOptions& options);
void add_cleaning_options(CLI::App& command, InputOptions& options);
void add_thread_option(CLI::App& command, InputOptions& options);

/// `--store` in place of INPUT.
void add_store_option(CLI::App& command, InputOptions& options);
/// The same where a store is what the command is about. With `lock_timeout` it is written to.
void add_required_store(CLI::App& command, std::string& store, double* lock_timeout = nullptr);
/// The forms that every command can write.
inline const std::vector<std::string> kFormats = {"table", "csv", "json", "md"};

void add_output_options(CLI::App& command, OutputOptions& options, std::string_view default_format,
                        const std::vector<std::string>& formats = kFormats);
void add_scheme_options(CLI::App& command, SchemeOptions& options);
void add_group_options(CLI::App& command, GroupOptions& options);
void add_cluster_options(CLI::App& command, ClusterOptions& options);

[[nodiscard]] CleaningOptions cleaning_options(const InputOptions& options);
[[nodiscard]] MeasureOptions measure_options(const InputOptions& options,
                                             const MetricDefinitions& metrics,
                                             const std::string& group_column = {});
[[nodiscard]] unsigned thread_count(const InputOptions& options);
[[nodiscard]] Format output_format(const OutputOptions& options);
[[nodiscard]] TextStyle text_style(const OutputOptions& options);
/// Loads the scheme, and says what is odd about it.
[[nodiscard]] Scheme load_scheme(const SchemeOptions& options);
[[nodiscard]] ClusteringOptions clustering_options(const ClusterOptions& options, unsigned threads);

/// Finds the inputs and opens the first; `fingerprints` of all are wanted or not. Throws UsageError
/// when standard input is a terminal, or named twice. See CustomerSource for stores.
[[nodiscard]] std::unique_ptr<InputFiles> open_inputs(const InputOptions& options,
                                                      bool fingerprints = false);

/// Throws UsageError when standard input (`-`) is among `paths` and a terminal, or named twice.
void require_piped(const std::vector<std::string>& paths);

[[nodiscard]] std::chrono::milliseconds lock_timeout(double seconds);

/// How files are to be read.
[[nodiscard]] CsvOptions csv_options(const InputOptions& options);

/// Throws UsageError when an option that only transactions can answer was given for customer files.
void forbid_transaction_options(const InputOptions& options);
/// Throws UsageError when an option that only files can answer was given for a store.
void forbid_file_options(const InputOptions& options);
/// Throws DataError when the inputs hold customers.
void require_transactions(const InputFiles& files, std::string_view command);

}  // namespace rfmseg::cli
