#pragma once

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "cli/option.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/csv/csv_options.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::cli {

/// What to read and how: the options of every command that reads.
struct InputOptions {
  std::vector<std::string> paths;
  std::string store;  ///< in place of paths; see store_options.hpp
  CsvOptions csv;
  CleaningOptions cleaning;
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
};

/// What INPUT is to most commands.
inline constexpr const char* kInputDescription =
    "CSV files, Excel workbooks (.xlsx) or JSON lines, also gzip or zstd; folders of them; "
    "patterns such as 'by-day/*.csv'; - or no INPUT: standard input";

/// INPUT, and how it is read.
[[nodiscard]] Options declare_files(InputOptions& options,
                                    const std::string& input_description = kInputDescription);
/// The same, which rows count, and how many threads read them.
[[nodiscard]] Options declare_input(InputOptions& options);
// Its parts:
[[nodiscard]] Options declare_as_of(InputOptions& options);
[[nodiscard]] Options declare_cleaning(InputOptions& options);
[[nodiscard]] Options declare_threads(InputOptions& options);

[[nodiscard]] MeasureOptions measure_options(const InputOptions& options,
                                             const MetricDefinitions& metrics,
                                             const std::string& group_column = {});

}  // namespace rfmseg::cli
