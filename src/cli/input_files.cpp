#include "cli/input_files.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>

#include "rfmseg/error.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::cli {

std::unique_ptr<InputFiles> open_inputs(const InputOptions& options, bool fingerprints) {
  const std::vector<std::string> paths = paths_or_stdin(options);
  require_piped(paths);
  CsvOptions csv = options.csv;
  csv.fingerprint = fingerprints;
  return std::make_unique<InputFiles>(paths, csv);
}

std::vector<std::string> paths_or_stdin(const InputOptions& options) {
  return options.paths.empty() ? std::vector<std::string>{"-"} : options.paths;
}

void require_piped(const std::vector<std::string>& paths) {
  const auto stdin_inputs = std::ranges::count(paths, "-");
  if (stdin_inputs > 1) throw UsageError("- (standard input) can be given only once");
  if (stdin_inputs == 1 && ::isatty(STDIN_FILENO) == 1) {
    throw UsageError(
        "no INPUT given and standard input is a terminal (hint: name a file, or pipe one in)");
  }
}

void require_transactions(const InputFiles& files, const ColumnNames& columns,
                          std::string_view command) {
  if (is_customer_file(files.first_header(), columns)) {
    throw DataError(fmt::format("{}: is a customer table, but {} requires transactions",
                                files.description(), command));
  }
}

}  // namespace rfmseg::cli
