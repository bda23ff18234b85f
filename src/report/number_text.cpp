#include "report/number_text.hpp"

#include <fmt/core.h>

#include <array>

#include "plural.hpp"
#include "rfmseg/report/document.hpp"
#include "rounded.hpp"

namespace rfmseg {
namespace {

constexpr int kMoneyDecimals = 2;

}  // namespace

std::string count_text(std::int64_t count) {
  return grouped(std::to_string(count));
}

std::string counted(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}", count_text(count), plural_noun(count, noun));
}

std::string exact_money_text(Amount amount) {
  return grouped(to_string(amount, kMoneyDecimals));
}

std::string money_text(Amount amount) {
  return grouped(to_rounded_string(amount, kMoneyDecimals));
}

std::string money_text(const Quantile& quantile) {
  return money_text(quantile.to_amount());
}

std::string number_text(const Quantile& quantile) {
  std::string text = to_rounded_string(quantile.to_amount(), kMoneyDecimals);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return grouped(text);
}

std::string mean_text(double mean, int decimals) {
  return grouped(rounded_text(mean, decimals));
}

std::string as_of_text(Timestamp as_of) {
  return as_of == start_of_day(as_of) ? to_date_string(as_of) : to_string(as_of);
}

std::string day_text(Timestamp day) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(day)};
  return fmt::format("{} {}", unsigned{date.day()}, month_name(date.year() / date.month()));
}

std::string month_name(std::chrono::year_month month) {
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{} {}", kMonths.at(unsigned{month.month()} - 1), int{month.year()});
}

std::string month_text(std::chrono::year_month month) {
  return fmt::format("{:04}-{:02}", int{month.year()}, unsigned{month.month()});
}

std::string percent_text(double part, double whole) {
  return rounded_text(whole == 0 ? 0.0 : 100 * part / whole, 1) + '%';
}

std::string percent_text(const Share& share) {
  return percent_text(share.part, share.whole);
}

std::string whole_percent_text(const Share& share) {
  const double percent = 100 * share.value();
  return percent > 0 && percent < 0.5 ? "<1%" : rounded_text(percent + 0.0, 0) + '%';
}

std::string enumerated(const std::vector<std::string>& things) {
  std::string text;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (i > 0) text += i + 1 == things.size() ? " and " : ", ";
    text += things[i];
  }
  return text;
}

std::string frequency_title(const MetricDefinitions& metrics) {
  return fmt::format("frequency ({}{})", metrics.minus_first ? "repeat " : "",
                     to_string(metrics.frequency));
}

std::string monetary_title(const MetricDefinitions& metrics) {
  return metrics.monetary == MonetaryMeasure::mean ? "monetary (mean)" : "monetary";
}

}  // namespace rfmseg
