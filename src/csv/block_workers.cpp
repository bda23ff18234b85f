#include "csv/block_workers.hpp"

#include <condition_variable>
#include <exception>
#include <limits>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "csv/csv_file.hpp"
#include "parallel.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"

namespace rfmseg {

/// Whose turn it is, and the first block that failed.
class BlockOrder {
 public:
  explicit BlockOrder(std::uint64_t first) : next_(first) {}

  void wait(std::uint64_t sequence) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return next_ == sequence || failed_ < sequence; });
    if (failed_ < sequence) throw Overtaken{};
  }

  void end(std::uint64_t sequence) {
    const std::scoped_lock lock(mutex_);
    ended_.insert(sequence);
    while (!ended_.empty() && *ended_.begin() == next_) {
      ended_.erase(ended_.begin());
      ++next_;
    }
    changed_.notify_all();
  }

  void fail(std::uint64_t sequence, std::exception_ptr error) {
    const std::scoped_lock lock(mutex_);
    if (sequence < failed_) {
      failed_ = sequence;
      error_ = std::move(error);
    }
    changed_.notify_all();
  }

  [[nodiscard]] bool failed() {
    const std::scoped_lock lock(mutex_);
    return error_ != nullptr;
  }

  void rethrow() {
    if (error_ != nullptr) std::rethrow_exception(error_);
  }

  /// Thrown by wait() if an earlier block failed.
  struct Overtaken {};

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t next_;
  std::set<std::uint64_t> ended_;
  std::uint64_t failed_ = std::numeric_limits<std::uint64_t>::max();
  std::exception_ptr error_;
};

void Turn::wait() {
  order_.wait(sequence_);
}

void Turn::end() {
  if (!ended_) order_.end(sequence_);
  ended_ = true;
}

namespace {

void run_worker(CsvFile& file, const BlockWork& work, BlockOrder& order) {
  Block block;
  while (!order.failed()) {
    // A read error comes after all blocks that could be read.
    std::uint64_t sequence = std::numeric_limits<std::uint64_t>::max() - 1;
    try {
      check_interrupt();
      if (!file.next(block)) return;
      sequence = block.sequence;
      Turn turn(order, sequence);
      try {
        work(block, turn);
      } catch (...) {
        order.fail(sequence, std::current_exception());  // before its turn ends
        throw;
      }
    } catch (const BlockOrder::Overtaken&) {
      return;
    } catch (...) {
      order.fail(sequence, std::current_exception());
      return;
    }
  }
}

}  // namespace

void for_each_block(CsvFile& file, const std::vector<BlockWork>& workers) {
  BlockOrder order(file.next_sequence());
  {
    const std::vector<std::jthread> others = start_threads(
        workers.size() - 1, [&](std::size_t i) { run_worker(file, workers[i], order); });
    run_worker(file, workers.front(), order);
  }
  order.rethrow();
}

}  // namespace rfmseg
