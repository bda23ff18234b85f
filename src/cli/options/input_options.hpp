#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::cli {

/// What to read and how: the options of every command that reads.
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
  std::string store;  ///< in place of paths; see store_options.hpp
};

/// What INPUT is to most commands.
inline constexpr const char* kInputDescription =
    "CSV files, plain, gzip or zstd; folders of them; patterns such as 'by-day/*.csv'; none or - "
    "reads standard input";

/// INPUT, and how it is read.
[[nodiscard]] Options declare_files(InputOptions& options,
                                    const std::string& input_description = kInputDescription);
/// The same, which rows count, and how many threads read them.
[[nodiscard]] Options declare_input(InputOptions& options);
// Its parts:
[[nodiscard]] Options declare_as_of(InputOptions& options);
[[nodiscard]] Options declare_cleaning(InputOptions& options);
[[nodiscard]] Options declare_threads(InputOptions& options);

/// How files are to be read.
[[nodiscard]] CsvOptions csv_options(const InputOptions& options);
[[nodiscard]] CleaningOptions cleaning_options(const InputOptions& options);
[[nodiscard]] MeasureOptions measure_options(const InputOptions& options,
                                             const MetricDefinitions& metrics,
                                             const std::string& group_column = {});
[[nodiscard]] unsigned thread_count(const InputOptions& options);

/// Finds the inputs and opens the first; `fingerprints` of all are wanted or not. Throws UsageError
/// when standard input is a terminal, or named twice. See CustomerSource for stores.
[[nodiscard]] std::unique_ptr<InputFiles> open_inputs(const InputOptions& options,
                                                      bool fingerprints = false);

/// Throws UsageError when standard input (`-`) is among `paths` and a terminal, or named twice.
void require_piped(const std::vector<std::string>& paths);
/// Throws UsageError when an option that only transactions can answer was given for customer files.
void forbid_transaction_options(const InputOptions& options);
/// Throws UsageError when an option that only files can answer was given for a store.
void forbid_file_options(const InputOptions& options);
/// Throws DataError when the inputs hold customers.
void require_transactions(const InputFiles& files, std::string_view command);

}  // namespace rfmseg::cli
