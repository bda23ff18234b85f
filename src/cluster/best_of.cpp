#include "cluster/best_of.hpp"

#include <mutex>
#include <utility>

#include "parallel.hpp"

namespace rfmseg {

KMeansResult best_of(std::size_t count, unsigned threads,
                     const std::function<KMeansResult(std::size_t)>& attempt) {
  std::mutex mutex;
  KMeansResult best;
  std::size_t winner = count;  // none yet
  in_parallel(count, threads, [&](std::size_t number) {
    KMeansResult result = attempt(number);
    const std::lock_guard lock(mutex);
    if (winner == count || std::pair(result.inertia, number) < std::pair(best.inertia, winner)) {
      best = std::move(result);
      winner = number;
    }
  });
  return best;
}

}  // namespace rfmseg
