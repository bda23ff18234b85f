#include "predict/measures.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <vector>

#include "predict/small_sample.hpp"

namespace rfmseg {
namespace {

// The expected numbers are those of scikit-learn 1.9 and SciPy 1.17 for the same customers; where
// counts are given, for each customer so many times.

void expect_measures(const std::vector<double>& found, const std::vector<double>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-12) << i;
}

std::vector<double> counts_of_three() {
  std::vector<double> counts;
  for (std::size_t i = 0; i < 24; ++i) counts.push_back(static_cast<double>(i % 3));
  return counts;
}

TEST(Measures, OfProbabilitiesAreThoseOfScikitLearn) {
  const test::SmallSample sample;
  const JudgedPredictions judged(PredictionTarget::returns, sample.classes,
                                 {0.1, 0.6, 0.5, 0.7, 0.6, 0.5, 0.7, 0.6, 0.1, 0.7, 0.6, 0.1,
                                  0.7, 0.2, 0.8, 0.7, 0.2, 0.8, 0.7, 0.2, 0.8, 0.3, 0.2, 0.8});
  expect_measures(judged.measure(), {0.7142857142857143, 0.5581547619047619, 0.6666666666666666,
                                     0.7, 0.21333333333333337, 0.6121650183996894});
  expect_measures(judged.measure(counts_of_three()),
                  {0.6925925925925925, 0.49444444444444446, 0.625, 0.6777777777777778,
                   0.2316666666666667, 0.6523940798967228});
  EXPECT_NEAR(judged.first_measure(counts_of_three()), 0.6925925925925925, 1e-12);
}

TEST(Measures, OfAmountsAreThoseOfScikitLearn) {
  const test::SmallSample sample;
  std::vector<double> actual, predicted;
  for (std::size_t i = 0; i < sample.x.rows; ++i) {
    actual.push_back(std::abs(sample.amounts[i]));
    predicted.push_back(2 * sample.x(i, 0) + 1);
  }
  const JudgedPredictions judged(PredictionTarget::spend, actual, predicted);
  expect_measures(judged.measure(), {3.6041666666666665, 4.535737720224425, 0.7315831497641443,
                                     0.5144476593982984, 0.8791810402588954, 0.9866156787762906});
  expect_measures(judged.measure(counts_of_three()), {3.0, 4.06201920231798, 0.7840785169029444,
                                                      0.4980139157367466, 0.8514289004435465, 1.0});
  EXPECT_NEAR(judged.first_measure(counts_of_three()), 3.0, 1e-12);
}

TEST(Measures, OfOneClassAreThoseOfChance) {
  const JudgedPredictions judged(PredictionTarget::returns, {1, 1, 1}, {0.2, 0.6, 0.9});
  EXPECT_EQ(judged.measure()[0], 0.5);
}

}  // namespace
}  // namespace rfmseg
