#include "rfmseg/clv/forecast.hpp"

#include <fmt/core.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include "clv/buying_model.hpp"
#include "clv/free_parameters.hpp"
#include "parallel.hpp"
#include "random.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"

namespace rfmseg {
namespace {

std::unique_ptr<BuyingModel> model_of(const RepeatFit& fit) {
  return make_buying_model(fit.model, all_parameters(fit));
}

void check(const ForecastOptions& options) {
  if (!(options.horizon > 0)) {
    throw UsageError(fmt::format("{} must be above 0: {}", Setting::horizon, options.horizon));
  }
  if (!(options.discount > 0)) {
    throw UsageError(fmt::format("{} must be above 0: {}", Setting::discount, options.discount));
  }
  if (options.draws < 0) {
    throw UsageError(fmt::format("{} must be 0 or more: {}", Setting::draws, options.draws));
  }
}

/// Sets of all parameters, drawn from the normal distribution of the coordinates of those that were
/// fitted.
std::vector<std::vector<double>> draw_parameters(const RepeatFit& fit, int draws,
                                                 std::uint64_t seed) {
  const Eigen::VectorXd mean = coordinates_of(fit);
  const Eigen::Index count = mean.size();
  const FreeParameters free(fit.model, fit.limits);
  const Eigen::Map<const Eigen::MatrixXd> covariance(fit.covariance.data(), count, count);
  const Eigen::MatrixXd root = covariance.llt().matrixL();
  Random random(seed, 0);
  std::vector<std::vector<double>> result(static_cast<std::size_t>(draws));
  for (std::vector<double>& parameters : result) {
    Eigen::VectorXd normal(count);
    for (double& one : normal) {  // Box and Muller
      const double radius = std::sqrt(-2 * std::log(1 - random.unit()));
      one = radius * std::cos(2 * std::numbers::pi * random.unit());
    }
    parameters = free.all_at(mean + root * normal);
  }
  return result;
}

/// What a model expects of customers who are alive depends on x and T alone, and takes most of the
/// time: histories with the same of both come one after another.
std::vector<std::size_t> by_repeats_and_time(const std::vector<PurchaseHistory>& histories) {
  std::vector<std::size_t> order(histories.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) {
    return std::tuple(histories[i].repeats, histories[i].observed, i);
  });
  return order;
}

/// The ends of the middle 95 %. Reorders the values.
std::pair<double, double> middle(std::span<double> values) {
  const auto tail = static_cast<std::ptrdiff_t>(0.025 * static_cast<double>(values.size()));
  std::ranges::nth_element(values, values.begin() + tail);
  const double low = values[static_cast<std::size_t>(tail)];
  std::ranges::nth_element(values, values.end() - 1 - tail);
  return {low, *(values.end() - 1 - tail)};
}

/// Computes forecasts of one history after another.
class Forecaster {
 public:
  Forecaster(std::unique_ptr<BuyingModel> model, double horizon)
      : model_(std::move(model)), horizon_(horizon) {}

  void go_to(const PurchaseHistory& history) {
    alive_ = model_->alive(history);
    is_like_last_ = history.repeats == last_.repeats && history.observed == last_.observed;
    if (!is_like_last_) if_alive_ = model_->purchases_if_alive(history, horizon_);
    last_ = history;
  }
  [[nodiscard]] std::optional<double> alive() const { return alive_; }
  [[nodiscard]] double purchases() const { return alive_.value_or(1) * if_alive_; }
  [[nodiscard]] double discounted(double rate) {
    if (!is_like_last_) discounted_if_alive_ = model_->discounted_if_alive(last_, rate);
    return alive_.value_or(1) * discounted_if_alive_;
  }

 private:
  std::unique_ptr<BuyingModel> model_;
  double horizon_;
  PurchaseHistory last_{.repeats = -1};
  bool is_like_last_ = false;
  std::optional<double> alive_;
  double if_alive_ = 0, discounted_if_alive_ = 0;
};

}  // namespace

std::optional<double> probability_alive(const RepeatFit& fit, const PurchaseHistory& history) {
  return model_of(fit)->alive(history);
}

double expected_purchases(const RepeatFit& fit, const PurchaseHistory& history, double horizon) {
  Forecaster forecaster(model_of(fit), horizon);
  forecaster.go_to(history);
  return forecaster.purchases();
}

double median_gap(const RepeatFit& fit, const PurchaseHistory& history) {
  const std::vector<double> parameters = all_parameters(fit);
  const double shape = parameters[0] + static_cast<double>(history.repeats);
  return (parameters[1] + history.last) * std::expm1(std::numbers::ln2 / shape);
}

Forecast forecast_purchases(const RepeatFit& fit, const PurchaseHistories& histories,
                            const ForecastOptions& options) {
  check(options);
  constexpr std::size_t kBlock = 1024;
  const std::vector<PurchaseHistory>& all = histories.distinct;
  const std::vector<std::size_t> order = by_repeats_and_time(all);
  const auto draws = draw_parameters(fit, options.draws, options.seed);
  const double rate =
      std::log1p(options.discount) * days_in(histories.unit) / days_in(TimeUnit::year);
  Forecast forecast;
  if (fit.model != RepeatModel::nbd) forecast.alive.resize(all.size());
  forecast.expected.resize(all.size());
  forecast.discounted.resize(all.size());
  if (!draws.empty()) {
    forecast.low.resize(all.size());
    forecast.high.resize(all.size());
  }
  const std::size_t blocks = (all.size() + kBlock - 1) / kBlock;
  std::vector<double> totals(blocks * draws.size());  // by block
  in_parallel(blocks, options.threads, [&](std::size_t block) {
    const std::size_t first = block * kBlock;
    const std::size_t count = std::min(kBlock, all.size() - first);
    Forecaster forecaster(model_of(fit), options.horizon);
    for (std::size_t i = first; i < first + count; ++i) {
      const std::size_t history = order[i];
      forecaster.go_to(all[history]);
      if (!forecast.alive.empty()) forecast.alive[history] = *forecaster.alive();
      forecast.expected[history] = forecaster.purchases();
      forecast.discounted[history] = forecaster.discounted(rate);
    }
    if (draws.empty()) return;
    std::vector<double> drawn(count * draws.size());  // by history
    for (std::size_t draw = 0; draw < draws.size(); ++draw) {
      Forecaster of_draw(make_buying_model(fit.model, draws[draw]), options.horizon);
      for (std::size_t i = 0; i < count; ++i) {
        of_draw.go_to(all[order[first + i]]);
        const double purchases = of_draw.purchases();
        drawn[i * draws.size() + draw] = purchases;
        totals[block * draws.size() + draw] +=
            purchases * static_cast<double>(histories.weight[order[first + i]]);
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      const std::span values = std::span(drawn).subspan(i * draws.size(), draws.size());
      std::tie(forecast.low[order[first + i]], forecast.high[order[first + i]]) = middle(values);
    }
  });
  for (std::size_t i = 0; i < all.size(); ++i) {
    forecast.total += forecast.expected[i] * static_cast<double>(histories.weight[i]);
  }
  forecast.total_low = forecast.total_high = forecast.total;
  if (draws.empty()) return forecast;
  std::vector<double> total(draws.size());
  for (std::size_t i = 0; i < totals.size(); ++i) total[i % draws.size()] += totals[i];
  std::tie(forecast.total_low, forecast.total_high) = middle(total);
  return forecast;
}

}  // namespace rfmseg
