#include "cli/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <system_error>

#include "cli/log.hpp"
#include "rfmseg/report/document.hpp"

namespace rfmseg::cli {
namespace {

std::string size_text(double bytes) {
  if (bytes >= 1e9) return fmt::format("{:.1f} GB", bytes / 1e9);
  return fmt::format("{:.0f} MB", bytes / 1e6);
}

std::string duration_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  return fmt::format("{} min {:02} s", whole / 60, whole % 60);
}

}  // namespace

std::string describe_progress(std::uint64_t bytes, std::uint64_t rows,
                              std::optional<std::uint64_t> total_bytes, double seconds) {
  const auto done = static_cast<double>(bytes);
  std::string text = "read " + size_text(done);
  if (total_bytes && *total_bytes > 0) {
    const double share = std::min(done / static_cast<double>(*total_bytes), 1.0);
    text += fmt::format(" of {} ({:.0f}%)", size_text(static_cast<double>(*total_bytes)),
                        std::floor(share * 100));
  }
  text +=
      fmt::format(", {} rows, {:.0f} MB/s", grouped(std::to_string(rows)), done / 1e6 / seconds);
  if (total_bytes && bytes > 0 && bytes < *total_bytes) {
    text += fmt::format(", {} left",
                        duration_text(seconds * static_cast<double>(*total_bytes - bytes) / done));
  }
  return text;
}

Progress::Progress(const InputFiles& files) : files_(files) {
  if (::isatty(STDERR_FILENO) != 1 || is_quiet()) return;
  try {
    watcher_ = std::thread([this] { watch(); });
  } catch (const std::system_error&) {
    // No progress is shown where the system allows no more threads.
  }
}

Progress::~Progress() {
  if (!watcher_.joinable()) return;
  {
    const std::scoped_lock lock(mutex_);
    end_ = true;
  }
  ended_.notify_one();
  watcher_.join();
}

void Progress::watch() {
  using std::chrono::steady_clock;
  const auto begin = steady_clock::now();
  const auto total = files_.total_bytes();
  bool shown = false;
  std::unique_lock lock(mutex_);
  auto pause = std::chrono::milliseconds(1000);
  while (!ended_.wait_for(lock, pause, [this] { return end_; })) {
    const double seconds = std::chrono::duration<double>(steady_clock::now() - begin).count();
    const ReadProgress& progress = files_.progress();
    fmt::print(stderr, "\r\x1b[K{}",
               describe_progress(progress.bytes, progress.rows, total, seconds));
    std::fflush(stderr);
    shown = true;
    pause = std::chrono::milliseconds(200);
  }
  if (shown) fmt::print(stderr, "\r\x1b[K");
}

}  // namespace rfmseg::cli
