#include <fmt/core.h>

#include <cmath>

#include "report/analysis_sections.hpp"
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

std::string trial_sentence(const LifetimeReport& report) {
  const Lifetimes& judged = *report.judged();
  const HoldoutTrial& trial = *judged.trial;
  const auto actual = static_cast<double>(trial.all.actual);
  const std::string end = to_date_string(judged.histories.end);
  std::string text;
  if (report.earlier) {
    text = fmt::format("For this {} was fitted to the purchases until {} only. ",
                       model_title(judged.repeats.model), end);
  }
  text += fmt::format("After {} these customers made {}; {} were expected", end,
                      counted(trial.all.actual, "purchase"), mean_text(trial.all.expected, 0));
  if (actual > 0) {
    const double off = trial.all.expected / actual - 1;
    text += fmt::format(" ({:.1f}% {})", 100 * std::abs(off), off < 0 ? "too few" : "too many");
  }
  return text + ".";
}

std::string expectation_sentence(const CustomerReport& report) {
  if (!report.lifetime) {
    const std::string why = report.no_lifetime.text();
    return why.empty() ? "" : fmt::format("No forecast: {}.", why);
  }
  const Lifetimes& lifetimes = *report.lifetime;
  const Forecast& forecast = lifetimes.forecast;
  std::string text;
  if (!forecast.alive.empty()) {
    text = fmt::format("The customer is alive with a probability of {} on {}. ",
                       percent_text(forecast.alive.front(), 1),
                       to_date_string(lifetimes.histories.end));
  }
  text += fmt::format("In the next {} {} purchases are expected", horizon_text(lifetimes),
                      mean_text(forecast.expected.front(), 2));
  if (!forecast.low.empty()) {
    text += fmt::format(" (95% interval {} to {})", mean_text(forecast.low.front(), 2),
                        mean_text(forecast.high.front(), 2));
  }
  text += fmt::format(" by {}", model_title(lifetimes.repeats.model));
  const std::string currency = currency_text(report.transactions);
  if (const auto spend = lifetimes.expected_spend(0)) {
    text +=
        fmt::format(", of {}{} each; all purchases to come are worth {}{} today",
                    mean_text(*spend, 2), currency, mean_text(*lifetimes.value(0), 2), currency);
  }
  text += ".";
  if (forecast.alive.empty()) text += " The model has no dropout: it lets no customer ever leave.";
  const auto next = lifetimes.next_purchase(0);
  if (!next) return text;
  const auto late = (lifetimes.histories.end - *next).count();
  text += fmt::format(" Half of such customers have bought again by {}", to_date_string(*next));
  return text + (late > 0 ? fmt::format(", {} before the data end.", counted(late, "day")) : ".");
}

}  // namespace rfmseg
