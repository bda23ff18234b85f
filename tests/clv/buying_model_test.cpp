// The formulas of the models, with given parameters.
#include "clv/buying_model.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "clv/brute_force.hpp"
#include "clv/exponential_integral.hpp"
#include "clv/free_parameters.hpp"

namespace rfmseg {
namespace {

using test::BruteForce;
using Parameters = std::array<double, 4>;

Term likelihood_of(RepeatModel model, std::span<const double> parameters,
                   const PurchaseHistory& one) {
  return make_buying_model(model, parameters)
      ->log_likelihood(HistorySample(group_histories({one})), 1);
}

constexpr std::array kWithDropout = {RepeatModel::bg_nbd, RepeatModel::mbg_nbd,
                                     RepeatModel::pareto_nbd};

TEST(BuyingModel, IsTheIntegralOverAllCustomers) {
  const Parameters parameters = {0.7, 6.0, 0.8, 2.5};
  for (const RepeatModel model : kWithDropout) {
    for (const PurchaseHistory& history :
         {PurchaseHistory{0, 0, 39}, PurchaseHistory{2, 30.5, 39}, PurchaseHistory{11, 12, 30}}) {
      SCOPED_TRACE(std::string(to_string(model)) + ' ' + std::to_string(history.repeats));
      const BruteForce expected(model, parameters, history, 52, 0.002);
      const auto of = make_buying_model(model, parameters);
      EXPECT_NEAR(likelihood_of(model, parameters, history).value, std::log(expected.likelihood()),
                  1e-8);
      const double alive = of->alive(history).value();
      EXPECT_NEAR(alive, expected.alive(), 1e-8);
      EXPECT_NEAR(alive * of->purchases_if_alive(history, 52) / expected.purchases(), 1, 1e-8);
      EXPECT_NEAR(alive * of->discounted_if_alive(history, 0.002) / expected.discounted(), 1, 1e-6);
    }
  }
}

struct Extreme {
  RepeatModel model;
  Parameters parameters;
  PurchaseHistory history;
  double log_likelihood, alive;
};

// With the formulas of the papers, in mpmath 1.3 with 60 digits. Doubles would overflow or cancel.
TEST(BuyingModel, IsExactWhereTheFormulasOfThePapersOverflow) {
  using enum RepeatModel;
  const std::vector<Extreme> extremes = {
      {pareto_nbd,
       {0.553, 10.578, 0.606, 11.669},
       {2, 30.43, 38.86},
       -9.5542832451504058,
       0.869167559153},
      {pareto_nbd,
       {0.553, 10.578, 0.606, 11.669},
       {2000, 30, 38.86},
       5786.5560697520967,
       7.79186932234e-169},
      {pareto_nbd,
       {0.553, 10.578, 0.606, 11.669},
       {26, 30.86, 31},
       -39.131671540302775,
       0.997918731055},
      {pareto_nbd, {0.5, 0.001, 0.6, 100}, {0, 0, 500}, -5.5728729333361028, 0.127025752575},
      {pareto_nbd, {0.5, 100, 0.6, 0.001}, {0, 0, 500}, -0.0011117261733586194, 0.000155605401178},
      {pareto_nbd, {0.5, 100, 0.6, 0.001}, {3, 0.5, 500}, -17.095082284904581, 3.58417557543e-5},
      {pareto_nbd, {30, 1e6, 20, 5e5}, {3, 200, 500}, -31.17004616369199, 0.988021417053},
      {pareto_nbd, {0.02, 3, 0.01, 2000}, {40, 600, 700}, -159.49491608713707, 0.973353290087},
      {pareto_nbd, {4, 900, 40, 2}, {700, 300, 730}, -1258.7694500673075, 5.23986155664e-109},
      {bg_nbd,
       {0.243, 4.414, 0.793, 2.426},
       {2, 30.43, 38.86},
       -9.4586063070662712,
       0.726578570081},
      {bg_nbd,
       {0.243, 4.414, 0.793, 2.426},
       {2000, 30, 38.86},
       6108.834873718608,
       2.47809001261e-196},
      {bg_nbd, {0.5, 0.001, 1e-06, 100}, {5, 20, 500}, -33.86394551778253, 0.680560410351},
      {bg_nbd, {30, 1e6, 0.01, 0.02}, {3, 200, 500}, -31.577279352130849, 0.995025141918},
      {bg_nbd, {2, 50, 300, 900}, {700, 300, 730}, -363.57921503076328, 2.58275525707e-244},
      {mbg_nbd, {0.243, 4.414, 0.793, 2.426}, {0, 0, 38.86}, -0.38695222057085345, 0.637253337965},
      {mbg_nbd,
       {0.243, 4.414, 0.793, 2.426},
       {2000, 30, 38.86},
       6108.8339782584012,
       2.4793281748e-196},
      {mbg_nbd, {0.5, 0.001, 1e-06, 100}, {5, 20, 500}, -33.866992446259212, 0.682637185039},
      {mbg_nbd, {2, 50, 300, 900}, {700, 300, 730}, -363.75169048308386, 2.58437048863e-244},
  };
  for (const Extreme& one : extremes) {
    SCOPED_TRACE(std::string(to_string(one.model)) + ' ' + std::to_string(one.history.repeats) +
                 ' ' + std::to_string(one.parameters[1]));
    EXPECT_NEAR(likelihood_of(one.model, one.parameters, one.history).value / one.log_likelihood, 1,
                1e-11);
    const auto model = make_buying_model(one.model, one.parameters);
    EXPECT_NEAR(model->alive(one.history).value() / one.alive, 1, 1e-10);
  }
}

TEST(BuyingModel, GradientsAreDifferencesOfTheLikelihood) {
  const Parameters parameters = {0.7, 6.0, 0.8, 2.5};
  constexpr double kStep = 1e-5;
  for (const RepeatModel model :
       {RepeatModel::bg_nbd, RepeatModel::mbg_nbd, RepeatModel::pareto_nbd, RepeatModel::nbd}) {
    for (const PurchaseHistory& history :
         {PurchaseHistory{0, 0, 39}, PurchaseHistory{4, 30.5, 39}, PurchaseHistory{90, 5, 5},
          PurchaseHistory{90, 12, 300}}) {
      const Term at = likelihood_of(model, parameters, history);
      for (std::size_t i = 0; i < parameter_names(model).size(); ++i) {
        Parameters more = parameters;
        more[i] *= std::exp(kStep);
        Parameters less = parameters;
        less[i] *= std::exp(-kStep);
        const double slope = (likelihood_of(model, more, history).value -
                              likelihood_of(model, less, history).value) /
                             (2 * kStep);
        EXPECT_NEAR(at.slope[i], slope, 1e-6 * (1 + std::abs(slope)))
            << to_string(model) << ' ' << history.repeats << ' ' << i;
      }
    }
  }
}

TEST(FreeParameters, GradientsAreDifferencesOfTheLikelihood) {
  constexpr double kStep = 1e-3;
  for (const RepeatModel model :
       {RepeatModel::bg_nbd, RepeatModel::mbg_nbd, RepeatModel::pareto_nbd, RepeatModel::nbd}) {
    for (const RepeatLimits limits : {RepeatLimits{}, RepeatLimits{true, false},
                                      RepeatLimits{false, true}, RepeatLimits{true, true}}) {
      const FreeParameters free(model, limits);
      const auto count = static_cast<Eigen::Index>(parameter_names(model, limits).size());
      const Eigen::VectorXd at = Eigen::VectorXd{{-0.7, 1.1, -1.6, 0.9}}.head(count);
      const auto likelihood = [&](const Eigen::VectorXd& coordinates) {
        return likelihood_of(model, free.all_at(coordinates), {4, 30.5, 39});
      };
      Eigen::VectorXd gradient;
      free.set_gradient(at, likelihood(at), gradient);
      ASSERT_EQ(gradient.size(), count);
      for (Eigen::Index i = 0; i < count; ++i) {
        Eigen::VectorXd more = at;
        Eigen::VectorXd less = at;
        more[i] += kStep;
        less[i] -= kStep;
        const double slope = (likelihood(more).value - likelihood(less).value) / (2 * kStep);
        EXPECT_NEAR(gradient[i], slope, 1e-4 * (1 + std::abs(slope)))
            << to_string(model) << ' ' << limits.one_rate << limits.one_dropout << ' ' << i;
      }
    }
  }
}

// All customers buy at the rate l and drop out with the probability p, or at the rate m: the
// likelihoods and expectations of one customer are elementary.
TEST(FreeParameters, AtTheirLimitsModelsAreElementary) {
  const double l = 0.2;
  const double p = 0.15;
  const double m = 0.03;
  const double time = 26;
  const double discount = 0.002;
  const PurchaseHistory history{4, 30.5, 39};
  const double buying = std::pow(l, 4);
  const auto check = [&](RepeatModel model, double coordinate, double alive, double gone,
                         double purchases, double discounted) {
    const std::vector<double> all = FreeParameters(model, {.one_rate = true, .one_dropout = true})
                                        .all_at(Eigen::VectorXd{{std::log(l), coordinate}});
    EXPECT_NEAR(likelihood_of(model, all, history).value, std::log(alive + gone), 1e-6);
    const auto of = make_buying_model(model, all);
    EXPECT_NEAR(of->alive(history).value(), alive / (alive + gone), 1e-6);
    EXPECT_NEAR(of->purchases_if_alive(history, time) / purchases, 1, 1e-6);
    EXPECT_NEAR(of->discounted_if_alive(history, discount) / discounted, 1, 1e-6);
  };
  for (const bool modified : {false, true}) {
    const int chances = modified ? 5 : 4;
    check(modified ? RepeatModel::mbg_nbd : RepeatModel::bg_nbd, std::log(p / (1 - p)),
          buying * std::pow(1 - p, chances) * std::exp(-l * history.observed),
          buying * p * std::pow(1 - p, chances - 1) * std::exp(-l * history.last),
          (1 - std::exp(-l * p * time)) / p, l / (discount + l * p));
  }
  const double both = l + m;
  const double still = std::exp(-both * history.observed);
  check(RepeatModel::pareto_nbd, std::log(m), buying * still,
        buying * m / both * (std::exp(-both * history.last) - still),
        l / m * (1 - std::exp(-m * time)), l / (discount + m));
}

// The closed form of Fader, Hardie and Lee (2005), in mpmath with 60 digits; it has a pole at a
// = 1.
TEST(BuyingModel, ExpectsWhatTheClosedFormOfBgNbdDoes) {
  struct Case {
    Parameters parameters;
    PurchaseHistory history;
    double horizon, expected;
  };
  const Parameters cdnow = {0.243, 4.414, 0.793, 2.426};
  for (const Case& one :
       std::vector<Case>{{cdnow, {2, 30.43, 38.86}, 39, 1.2260281747671},
                         {cdnow, {}, 39, 1.1967231933208},
                         {cdnow, {2000, 30, 38.86}, 39, 3.4069534218938e-193},
                         {cdnow, {1, 2, 38.86}, 5000, 3.8604275171861},
                         {{0.243, 4.414, 1, 2.426}, {2, 30.43, 38.86}, 39, 1.10213678604},
                         {{0.5, 20, 0.001, 0.05}, {3, 200, 500}, 1000, 6.6592091864462},
                         {{5, 20, 40, 400}, {30, 200, 500}, 1000, 1.0765171012531e-11},
                         {{0.2, 0.01, 0.5, 1.5}, {}, 1e5, 2015.9177540558}}) {
    const auto model = make_buying_model(RepeatModel::bg_nbd, one.parameters);
    const double expected =
        model->alive(one.history).value() * model->purchases_if_alive(one.history, one.horizon);
    EXPECT_NEAR(expected / one.expected, 1, 1e-8) << one.expected;
  }
}

// DERT = (r+x)/(alpha+T) rate^(s-1) (beta+T)^s U(s, s, rate (beta+T)), in mpmath.
TEST(BuyingModel, DiscountsAsTheClosedFormOfParetoNbdDoes) {
  const auto model =
      make_buying_model(RepeatModel::pareto_nbd, Parameters{0.553, 10.578, 0.606, 11.669});
  const double rate = std::log(1.1) * 7 / 365.2425;
  EXPECT_NEAR(model->discounted_if_alive({2, 30.43, 38.86}, rate), 9.4050551563487, 1e-10);
}

// By expint() of mpmath.
TEST(ExponentialIntegral, IsExact) {
  EXPECT_NEAR(exponential_integral(0.606, 0.09), 3.6573400016502255, 1e-12);
  EXPECT_NEAR(exponential_integral(2.5, 3), 0.19519436597429371, 1e-14);
  EXPECT_NEAR(exponential_integral(2001, 0.1), 0.00049997498874556138, 1e-16);
  EXPECT_NEAR(exponential_integral(1.2, 1e-6), 4.6327162384451178, 1e-11);
  EXPECT_NEAR(exponential_integral(0.01, 50), 0.019996077733102346, 1e-15);
  EXPECT_NEAR(exponential_integral(40, 1e5), 9.9960016393114961e-6, 1e-18);
}

// Longer silence is less alive; more purchases with the same silence are less alive in the end.
TEST(BuyingModel, StaysWithinBoundsForAllHistories) {
  for (const RepeatModel model : kWithDropout) {
    for (const Parameters& parameters :
         {Parameters{0.2, 4, 0.8, 2.4}, Parameters{1e-4, 1e-4, 1e-4, 1e-4},
          Parameters{1e4, 1e5, 1e3, 1e4}, Parameters{0.01, 1e5, 30, 0.01}}) {
      const auto of = make_buying_model(model, parameters);
      for (const double x : {0.0, 1.0, 7.0, 300.0, 20'000.0}) {
        const double last = x == 0 ? 0 : 5;
        double before = 1;
        double less = 0;
        for (const double silence : {0.0, 1e-3, 1.0, 40.0, 1e4}) {
          const PurchaseHistory history{static_cast<std::int64_t>(x), last, last + silence};
          const double alive = of->alive(history).value();
          EXPECT_TRUE(alive >= 0 && alive <= before * (1 + 1e-9))
              << to_string(model) << ' ' << x << ' ' << silence << ' ' << alive;
          before = alive;
          const Term likelihood = likelihood_of(model, parameters, history);
          EXPECT_TRUE(std::isfinite(likelihood.value)) << to_string(model) << ' ' << x;
          for (const double slope : likelihood.slope) EXPECT_TRUE(std::isfinite(slope));
        }
        for (const double horizon : {1e-3, 1.0, 50.0, 1e5}) {
          const double purchases = of->purchases_if_alive({0, 0, 40}, horizon);
          EXPECT_TRUE(std::isfinite(purchases) && purchases >= less * (1 - 1e-9));
          less = purchases;
        }
        const double discounted = of->discounted_if_alive({0, 0, 40}, 0.002);
        EXPECT_TRUE(std::isfinite(discounted) && discounted >= 0) << to_string(model);
      }
    }
  }
}

}  // namespace
}  // namespace rfmseg
