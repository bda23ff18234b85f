#include "cluster/best_of.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "rfmseg/interrupt.hpp"

namespace rfmseg {
namespace {

/// What the attempts have come to so far, whichever of them end first.
class Contest {
 public:
  void enter(std::size_t number, KMeansResult result) {
    const std::lock_guard lock(mutex_);
    if (none_yet_ || std::pair(result.inertia, number) < std::pair(best_.inertia, winner_)) {
      best_ = std::move(result);
      winner_ = number;
      none_yet_ = false;
    }
  }

  void fail(std::size_t number, std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (error_ == nullptr || number < failed_) {
      error_ = std::move(error);
      failed_ = number;
    }
  }

  KMeansResult take_best() {
    if (error_ != nullptr) std::rethrow_exception(error_);
    return std::move(best_);
  }

 private:
  std::mutex mutex_;
  bool none_yet_ = true;
  KMeansResult best_;
  std::size_t winner_ = 0;
  std::exception_ptr error_;
  std::size_t failed_ = 0;
};

}  // namespace

KMeansResult best_of(std::size_t count, unsigned threads,
                     const std::function<KMeansResult(std::size_t)>& attempt) {
  Contest contest;
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t number = next++; number < count; number = next++) {
      try {
        check_interrupt();
        contest.enter(number, attempt(number));
      } catch (...) {
        contest.fail(number, std::current_exception());
        next = count;  // attempts with lower numbers are under way already
      }
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min<std::size_t>(threads, count); ++i)
      others.emplace_back(work);
    work();
  }
  return contest.take_best();
}

}  // namespace rfmseg
