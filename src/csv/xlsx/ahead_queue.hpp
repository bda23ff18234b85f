#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>

namespace rfmseg {

/// What one thread makes ahead of another that takes it: at most four items.
template <class Item>
class AheadQueue {
 public:
  /// Waits until there is room; returns false if no more is wanted.
  [[nodiscard]] bool push(Item item) {
    constexpr std::size_t kMost = 4;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return items_.size() < kMost || unwanted_; });
    if (unwanted_) return false;
    items_.push_back(std::move(item));
    changed_.notify_all();
    return true;
  }
  /// Ends it after the items that were pushed; with an exception, pop() throws that then.
  void end(std::exception_ptr failure = nullptr) {
    const std::scoped_lock lock(mutex_);
    ended_ = true;
    failure_ = std::move(failure);
    changed_.notify_all();
  }
  /// Lets push() return false.
  void want_no_more() {
    const std::scoped_lock lock(mutex_);
    unwanted_ = true;
    changed_.notify_all();
  }
  /// Waits for the next item; nothing at the end.
  [[nodiscard]] std::optional<Item> pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !items_.empty() || ended_; });
    if (items_.empty()) {
      if (failure_ != nullptr) std::rethrow_exception(failure_);
      return std::nullopt;
    }
    std::optional<Item> item = std::move(items_.front());
    items_.pop_front();
    changed_.notify_all();
    return item;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Item> items_;
  bool ended_ = false, unwanted_ = false;
  std::exception_ptr failure_;
};

}  // namespace rfmseg
