#include "parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "rfmseg/interrupt.hpp"

namespace rfmseg {
namespace {

/// The error of the task with the lowest number.
class FirstError {
 public:
  void enter(std::size_t task, std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (error_ == nullptr || task < task_) {
      error_ = std::move(error);
      task_ = task;
    }
  }
  void rethrow() const {
    if (error_ != nullptr) std::rethrow_exception(error_);
  }

 private:
  std::mutex mutex_;
  std::exception_ptr error_;
  std::size_t task_ = 0;
};

}  // namespace

std::vector<std::jthread> start_threads(std::size_t count,
                                        const std::function<void(std::size_t)>& work) {
  std::vector<std::jthread> threads;
  threads.reserve(count);
  try {
    for (std::size_t i = 1; i <= count; ++i) threads.emplace_back(work, i);
  } catch (const std::system_error&) {
    // The work is done by those that there are.
  }
  return threads;
}

void in_parallel(std::size_t count, unsigned threads,
                 const std::function<void(std::size_t)>& task) {
  FirstError error;
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t number = next++; number < count; number = next++) {
      try {
        check_interrupt();
        task(number);
      } catch (...) {
        error.enter(number, std::current_exception());
        next = count;  // tasks with lower numbers are already running
      }
    }
  };
  {
    const std::size_t wanted = std::min<std::size_t>(threads, count);
    const std::vector<std::jthread> others =
        start_threads(wanted > 0 ? wanted - 1 : 0, [&](std::size_t) { work(); });
    work();
  }
  error.rethrow();
}

}  // namespace rfmseg
