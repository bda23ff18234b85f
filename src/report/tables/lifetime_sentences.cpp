#include <fmt/core.h>

#include <cmath>

#include "report/number_text.hpp"
#include "report/tables/lifetime_tables.hpp"

namespace rfmseg {

std::string model_title(RepeatModel model) {
  switch (model) {
    case RepeatModel::bg_nbd:
      return "BG/NBD";
    case RepeatModel::mbg_nbd:
      return "MBG/NBD";
    case RepeatModel::pareto_nbd:
      return "Pareto/NBD";
    case RepeatModel::nbd:
      break;
  }
  return "NBD";
}

std::string horizon_text(const Lifetimes& lifetimes) {
  const std::string_view unit = to_string(lifetimes.histories.unit);
  return fmt::format("{} {}{}", std::round(10 * lifetimes.horizon) / 10, unit,
                     lifetimes.horizon == 1 ? "" : "s");
}

std::string lifetime_sentence(const LifetimeReport& report, const LifetimeTotals& all) {
  const Lifetimes& lifetimes = report.lifetimes;
  const RepeatFit& fit = lifetimes.repeats;
  const Forecast& forecast = lifetimes.forecast;
  std::string text;
  if (all.alive) {
    text =
        fmt::format("Of {}, {} are expected to be alive on {}.", counted(fit.customers, "customer"),
                    mean_text(*all.alive, 0), to_date_string(lifetimes.histories.end));
  } else if (fit.no_dropout()) {
    text = fmt::format(
        "No dropout can be found in these data: {} explains them no better than NBD, in which "
        "customers never stop buying. So no probability of being alive is given, and what "
        "follows is by NBD.",
        model_title(fit.asked));
  } else {
    text = "NBD has no dropout: no probability of being alive is given.";
  }
  text += fmt::format(" In the next {}, {} purchases are expected of them", horizon_text(lifetimes),
                      mean_text(forecast.total, 0));
  if (forecast.total_low < forecast.total_high) {
    text += fmt::format(" (95% interval {} to {})", mean_text(forecast.total_low, 0),
                        mean_text(forecast.total_high, 0));
  }
  if (!all.spend) return text + ".";
  const std::string currency = report.currency.empty() ? "" : " " + report.currency;
  return text + fmt::format(
                    ", worth {}{}. All purchases to come{} are worth {}{} today, at a discount of "
                    "{:.6g}% a year.",
                    mean_text(*all.spend, 2), currency,
                    all.alive ? "" : ", as if nobody ever left,", mean_text(*all.value, 2),
                    currency, 100 * lifetimes.discount);
}

std::string repeats_sentence(const RepeatFit& fit) {
  return fmt::format(
      "{}, by maximum likelihood, of {} who bought again ({} of all); time in {}s. The "
      "log-likelihood is {}.",
      model_title(fit.model), counted(fit.repeat_buyers, "customer"),
      percent_text(static_cast<double>(fit.repeat_buyers), static_cast<double>(fit.customers)),
      to_string(fit.unit), mean_text(fit.log_likelihood, 3));
}

std::string spend_sentence(const Lifetimes& lifetimes) {
  if (!lifetimes.spend) {
    return fmt::format("No lifetime values: {}.", lifetimes.no_spend.text());
  }
  const SpendFit& fit = *lifetimes.spend;
  std::string text = fmt::format(
      "Gamma-gamma, of the mean spend of {} with repeat purchases. The log-likelihood is {}.",
      counted(fit.customers, "customer"), mean_text(fit.log_likelihood, 3));
  const double correlation =
      std::abs(fit.pearson) > std::abs(fit.spearman) ? fit.pearson : fit.spearman;
  text += fmt::format(
      " The model assumes that customers who buy more often do not spend more or "
      "less a purchase; the correlation is {:.2f} (of ranks {:.2f})",
      fit.pearson, fit.spearman);
  if (std::abs(correlation) >= SpendFit::kMostCorrelation) {
    text += ". Check: this is too much for the model; amounts are doubtful";
  }
  if (fit.parameters[1].value <= 1) {
    text +=
        ". Its mean over customers is infinite (q is 1 or less): customers without repeat "
        "purchases get no amounts";
  }
  return text + ".";
}

std::string return_sentence(const PurchaseHistories& histories) {
  const auto days = [&](double share) { return histories.days_until_return(share).value_or(0); };
  return fmt::format(
      "Of all repeat purchases 80% came within {}, 90% within {} and 95% within {} of the purchase "
      "before: who is away for longer may have left.",
      counted(days(0.8), "day"), counted(days(0.9), "day"), counted(days(0.95), "day"));
}

std::string trial_sentence(const Lifetimes& lifetimes) {
  const HoldoutTrial& trial = *lifetimes.trial;
  const auto actual = static_cast<double>(trial.all.actual);
  std::string text = fmt::format(
      "After {} these customers made {}; {} were expected", to_date_string(lifetimes.histories.end),
      counted(trial.all.actual, "purchase"), mean_text(trial.all.expected, 0));
  if (actual > 0) {
    const double off = trial.all.expected / actual - 1;
    text += fmt::format(" ({:.1f}% {})", 100 * std::abs(off), off < 0 ? "too few" : "too many");
  }
  return text + ".";
}

}  // namespace rfmseg
