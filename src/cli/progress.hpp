#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include "cli/options.hpp"
#include "rfmseg/csv/csv_file.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::cli {

/// Shows on standard error how far reading has come, while it lives: only on a terminal, only after
/// a second.
class Progress {
 public:
  explicit Progress(const std::vector<std::unique_ptr<CsvFile>>& files);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void watch();

  const std::vector<std::unique_ptr<CsvFile>>& files_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool end_ = false;
  std::thread watcher_;
};

}  // namespace rfmseg::cli
