#include "cli/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

namespace rfmseg::cli {

Progress::Progress(const std::vector<std::unique_ptr<CsvFile>>& files) : files_(files) {
  if (::isatty(STDERR_FILENO) == 1) watcher_ = std::thread([this] { watch(); });
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
  constexpr double kMegabyte = 1e6;
  bool shown = false;
  std::unique_lock lock(mutex_);
  auto pause = std::chrono::milliseconds(1000);
  while (!ended_.wait_for(lock, pause, [this] { return end_; })) {
    std::uint64_t bytes = 0;
    for (const auto& file : files_) bytes += file->bytes_taken();
    const double seconds = std::chrono::duration<double>(steady_clock::now() - begin).count();
    const double megabytes = static_cast<double>(bytes) / kMegabyte;
    fmt::print(stderr, "\r\x1b[Kread {:.0f} MB, {:.0f} MB/s", megabytes, megabytes / seconds);
    std::fflush(stderr);
    shown = true;
    pause = std::chrono::milliseconds(200);
  }
  if (shown) fmt::print(stderr, "\r\x1b[K");
}

}  // namespace rfmseg::cli
