#include "predict/comparison.hpp"

#include <algorithm>

#include "parallel.hpp"
#include "predict/measures.hpp"
#include "random.hpp"

namespace rfmseg {
namespace {

/// An estimate from all customers with the interval of bootstrap samples.
Estimate with_interval(double value, std::vector<double> samples) {
  std::ranges::sort(samples);
  const std::size_t cut = samples.size() / 40;
  return {value, samples[cut], samples[samples.size() - 1 - cut]};
}

}  // namespace

void compare_models(Contest& contest, const std::vector<int>& fold_of, unsigned threads) {
  constexpr std::size_t kMostSamples = 1000;
  constexpr std::size_t kMostDraws = 20'000'000;
  std::vector<JudgedPredictions> judged;
  for (const ModelTrial& model : contest.models) {
    judged.emplace_back(contest.target, contest.actual, model.predicted, fold_of);
  }
  const std::size_t size = contest.actual.size();
  const std::size_t samples = std::clamp(kMostDraws / size, std::size_t{200}, kMostSamples);
  const std::size_t measures = measures_of(contest.target).size();
  // By model, measure and sample.
  std::vector<std::vector<std::vector<double>>> found(
      judged.size(), std::vector(measures, std::vector<double>(samples)));
  in_parallel(samples, threads, [&](std::size_t sample) {
    Random random(contest.seed, kFoldStream + 1000 + sample);
    std::vector<double> counts(size);
    for (std::size_t i = 0; i < size; ++i) ++counts[random.below(size)];
    for (std::size_t m = 0; m < judged.size(); ++m) {
      const std::vector<double> values = judged[m].measure(counts);
      for (std::size_t k = 0; k < measures; ++k) found[m][k][sample] = values[k];
    }
  });
  for (std::size_t m = 0; m < judged.size(); ++m) {
    const std::vector<double> values = judged[m].measure();
    for (std::size_t k = 0; k < measures; ++k) {
      contest.models[m].measures.push_back(with_interval(values[k], found[m][k]));
    }
  }
  const double sign = measures_of(contest.target).front().more_is_better ? 1 : -1;
  const auto height = [&](const ModelTrial& model) { return sign * model.measures.front().value; };
  contest.best = static_cast<std::size_t>(std::ranges::max_element(contest.models, {}, height) -
                                          contest.models.begin());
  const ModelTrial& best = contest.models[contest.best];
  for (std::size_t m = 0; m < judged.size(); ++m) {
    if (m == contest.best) continue;
    std::vector<double> behind(samples);
    for (std::size_t s = 0; s < samples; ++s) {
      behind[s] = sign * (found[contest.best][0][s] - found[m][0][s]);
    }
    contest.models[m].behind = with_interval(height(best) - height(contest.models[m]), behind);
  }
}

std::size_t choose_model(const Contest& contest, const std::string& asked) {
  const auto found = asked.empty() ? std::ranges::find_if_not(contest.models, &ModelTrial::is_worse)
                                   : std::ranges::find(contest.models, asked, &ModelTrial::name);
  return static_cast<std::size_t>(found - contest.models.begin());
}

}  // namespace rfmseg
