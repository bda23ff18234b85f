#include "cli/run_summary.hpp"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/core.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "cli/log.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/version.hpp"

namespace rfmseg::cli {
namespace {

using Json = nlohmann::ordered_json;

template <class Value>
Json if_known(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

std::uint64_t peak_memory_bytes() {
  struct rusage usage {};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

std::string line_of(const RunSummary& summary, int exit_code) {
  using std::chrono::milliseconds;
  const auto taken =
      std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now() - summary.started);
  const auto started = std::chrono::time_point_cast<std::chrono::seconds>(summary.started);
  const Json json = {
      {"format", "rfmseg-summary"},
      {"format_version", 1},
      {"rfmseg_version", version()},
      {"command", summary.command},
      {"arguments", summary.arguments},
      {"started", fmt::format("{:%Y-%m-%dT%H:%M:%S}Z",
                              fmt::gmtime(std::chrono::system_clock::to_time_t(started)))},
      {"seconds", static_cast<double>(taken.count()) / 1000},
      {"peak_memory_bytes", peak_memory_bytes()},
      {"exit_code", exit_code},
      {"files", if_known(summary.files)},
      {"rows", if_known(summary.rows)},
      {"rows_kept", if_known(summary.rows_kept)},
      {"customers", if_known(summary.customers)},
      {"as_of", summary.as_of.empty() ? Json(nullptr) : Json(summary.as_of)},
      {"outputs", summary.outputs},
      {"warnings", logged_warnings()},
      {"errors", logged_errors()},
  };
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace

void append_summary(const RunSummary& summary, int exit_code, const std::string& path) {
  const auto fail = [&] {
    throw DataError(fmt::format("{}: cannot write: {}", path, std::strerror(errno)));
  };
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) fail();
  // One write, so that lines of runs at the same time do not mix.
  const std::string line = line_of(summary, exit_code);
  const ssize_t written = ::write(descriptor, line.data(), line.size());
  const int error = written < 0 ? errno : ENOSPC;
  ::close(descriptor);
  errno = error;
  if (written != static_cast<ssize_t>(line.size())) fail();
}

}  // namespace rfmseg::cli
