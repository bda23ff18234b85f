#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options/input_options.hpp"
#include "rfmseg/csv/input_files.hpp"

namespace rfmseg::cli {

/// Finds the inputs and opens the first; `fingerprints` of all are wanted or not. Throws UsageError
/// when standard input is a terminal, or named twice. See CustomerSource for stores.
[[nodiscard]] std::unique_ptr<InputFiles> open_inputs(const InputOptions& options,
                                                      bool fingerprints = false);

/// The paths, or `-` when there are none.
[[nodiscard]] std::vector<std::string> paths_or_stdin(const InputOptions& options);
/// Throws UsageError when standard input (`-`) is among `paths` and a terminal, or named twice.
void require_piped(const std::vector<std::string>& paths);
/// Throws DataError when the inputs hold customers; see is_customer_file().
void require_transactions(const InputFiles& files, const ColumnNames& columns,
                          std::string_view command);

}  // namespace rfmseg::cli
