#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "rfmseg/csv/input_files.hpp"

namespace rfmseg::cli {

/// `read 1.2 GB of 4.7 GB (26%), 12,345,678 rows, 750 MB/s, 5 s left`; without a total only what is
/// known.
[[nodiscard]] std::string describe_progress(std::uint64_t bytes, std::uint64_t rows,
                                            std::optional<std::uint64_t> total_bytes,
                                            double seconds);

/// Shows on standard error how far reading has come, while it lives: only on a terminal, only after
/// a second, and not with -q.
class Progress {
 public:
  explicit Progress(const InputFiles& files);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void watch();

  const InputFiles& files_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool end_ = false;
  std::thread watcher_;
};

}  // namespace rfmseg::cli
