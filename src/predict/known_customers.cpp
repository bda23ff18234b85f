#include "predict/known_customers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "clv/later_purchases.hpp"
#include "rfmseg/clv/forecast.hpp"
#include "rfmseg/clv/purchase_histories.hpp"
#include "rfmseg/clv/repeat_model.hpp"
#include "rfmseg/clv/spend_model.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

/// What models of repeat buying expect of customers; empty where none could be fitted.
struct RepeatBuying {
  std::vector<double> alive, purchases, spend;
  std::string no_repeats, no_spend;
};

std::vector<double> expected_spends(const PurchaseHistories& histories,
                                    const std::vector<double>& purchases, unsigned threads) {
  const SpendFit fit = fit_spend_model(histories, threads);
  std::vector<double> spend;
  for (std::size_t i = 0; i < purchases.size(); ++i) {
    const auto index = static_cast<std::size_t>(histories.of[i]);
    const double each = expected_spend(fit, histories.spend_count(histories.distinct[index]),
                                       histories.mean_spend[i]);
    if (!std::isfinite(each)) throw DataError("the expected spend of a purchase is infinite");
    spend.push_back(purchases[i] * each);
  }
  return spend;
}

/// By MBG/NBD: in BG/NBD all customers with one purchase would be alive.
RepeatBuying repeat_buying(const PurchaseLog& log, const Viewpoint& viewpoint, unsigned threads) {
  RepeatBuying result;
  try {
    PurchaseReplay replay(log, {});
    const PurchaseHistories histories =
        purchase_histories(log, replay.table(viewpoint.until, threads));
    const RepeatFit fit =
        fit_repeat_model(histories, {.model = RepeatModel::mbg_nbd, .threads = threads});
    const double weeks =
        std::chrono::duration<double, std::ratio<604'800>>(viewpoint.horizon).count();
    const Forecast forecast =
        forecast_purchases(fit, histories, {.horizon = weeks, .draws = 0, .threads = threads});
    for (const std::int32_t index : histories.of) {
      const auto at = static_cast<std::size_t>(index);
      if (!fit.no_dropout()) result.alive.push_back(forecast.alive[at]);
      result.purchases.push_back(forecast.expected[at]);
    }
    if (fit.no_dropout()) result.no_repeats = "no customer is found to drop out";
    result.spend = expected_spends(histories, result.purchases, threads);
  } catch (const DataError& error) {
    (result.purchases.empty() ? result.no_repeats : result.no_spend) = error.message().text();
    if (result.purchases.empty()) result.no_spend = result.no_repeats;
  }
  return result;
}

bool is_constant(const std::vector<double>& values) {
  return std::ranges::all_of(values, [&](double one) { return one == values.front(); });
}

/// Columns of equal length as a matrix.
Matrix matrix_of(const std::vector<const std::vector<double>*>& columns, std::size_t rows) {
  Matrix matrix(rows, columns.size());
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (std::size_t r = 0; r < rows; ++r) matrix(r, c) = (*columns[c])[r];
  }
  return matrix;
}

/// Makes the matrix of the features that are named in `known`, and all other columns.
void set_matrix(const PurchaseLog& log, const Viewpoint& viewpoint, const RepeatBuying& repeats,
                KnownCustomers& known) {
  std::vector<const std::vector<double>*> columns;
  known.columns = {};
  for (const CustomerFeature& feature : known.features.features) {
    if (std::ranges::find(known.names, feature.name) == known.names.end()) continue;
    known.columns.skewed.push_back(feature.is_skewed);
    columns.push_back(&feature.values);
  }
  std::vector<double> bought, spent;
  const IdColumn& ids = known.features.ids;
  const Timestamp before = viewpoint.as_of - viewpoint.horizon - std::chrono::seconds(1);
  for (const Later& one : later_purchases(log, ids, before, viewpoint.until)) {
    bought.push_back(one.orders > 0 ? 1 : 0);
    spent.push_back(std::max(one.spend.to_double(), 0.0));
  }
  const std::vector<double> unknown(ids.size());
  const auto or_unknown = [&](const std::vector<double>& values) {
    return values.empty() ? &unknown : &values;
  };
  // In the order of Signal.
  columns.insert(columns.end(), {&bought, &spent, or_unknown(repeats.alive),
                                 or_unknown(repeats.purchases), or_unknown(repeats.spend)});
  known.columns.alive = !repeats.alive.empty();
  known.columns.purchases = !repeats.purchases.empty();
  known.columns.spend = !repeats.spend.empty();
  known.matrix = matrix_of(columns, ids.size());
}

}  // namespace

void require_feature(const std::string& name, const CustomerFeatures& known,
                     const PurchaseLog& log) {
  const auto found = std::ranges::find(known.features, name, &CustomerFeature::name);
  const bool needs_column = name == "products" || name == "items";
  if (found == known.features.end() || (name.starts_with("country ") && log.countries.empty()) ||
      (needs_column && std::ranges::none_of(found->values, [](double one) { return one != 0; }))) {
    throw DataError(
        ErrorKind::missing_column,
        fmt::format("the model requires the feature {}, which the input does not have (hint: {})",
                    name,
                    name == "products" ? "a column of stock codes" : "the columns of the fit"));
  }
}

KnownCustomers known_customers(const PurchaseLog& log, const Viewpoint& viewpoint,
                               unsigned threads) {
  KnownCustomers known;
  known.features = features_until(log, viewpoint.until, viewpoint.as_of);
  if (known.features.ids.empty()) return known;
  for (const CustomerFeature& feature : known.features.features) {
    if (!is_constant(feature.values)) known.names.push_back(feature.name);
  }
  const RepeatBuying repeats = repeat_buying(log, viewpoint, threads);
  known.no_repeats = repeats.no_repeats;
  known.no_spend = repeats.no_spend;
  set_matrix(log, viewpoint, repeats, known);
  return known;
}

KnownCustomers known_customers(const PurchaseLog& log, const Viewpoint& viewpoint,
                               const std::vector<std::string>& names,
                               const std::vector<std::string>& countries, bool repeats,
                               unsigned threads) {
  KnownCustomers known;
  known.features = features_until(log, viewpoint.until, viewpoint.as_of, countries);
  known.names = names;
  RepeatBuying expected;
  if (repeats) expected = repeat_buying(log, viewpoint, threads);
  known.no_repeats = expected.no_repeats;
  known.no_spend = expected.no_spend;
  set_matrix(log, viewpoint, expected, known);
  return known;
}

}  // namespace rfmseg
