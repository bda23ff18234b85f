// Google Benchmark of fitting models of repeat buying to a million simulated customers: with times
// of whole days, as transactions have them, of which many customers have equal histories; and with
// times that are all different, the worst case.
//   build/release/tests/rfmseg_kernels --benchmark_filter=fit

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "clv/buyers.hpp"
#include "rfmseg/clv/repeat_model.hpp"

namespace rfmseg {
namespace {

/// Customers of Pareto/NBD; their weeks are whole days if `days` is true.
PurchaseHistories a_million_histories(bool days) {
  auto histories = test::Buyers(1).pareto(1'000'000, 0.55, 10.6, 0.61, 11.7);
  if (days) {
    for (PurchaseHistory& one : histories) {
      one.observed = std::ceil(one.observed * 7) / 7;
      one.last = std::ceil(one.last * 7) / 7;
    }
  }
  return group_histories(histories);
}

void fit(benchmark::State& state, RepeatModel model, bool days) {
  const PurchaseHistories histories = a_million_histories(days);
  const auto threads = static_cast<unsigned>(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(fit_repeat_model(histories, {.model = model, .threads = threads}));
  }
  state.counters["histories"] = static_cast<double>(histories.distinct.size());
}

void threads(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
}
BENCHMARK_CAPTURE(fit, bg_nbd_by_day, RepeatModel::bg_nbd, true)->Apply(threads);
BENCHMARK_CAPTURE(fit, bg_nbd, RepeatModel::bg_nbd, false)->Apply(threads);
BENCHMARK_CAPTURE(fit, mbg_nbd, RepeatModel::mbg_nbd, false)->Apply(threads);
BENCHMARK_CAPTURE(fit, pareto_nbd_by_day, RepeatModel::pareto_nbd, true)->Apply(threads);
BENCHMARK_CAPTURE(fit, pareto_nbd, RepeatModel::pareto_nbd, false)->Apply(threads);

}  // namespace
}  // namespace rfmseg
