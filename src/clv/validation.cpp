#include "rfmseg/clv/validation.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <utility>

#include "clv/later_purchases.hpp"
#include "clv/log_gamma.hpp"
#include "clv/rank_correlation.hpp"
#include "random.hpp"
#include "rfmseg/cluster/clustering.hpp"
#include "rfmseg/cluster/value_tiers.hpp"
#include "rfmseg/clv/forecast.hpp"
#include "rfmseg/clv/purchase_histories.hpp"
#include "rfmseg/clv/repeat_model.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {
namespace {

constexpr double kNormal95 = 1.959963984540054;

/// The 2.5th and 97.5th percentile of the means of bootstrap samples (Efron and Tibshirani, An
/// introduction to the bootstrap, 1993).
Estimate bootstrap_mean(const std::vector<double>& values, std::uint64_t seed,
                        std::uint64_t stream) {
  constexpr std::size_t kSamples = 1000;
  constexpr std::size_t kMostDraws = 20'000'000;
  const auto size = static_cast<double>(values.size());
  Estimate estimate;
  estimate.value = std::accumulate(values.begin(), values.end(), 0.0) / size;
  const std::size_t samples = std::clamp(kMostDraws / values.size(), std::size_t{200}, kSamples);
  Random random(seed, stream);
  std::vector<double> means(samples);
  for (double& mean : means) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += values[random.below(values.size())];
    mean = sum / size;
  }
  std::ranges::sort(means);
  estimate.low = means[samples / 40];
  estimate.high = means[samples - 1 - samples / 40];
  return estimate;
}

/// Makes groups of the customers, of whom group_of(i) is the group.
class Grouping {
 public:
  Grouping(const std::vector<Later>& later, std::uint64_t seed) : later_(later), seed_(seed) {}

  [[nodiscard]] std::vector<TrialGroup> groups(
      const std::vector<std::string>& names,
      const std::function<std::size_t(std::size_t)>& group_of) {
    std::vector<TrialGroup> groups(names.size());
    std::vector<std::vector<double>> spend(names.size());
    for (std::size_t i = 0; i < later_.size(); ++i) {
      const std::size_t g = group_of(i);
      TrialGroup& group = groups[g];
      ++group.customers;
      group.returned += later_[i].orders > 0 ? 1 : 0;
      group.orders += later_[i].orders;
      group.spend += later_[i].spend;
      spend[g].push_back(later_[i].spend.to_double());
    }
    std::vector<TrialGroup> result;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (groups[g].customers == 0) continue;
      groups[g].name = names[g];
      groups[g].share = wilson_share(groups[g].returned, groups[g].customers);
      groups[g].mean_spend = bootstrap_mean(spend[g], seed_, stream_++);
      result.push_back(std::move(groups[g]));
    }
    return result;
  }

 private:
  const std::vector<Later>& later_;
  std::uint64_t seed_;
  std::uint64_t stream_ = 0;
};

/// The probability of at least `least` of `n` if each has the probability `p`, in 0..1.
double binomial_tail(std::int64_t least, std::int64_t n, double p) {
  if (least <= 0) return 1;
  if (p <= 0 || p >= 1) return p >= 1 ? 1 : 0;
  const auto log_factorial = [](std::int64_t k) { return log_gamma(static_cast<double>(k) + 1); };
  double sum = 0;
  for (std::int64_t k = least; k <= n; ++k) {
    const double term = std::exp(log_factorial(n) - log_factorial(k) - log_factorial(n - k) +
                                 static_cast<double>(k) * std::log(p) +
                                 static_cast<double>(n - k) * std::log1p(-p));
    sum += term;
    if (term<1e-17 * sum&& static_cast<double>(k)> static_cast<double>(n) * p) break;
  }
  return std::min(sum, 1.0);
}

int verdict_of(const TrialGroup& group, double share_of_all, std::size_t groups) {
  const double rare = 0.025 / static_cast<double>(groups);
  if (binomial_tail(group.returned, group.customers, share_of_all) < rare) return 1;
  const std::int64_t away = group.customers - group.returned;
  return binomial_tail(away, group.customers, 1 - share_of_all) < rare ? -1 : 0;
}

void compare(std::vector<TrialGroup>& groups, const TrialGroup& all) {
  for (TrialGroup& group : groups) {
    group.verdict = verdict_of(group, all.share.value, groups.size());
    if (all.share.value > 0) group.lift = group.share.value / all.share.value;
    if (all.mean_spend.value > 0) group.spend_lift = group.mean_spend.value / all.mean_spend.value;
  }
}

/// The share of `spend` that the tenth of the customers with the highest values brought.
double top_tenth(const std::vector<double>& values, const std::vector<double>& spend) {
  const double whole = std::accumulate(spend.begin(), spend.end(), 0.0);
  if (whole <= 0) return 0;
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, std::greater{}, [&](std::size_t i) { return values[i]; });
  double wanted = static_cast<double>(values.size()) / 10;
  double sum = 0;
  for (std::size_t first = 0; first < order.size() && wanted > 0;) {
    std::size_t last = first;
    double tied = 0;
    for (; last < order.size() && values[order[last]] == values[order[first]]; ++last) {
      tied += spend[order[last]];
    }
    const auto count = static_cast<double>(last - first);
    sum += tied * std::min(1.0, wanted / count);
    wanted -= count;
    first = last;
  }
  return sum / whole;
}

