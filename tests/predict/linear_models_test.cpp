#include "predict/linear_models.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "predict/kernel_svm.hpp"
#include "predict/small_sample.hpp"
#include "predict/standardiser.hpp"

namespace rfmseg {
namespace {

void expect_model(const LinearModel& model, const std::vector<double>& weights, double intercept,
                  double tolerance = 1e-6) {
  ASSERT_EQ(model.weights.size(), weights.size());
  for (std::size_t c = 0; c < weights.size(); ++c) {
    EXPECT_NEAR(model.weights[c], weights[c], tolerance) << "weight " << c;
  }
  EXPECT_NEAR(model.intercept, intercept, tolerance);
}

// The expected numbers are those of scikit-learn 1.9 for the same 24 rows.

TEST(Ridge, HasTheCoefficientsOfScikitLearn) {
  const test::SmallSample sample;
  expect_model(fit_ridge(sample.x, sample.amounts, 0.5),
               {3.090501749277, -2.358556582164, 0.550045452799}, 0.5022334251603766);
  expect_model(fit_ridge(sample.x, sample.amounts, 10),
               {2.924181650312, -2.052340159425, 0.462010720316}, 0.6337787587738752);
}

TEST(Lasso, HasTheCoefficientsOfScikitLearn) {
  const test::SmallSample sample;
  const std::vector<LinearModel> path = fit_lasso(sample.x, sample.amounts, {4, 1, 0.1});
  expect_model(path[0], {2.428150267503, -0.888406906652, 0}, 0.8256633097705066);
  EXPECT_EQ(path[0].weights[2], 0);
  expect_model(path[1], {2.91992568595, -1.984798602461, 0.35281423271}, 0.7553349929441922);
  expect_model(path[2], {3.082005573537, -2.337742139738, 0.535066050123}, 0.522592819540721);
}

TEST(Lasso, HasNoWeightsFromItsLargestAlphaOn) {
  const test::SmallSample sample;
  const double largest = largest_lasso_alpha(sample.x, sample.amounts);
  EXPECT_NEAR(largest, 27.893229166666668, 1e-9);
  EXPECT_EQ(fit_lasso(sample.x, sample.amounts, {largest})[0].weights,
            (std::vector<double>{0, 0, 0}));
  EXPECT_NE(fit_lasso(sample.x, sample.amounts, {largest * 0.99})[0].weights[0], 0);
}

TEST(LogisticRegression, HasTheCoefficientsOfScikitLearn) {
  const test::SmallSample sample;
  const Matrix z = standardiser_of(sample.x, {})(sample.x);
  expect_model(fit_margin(z, sample.classes, MarginLoss::logistic, 0.1),
               {0.250496014152, 0.191294713533, -0.288639598207}, -0.355774024957);
  expect_model(fit_margin(z, sample.classes, MarginLoss::logistic, 10),
               {0.632038265962, 0.732824483313, -1.020851344277}, -0.530986193585);
}

// Minimised by SciPy's BFGS: scikit-learn's LinearSVC has a penalty on the intercept.
TEST(LinearSupportVectorMachine, IsAtTheMinimum) {
  const test::SmallSample sample;
  const Matrix z = standardiser_of(sample.x, {})(sample.x);
  expect_model(fit_margin(z, sample.classes, MarginLoss::squared_hinge, 1),
               {0.251106529959, 0.281710819873, -0.411837552477}, -0.190928254798);
}

TEST(LogisticRegression, IsFoundWhereClassesAreParted) {
  Matrix x(4, 1);
  x.values = {-2, -1, 1, 2};
  const LinearModel model = fit_margin(x, {0, 0, 1, 1}, MarginLoss::logistic, 1e4);
  EXPECT_GT(model.weights[0], 1);
  EXPECT_NEAR(model.intercept, 0, 1e-6);
}

TEST(KernelSupportVectorMachine, HasTheDecisionFunctionOfScikitLearn) {
  const test::SmallSample sample;
  const Matrix z = standardiser_of(sample.x, {})(sample.x);
  const std::vector<double> values = fit_kernel_svm(z, sample.classes, 1, 0.3)(z);
  const std::vector<double> expected = {-1.005269901105, 0.784383717285,  -0.650552237818,
                                        0.812906996945,  -1.210518702478, -0.561037136839};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(values[i], expected[i], 2e-3) << i;
}

TEST(Standardiser, GivesScoresOfTheSampleItWasMadeFrom) {
  const test::SmallSample sample;
  const Matrix z = standardiser_of(sample.x, {})(sample.x);
  EXPECT_NEAR(z(5, 0), -0.893245982988, 1e-9);
  EXPECT_NEAR(z(5, 2), 1.488031989312, 1e-9);
}

TEST(Standardiser, MakesAConstantColumnNothing) {
  Matrix x(3, 1);
  x.values = {0.1, 0.1, 0.1};
  EXPECT_EQ(standardiser_of(x, {true})(x).values, (std::vector<double>{0, 0, 0}));
  Matrix other(1, 1);
  other.values = {7};
  EXPECT_EQ(standardiser_of(x, {})(other).values, std::vector<double>{0});
}

}  // namespace
}  // namespace rfmseg
