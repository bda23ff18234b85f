#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "report/analysis_sections.hpp"
#include "report/number_text.hpp"
#include "report/tables/lifetime_tables.hpp"

namespace rfmseg {
namespace {

/// The correlation of how often customers buy and what they spend a purchase, that is larger.
double correlation(const SpendFit& fit) {
  return std::abs(fit.pearson) > std::abs(fit.spearman) ? fit.pearson : fit.spearman;
}

bool is_doubtful(const SpendFit& fit) {
  return std::abs(correlation(fit)) >= SpendFit::kMostCorrelation;
}

std::string doubt_of_amounts(const SpendFit& fit) {
  return fmt::format(
      "amounts are doubtful, because customers who buy more often spend {} each time",
      correlation(fit) < 0 ? "less" : "more");
}

/// `24.8% too few`. Nothing was bought if it is empty.
std::string deviation_text(double expected, double actual) {
  if (!(actual > 0)) return "";
  const double off = expected / actual - 1;
  return fmt::format("{:.1f}% {}", 100 * std::abs(off), off < 0 ? "too few" : "too many");
}

/// How the model did on trial, in short; with a larger deviation it begins with `Check`.
std::string judgement_sentence(const LifetimeReport& report) {
  constexpr double kMostDeviation = 0.2;
  const Lifetimes& judged = *report.judged();
  const HoldoutTrial& trial = *judged.trial;
  const auto actual = static_cast<double>(trial.all.actual);
  const double expected = trial.all.expected;
  const bool large = std::abs(expected - actual) > std::max(kMostDeviation * actual, 1.0);
  const std::string when =
      report.earlier ? "the last quarter of the time"
                     : fmt::format("the time after {}", to_date_string(judged.histories.end));
  std::string text =
      fmt::format("{}ested on {}, the model expected ", large ? "Check: t" : "T", when);
  const std::string deviation = deviation_text(expected, actual);
  text += deviation.empty()
              ? fmt::format("{} purchases, and there were none.", mean_text(expected, 1))
              : deviation + " purchases.";
  const Prediction& best =
      *std::ranges::min_element(trial.predictions, {}, &Prediction::absolute_error);
  if (&best == &trial.predictions[HoldoutTrial::kOwnRate]) {
    text += " Assuming that customers continue as before was closer.";
  } else if (&best == &trial.predictions[HoldoutTrial::kMeanRate]) {
    text += " Assuming that all customers buy at the same rate was closer.";
  }
  return text;
}

}  // namespace

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
  const std::string end = to_date_string(lifetimes.histories.end);
  std::string text;
  if (all.alive) {
    text = fmt::format(
        "Of {}, {} are expected to still be customers on {}, and so to buy again at some time.",
        counted(fit.customers, "customer"), mean_text(*all.alive, 0), end);
  } else if (fit.no_dropout()) {
    text = fmt::format(
        "No dropout was found in these data: {} does not explain them better than NBD, in which "
        "customers never stop buying. So there is no probability of being alive and no lifetime "
        "value, and the forecast is by NBD.",
        model_title(fit.asked));
  } else {
    text = "NBD has no dropout, so there is no probability of being alive and no lifetime value.";
  }
  text += fmt::format(" In the next {}, {} purchases are expected", horizon_text(lifetimes),
                      mean_text(forecast.total, 0));
  if (forecast.total_low < forecast.total_high) {
    text += fmt::format(" (if the model is right; 95% interval of the mean {} to {})",
                        mean_text(forecast.total_low, 0), mean_text(forecast.total_high, 0));
  }
  const std::string currency = report.currency.empty() ? "" : " " + report.currency;
  if (all.spend) text += fmt::format(", worth {}{}", mean_text(*all.spend, 2), currency);
  text += ".";
  if (all.value) {
    text +=
        fmt::format(" All future purchases are worth {}{} on {}, at a discount of {:.6g}% a year.",
                    mean_text(*all.value, 2), currency, end, 100 * lifetimes.discount);
  }
  if (all.spend && is_doubtful(*lifetimes.spend)) {
    text += fmt::format(" Check: {}.", doubt_of_amounts(*lifetimes.spend));
  }
  if (report.judged() == nullptr) return text;
  const std::string judgement = judgement_sentence(report);
  return judgement.starts_with("Check") ? judgement + " " + text : text + " " + judgement;
}

std::string repeats_sentence(const RepeatFit& fit) {
  std::string text = fmt::format(
      "{}, fitted by maximum likelihood to {} who bought again ({} of all); time in {}s.",
      model_title(fit.model), counted(fit.repeat_buyers, "customer"),
      percent_text(static_cast<double>(fit.repeat_buyers), static_cast<double>(fit.customers)),
      to_string(fit.unit));
  const auto add_limit = [&](std::string_view what, std::string_view parameter) {
    text += fmt::format(
        " The data show no difference between customers in {}, so {} is fitted for all.", what,
        parameter);
  };
  if (fit.limits.one_rate) add_limit("how often they buy", "one rate");
  if (fit.limits.one_dropout) {
    add_limit("dropout", fit.model == RepeatModel::pareto_nbd ? "one rate of dropping out, mu,"
                                                              : "one probability p");
  }
  return text + fmt::format(" The log-likelihood is {}.", mean_text(fit.log_likelihood, 3));
}