/// The measures of the table at the split: the higher, the better.
std::vector<std::pair<std::string, std::vector<double>>> measures_of(
    const CustomerTable& table, const Segmentation& segmentation) {
  std::vector<double> recency, frequency, monetary, score;
  for (std::size_t i = 0; i < table.size(); ++i) {
    recency.push_back(-static_cast<double>(table.recency[i]));
    frequency.push_back(static_cast<double>(table.frequency[i]));
    monetary.push_back(table.monetary[i].to_double());
    const Scores& scores = segmentation.scores;
    score.push_back(scores.recency.score[i] + scores.frequency.score[i] + scores.monetary.score[i]);
  }
  return {{"recency", std::move(recency)},
          {"frequency", std::move(frequency)},
          {"monetary", std::move(monetary)},
          {"sum of scores", std::move(score)}};
}

/// Adds what MBG/NBD expects of the customers, if it can be fitted and finds dropout. In BG/NBD all
/// customers with one purchase would be alive.
void add_forecasts(const PurchaseLog& log, const CustomerTable& table, unsigned threads,
                   std::vector<std::pair<std::string, std::vector<double>>>& measures) {
  try {
    const PurchaseHistories histories = purchase_histories(log, table);
    const RepeatFit fit =
        fit_repeat_model(histories, {.model = RepeatModel::mbg_nbd, .threads = threads});
    const Forecast forecast = forecast_purchases(fit, histories, {.draws = 0, .threads = threads});
    std::vector<double> alive, expected;
    for (const std::int32_t index : histories.of) {
      const bool known = index != PurchaseHistories::kNone;
      const auto at = static_cast<std::size_t>(index);
      if (!forecast.alive.empty()) alive.push_back(known ? forecast.alive[at] : 0);
      expected.push_back(known ? forecast.expected[at] : 0);
    }
    if (!forecast.alive.empty()) measures.emplace_back("P(alive)", std::move(alive));
    measures.emplace_back("expected purchases", std::move(expected));
  } catch (const DataError&) {
    // Too few repeat purchases: the other measures are judged all the same.
  }
}

std::vector<std::string> segment_names(const Scheme& scheme) {
  std::vector<std::string> names;
  for (const SegmentRule& rule : scheme.segments) names.push_back(rule.name);
  names.push_back(scheme.unmatched.name);
  return names;
}

}  // namespace

Estimate wilson_share(std::int64_t part, std::int64_t whole) {
  const auto n = static_cast<double>(whole);
  const double p = static_cast<double>(part) / n;
  const double z2 = kNormal95 * kNormal95;
  const double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = kNormal95 / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  // At the ends the interval is exact, without rounding errors.
  return {p, part == 0 ? 0 : std::max(0.0, centre - half),
          part == whole ? 1 : std::min(1.0, centre + half)};
}

Timestamp usual_split(Timestamp first_purchase, Timestamp end) {
  const auto first = std::chrono::floor<std::chrono::days>(first_purchase);
  const auto days = std::chrono::ceil<std::chrono::days>(end) - first;
  return first + days * 3 / 4;
}

Validation validate(const PurchaseLog& log, Timestamp split, Timestamp end,
                    const ValidationOptions& options) {
  if (split >= end) {
    throw UsageError(fmt::format("no data after the split at {}: the data end at {}",
                                 to_string(split), to_string(end)));
  }
  // A purchase at the midnight of the split is one after it.
  const Timestamp last_before = split - std::chrono::seconds(1);
  PurchaseReplay replay(log, options.scheme.metrics);
  const CustomerTable table = replay.table(last_before, options.threads);
  if (table.size() == 0) {
    throw UsageError(fmt::format("no customer bought before the split at {}", to_string(split)));
  }
  const Segmentation segmentation = segment_customers(table, options.scheme, 1, options.threads);
  ClusteringOptions how{.or_fewer = true};
  how.kmeans.k = options.clusters;
  how.kmeans.seed = options.seed;
  how.kmeans.threads = options.threads;
  const Clustering clustering = cluster_customers(table, how, &segmentation.scores);
  const ValueTiers tiers = value_tiers(table, options.scheme.tiers, options.threads);

  Validation trial;
  trial.split = split;
  trial.end = end;
  const std::vector<Later> later = later_purchases(log, table.ids, last_before, end);
  Grouping grouping(later, options.seed);
  trial.all = grouping.groups({"All"}, [](std::size_t) { return 0U; }).front();
  trial.segments = grouping.groups(segment_names(options.scheme), [&](std::size_t i) {
    return std::size_t{segmentation.segment[i]};
  });
  std::vector<std::string> names;
  for (std::size_t c = 0; c < clustering.names.size(); ++c) {
    names.push_back(fmt::format("{} {}", c + 1, clustering.names[c]));
  }
  trial.clusters = grouping.groups(
      names, [&](std::size_t i) { return static_cast<std::size_t>(clustering.cluster(i) - 1); });
  names.clear();
  for (const TierRule& rule : tiers.rules) names.push_back(rule.name);
  trial.tiers = grouping.groups(names, [&](std::size_t i) { return std::size_t{tiers.tier[i]}; });
  for (auto* groups : {&trial.segments, &trial.clusters, &trial.tiers}) {
    compare(*groups, trial.all);
  }
  trial.all.lift = trial.all.returned > 0 ? 1 : 0;
  trial.all.spend_lift = trial.all.mean_spend.value > 0 ? 1 : 0;

  std::vector<double> spend;
  for (const Later& one : later) spend.push_back(one.spend.to_double());
  auto measures = measures_of(table, segmentation);
  add_forecasts(log, table, options.threads, measures);
  for (const auto& [name, values] : measures) {
    trial.measures.push_back({name, spearman(values, spend), top_tenth(values, spend)});
  }
  trial.best_top_tenth = top_tenth(spend, spend);
  return trial;
}

}  // namespace rfmseg
