#include "cluster/best_of.hpp"

#include <gtest/gtest.h>

#include <string>

#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

KMeansResult with_inertia(double inertia, std::size_t number) {
  KMeansResult result;
  result.inertia = inertia;
  result.iterations = static_cast<int>(number);
  return result;
}

TEST(BestOf, TakesTheLeastInertiaAndOfEqualsTheFirst) {
  for (const unsigned threads : {0U, 1U, 3U, 50U}) {
    const KMeansResult best = best_of(20, threads, [](std::size_t number) {
      return with_inertia(number % 5 == 3 ? 1 : 2, number);
    });
    EXPECT_EQ(best.iterations, 3) << threads << " threads";
  }
}

TEST(BestOf, ThrowsTheFirstError) {
  for (const unsigned threads : {1U, 2U, 8U}) {
    for (int round = 0; round < 20; ++round) {
      const std::string message = test::thrown<DataError>([&] {
        (void)best_of(20, threads, [](std::size_t number) {
          if (number >= 4) throw DataError(std::to_string(number));
          return with_inertia(0, number);
        });
      });
      EXPECT_EQ(message, "4");
    }
  }
}

}  // namespace
}  // namespace rfmseg
