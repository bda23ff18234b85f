#pragma once

#include <string>

#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::cli {

enum class Verbosity { quiet, normal, verbose };

/// Messages go to standard error only; standard output is for data.
void start_log();
void set_verbosity(Verbosity verbosity);
[[nodiscard]] bool is_quiet();

void log_error(const std::string& message);
void log_warning(const std::string& message);
void log_info(const std::string& message);    ///< not with -q
void log_detail(const std::string& message);  ///< only with -v

/// How each file was read, and what the user should know of it.
void log_files(const std::vector<SourceFile>& files);
/// How many rows count.
void log_kept(const Ledger& ledger);
/// What was read, kept and assumed; bad rows as a warning.
void log_reading(const TransactionSummary& transactions, std::size_t customers);
void log_bad_rows(const Ledger& ledger, const std::vector<std::string>& first_errors);

}  // namespace rfmseg::cli