std::string spend_sentence(const Lifetimes& lifetimes) {
  if (!lifetimes.spend) {
    return fmt::format("No lifetime values: {}.", lifetimes.no_spend.text());
  }
  const SpendFit& fit = *lifetimes.spend;
  std::string text =
      fmt::format("Gamma-gamma, fitted to the mean spend of {}{}. The log-likelihood is {}.",
                  counted(fit.customers, "customer"),
                  lifetimes.histories.of_table ? "" : " with repeat purchases",
                  mean_text(fit.log_likelihood, 3));
  text += fmt::format(
      " The model assumes that customers who buy more often do not spend more or less per "
      "purchase; the correlation is {:.2f} (of ranks {:.2f})",
      fit.pearson, fit.spearman);
  if (is_doubtful(fit)) {
    text += ". Check: this is too high for the model; amounts are doubtful";
  }
  if (fit.parameters[1].value <= 1) {
    text +=
        ". Its mean over customers is infinite (q is 1 or less): customers without repeat "
        "purchases get no amounts";
  }
  return text + ".";
}

std::string table_sentence(const PurchaseHistories& histories) {
  std::string text =
      "The input is a customer table: a purchase is what its frequency counts, and its amount is "
      "monetary divided by frequency.";
  const auto unknown = std::ranges::count_if(histories.mean_spend, [](double m) { return m <= 0; });
  if (unknown > 0) {
    text += fmt::format(
        " Check: {} a monetary of 0 or less; their purchases are expected to be worth as much as "
        "those of all customers.",
        unknown == 1 ? "1 customer has" : counted(unknown, "customer") + " have");
  }
  return text +
         " There is no test of the model and no time between purchases, which require "
         "transactions.";
}

std::string return_sentence(const PurchaseHistories& histories) {
  const auto days = [&](double share) { return histories.days_until_return(share).value_or(0); };
  return fmt::format(
      "Of all repeat purchases 80% came within {}, 90% within {} and 95% within {} of the previous "
      "one: customers who stay away longer may have left.",
      counted(days(0.8), "day"), counted(days(0.9), "day"), counted(days(0.95), "day"));
}

std::string trial_sentence(const LifetimeReport& report) {
  const Lifetimes& judged = *report.judged();
  const HoldoutTrial& trial = *judged.trial;
  const auto actual = static_cast<double>(trial.all.actual);
  const std::string end = to_date_string(judged.histories.end);
  std::string text;
  if (report.earlier) {
    text = fmt::format("For this test {} was fitted to the purchases until {} only. ",
                       model_title(judged.repeats.model), end);
  }
  text += fmt::format("After {} these customers made {}; {} were expected", end,
                      counted(trial.all.actual, "purchase"), mean_text(trial.all.expected, 0));
  const std::string deviation = deviation_text(trial.all.expected, actual);
  if (!deviation.empty()) text += fmt::format(" ({})", deviation);
  return text + ".";
}

std::string expectation_sentence(const CustomerReport& report) {
  if (!report.lifetime) {
    const std::string why = report.no_lifetime.text();
    return why.empty() ? "" : fmt::format("No forecast: {}.", why);
  }
  const Lifetimes& lifetimes = *report.lifetime;
  const Forecast& forecast = lifetimes.forecast;
  const std::string end = to_date_string(lifetimes.histories.end);
  std::string text;
  if (!forecast.alive.empty()) {
    text = fmt::format("With a probability of {} the customer is still a customer on {}. ",
                       percent_text(forecast.alive.front(), 1), end);
  }
  text +=
      fmt::format("In the next {} {} purchases are expected by {}", horizon_text(lifetimes),
                  mean_text(forecast.expected.front(), 2), model_title(lifetimes.repeats.model));
  const std::string currency = currency_text(report.transactions);
  if (const auto spend = lifetimes.expected_spend(0)) {
    text += fmt::format(", of {}{} each", mean_text(*spend, 2), currency);
    if (const auto value = lifetimes.value(0)) {
      text += fmt::format("; all future purchases are worth {}{} on {}", mean_text(*value, 2),
                          currency, end);
    }
    if (is_doubtful(*lifetimes.spend)) {
      text += fmt::format(". Check: {}", doubt_of_amounts(*lifetimes.spend));
    }
  }
  text += ".";
  if (forecast.alive.empty()) text += " The model has no dropout: customers never leave.";
  const auto next = lifetimes.next_purchase(0);
  if (!next) return text;
  const std::int64_t late = *lifetimes.days_late(0);
  text += fmt::format(
      " Half of the customers with such a history, if they are still customers, buy again by {}",
      to_date_string(*next));
  return text + (late > 0 ? fmt::format(", {} before the data end.", counted(late, "day")) : ".");
}

}  // namespace rfmseg
