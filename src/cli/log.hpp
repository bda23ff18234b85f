#pragma once

#include <string>
#include <vector>

namespace rfmseg::cli {

/// How much is logged, and where else than on standard error.
struct LogOptions {
  bool quiet = false;
  bool verbose = false;
  std::string file;
  std::string format = "text";
};

/// Messages go to standard error; standard output is for data.
void start_log();
/// How much is logged, and how.
void configure_log(const LogOptions& options);
/// Writes all messages to the log file, too, if there is one. Throws DataError when it cannot
/// be opened.
void open_log_file(const LogOptions& options);
[[nodiscard]] bool is_quiet();

/// The last 100 warnings and errors, oldest first.
[[nodiscard]] std::vector<std::string> logged_warnings();
[[nodiscard]] std::vector<std::string> logged_errors();

void log_error(const std::string& message);
void log_warning(const std::string& message);
/// Unless it is one of the last warnings: of an input that a command reads twice.
void log_new_warning(const std::string& message);
void log_info(const std::string& message);    ///< not with -q
void log_detail(const std::string& message);  ///< only with -v

}  // namespace rfmseg::cli
