#include "rfmseg/report/prediction_report.hpp"

#include <algorithm>
#include <utility>

namespace rfmseg {

PredictionReport prediction_report(const Customers& customers, const PredictionOptions& options) {
  const TransactionSummary& read = *customers.transactions;
  const Timestamp split = options.split.value_or(usual_split(read.first_purchase, read.as_of));
  PredictionReport report;
  for (const PredictionTarget target : options.targets) {
    ContestOptions how{target, options.folds, options.model, options.seed, options.threads};
    const std::vector<std::string> names = model_names(target);
    const bool is_known = std::ranges::find(names, how.model) != names.end();
    if (options.targets.size() > 1 && !is_known) how.model.clear();
    report.contests.push_back(hold_contest(*customers.purchases, split, read.as_of, how));
  }
  report.model = prediction_model(report.contests, std::string(read.currency()));
  report.predictions =
      predict_customers(*customers.purchases, read.as_of, report.model, options.threads);
  return report;
}

}  // namespace rfmseg
