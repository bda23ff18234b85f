// Times fits of models of repeat buying alone, for the benchmark: of the purchases of a file until
// the end of 1997-09-30, in weeks.
//
//     fit_models bg-nbd|mbg-nbd|pareto-nbd TRANSACTIONS.csv THREADS RUNS
//
// Writes the seconds of each run, after one to warm up.

#include <chrono>
#include <iostream>
#include <string>

#include "rfmseg/clv/repeat_model.hpp"
#include "rfmseg/rfm/measure.hpp"

int main(int /*count*/, char** arguments) {
  using std::chrono::steady_clock;
  const std::string model = arguments[1];
  rfmseg::RepeatFitOptions options;
  for (const auto one : {rfmseg::RepeatModel::mbg_nbd, rfmseg::RepeatModel::pareto_nbd}) {
    if (model == to_string(one)) options.model = one;
  }
  options.threads = static_cast<unsigned>(std::stoul(arguments[3]));

  rfmseg::MeasureOptions measure{.keep_purchases = true};
  measure.cleaning.rules.keep_zero_amounts = true;
  measure.cleaning.rules.as_of =
      std::chrono::local_days{std::chrono::year(1997) / 10 / 1} - std::chrono::seconds(1);
  rfmseg::InputFiles files({arguments[2]}, {});
  const rfmseg::PurchaseHistories histories =
      rfmseg::purchase_histories(rfmseg::measure_customers(files, measure));
  (void)fit_repeat_model(histories, options);
  for (int run = std::stoi(arguments[4]); run > 0; --run) {
    const auto begin = steady_clock::now();
    (void)fit_repeat_model(histories, options);
    std::cout << std::chrono::duration<double>(steady_clock::now() - begin).count() << '\n';
  }
}
