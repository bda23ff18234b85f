#include "rfmseg/report/outlook.hpp"

#include <fmt/core.h>

#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

LifetimeOptions lifetime_options(const OutlookOptions& options) {
  LifetimeOptions result;
  result.forecast.seed = options.seed;
  result.threads = options.threads;
  return result;
}

Validation validation_of(const Customers& customers, const Scheme& scheme,
                         const OutlookOptions& options) {
  const TransactionSummary& read = *customers.transactions;
  const Timestamp split = options.split.value_or(usual_split(read.first_purchase, read.as_of));
  return validate(*customers.purchases, split, read.as_of,
                  {scheme, options.clusters, options.seed, options.threads});
}

}  // namespace

Outlook find_outlook(const Customers& customers, const Segmentation& segmentation,
                     const OutlookOptions& options) {
  Outlook outlook;
  const Scheme& scheme = segmentation.scheme;
  const auto find = [&](const char* name, auto& part, const auto& make) {
    const auto miss = [&](const Error& error) {
      outlook.missing.emplace_back(fmt::format("no {}: {}", name, error.message().encoded()));
    };
    try {
      part.emplace(make());
    } catch (const DataError& error) {
      miss(error);
    } catch (const UsageError& error) {
      if (options.split) throw;
      miss(error);
    }
  };
  if (options.cohorts) {
    find("cohorts", outlook.cohorts, [&] { return cohort_report(customers, options.every); });
  }
  if (options.trend) {
    find("segments over time", outlook.trend, [&] {
      return trend_report(customers, scheme, options.every, TrendCuts::last, options.threads);
    });
  }
  if (options.lifetimes) {
    find("model of repeat buying", outlook.lifetimes, [&] {
      return LifetimeReport(customers, segmentation, lifetime_options(options), options.split);
    });
  }
  if (options.validation) {
    find("trial of segments", outlook.validation,
         [&] { return validation_of(customers, scheme, options); });
  }
  if (options.predictions) {
    find("predictions", outlook.predictions, [&] {
      return prediction_report(
          customers, {.split = options.split, .seed = options.seed, .threads = options.threads});
    });
  }
  return outlook;
}

}  // namespace rfmseg
