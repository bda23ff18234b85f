#include "cluster/seeding.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <numeric>
#include <span>

#include "cluster/feature_matrix.hpp"
#include "cluster/feature_rows.hpp"

namespace rfmseg {
namespace {

using test::on_a_line;

constexpr std::array<double, 5> kLine = {0, 1, 3, 4, 10};
constexpr std::size_t kCount = kLine.size();
using Probabilities = std::array<std::array<double, kCount>, kCount>;  // of first and second centre

double squared(double x) {
  return x * x;
}

/// D² sampling: the second centre's probability is proportional to its squared distance.
std::array<double, kCount> second_centre(std::size_t first) {
  std::array<double, kCount> probability{};
  double sum = 0;
  for (const double x : kLine) sum += squared(x - kLine[first]);
  for (std::size_t i = 0; i < kCount; ++i) probability[i] = squared(kLine[i] - kLine[first]) / sum;
  return probability;
}

/// The inertia with two centres.
double inertia(std::size_t first, std::size_t second) {
  double sum = 0;
  for (const double x : kLine) {
    sum += std::min(squared(x - kLine[first]), squared(x - kLine[second]));
  }
  return sum;
}

/// The chi-square statistic of the first two centres drawn with many seeds.
double chi_square(const Probabilities& expected, int candidates,
                  std::span<const std::int64_t> weights = {}) {
  const FeatureMatrix matrix = on_a_line({kLine.begin(), kLine.end()});
  const Points points(matrix, weights);
  constexpr int kDraws = 20'000;
  std::map<std::pair<std::size_t, std::size_t>, int> drawn;
  for (std::uint64_t seed = 0; seed < kDraws; ++seed) {
    Random random(seed, 0);
    const std::vector<std::size_t> centres = kmeans_plus_plus(points, 2, candidates, random);
    ++drawn[{centres.at(0), centres.at(1)}];
  }
  double sum = 0;
  for (std::size_t first = 0; first < kCount; ++first) {
    for (std::size_t second = 0; second < kCount; ++second) {
      const double expectation = kDraws * expected[first][second];
      const double difference = drawn[{first, second}] - expectation;
      if (expectation == 0) {
        EXPECT_EQ(difference, 0) << first << " " << second;
      } else {
        sum += difference * difference / expectation;
      }
    }
  }
  return sum;
}

// The 0.999 quantile of chi-square with 19 degrees of freedom: 5 x 4 outcomes less one.
constexpr double kLimit19 = 43.8;

TEST(KMeansPlusPlus, DrawsBySquaredDistance) {
  Probabilities expected{};
  for (std::size_t first = 0; first < kCount; ++first) {
    for (std::size_t second = 0; second < kCount; ++second) {
      expected[first][second] = second_centre(first)[second] / kCount;
    }
  }
  EXPECT_LT(chi_square(expected, 1), kLimit19);
}

TEST(KMeansPlusPlus, CountsPointsByTheirWeights) {
  constexpr std::array<std::int64_t, kCount> kWeights = {3, 1, 2, 7, 1};
  constexpr double kTotal = 14;
  Probabilities expected{};
  for (std::size_t first = 0; first < kCount; ++first) {
    const auto pull = [&](std::size_t i) {
      return static_cast<double>(kWeights[i]) * squared(kLine[i] - kLine[first]);
    };
    double sum = 0;
    for (std::size_t i = 0; i < kCount; ++i) sum += pull(i);
    for (std::size_t second = 0; second < kCount; ++second) {
      expected[first][second] = static_cast<double>(kWeights[first]) / kTotal * pull(second) / sum;
    }
  }
  EXPECT_LT(chi_square(expected, 1, kWeights), kLimit19);
}

TEST(KMeansPlusPlus, OfTwoCandidatesTakesTheOneThatLeavesLessInertia) {
  Probabilities expected{};
  for (std::size_t first = 0; first < kCount; ++first) {
    const std::array<double, kCount> probability = second_centre(first);
    for (std::size_t a = 0; a < kCount; ++a) {
      for (std::size_t b = 0; b < kCount; ++b) {
        const std::size_t taken = inertia(first, b) < inertia(first, a) ? b : a;
        expected[first][taken] += probability[a] * probability[b] / kCount;
      }
    }
  }
  EXPECT_LT(chi_square(expected, 2), kLimit19);
}

TEST(KMeansPlusPlus, NeverDrawsAPointTwice) {
  const FeatureMatrix matrix = on_a_line({5, 5, 5, 5, 5, 5, 7, 7, 7, 9});
  const Points points(matrix);
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random(seed, 0);
    std::vector<double> values;
    for (const std::size_t centre : kmeans_plus_plus(points, 3, 1, random)) {
      values.push_back(matrix(centre, 0));
    }
    std::sort(values.begin(), values.end());
    EXPECT_EQ(values, (std::vector<double>{5, 7, 9}));
  }
}

TEST(KMeansPlusPlus, DrawsAsManyCandidatesAsScikitLearn) {
  EXPECT_EQ(seeding_candidates(1), 2);
  EXPECT_EQ(seeding_candidates(2), 2);
  EXPECT_EQ(seeding_candidates(3), 3);
  EXPECT_EQ(seeding_candidates(8), 4);
  EXPECT_EQ(seeding_candidates(21), 5);
}

}  // namespace
}  // namespace rfmseg
