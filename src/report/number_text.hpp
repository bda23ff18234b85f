#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/metric_definitions.hpp"
#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg {

/// A part of a whole, neither of them rounded.
struct Share {
  double part = 0, whole = 0;

  /// 0 of nothing.
  [[nodiscard]] double value() const { return whole == 0 ? 0.0 : part / whole; }
};

// Numbers for people: grouped and rounded. Files get every digit instead.

[[nodiscard]] std::string count_text(std::int64_t count);                      ///< `541,909`
[[nodiscard]] std::string counted(std::int64_t count, std::string_view noun);  ///< `5 customers`
[[nodiscard]] std::string exact_money_text(Amount amount);                     ///< `8,911,407.904`
[[nodiscard]] std::string money_text(Amount amount);                           ///< `8,911,407.90`
[[nodiscard]] std::string money_text(const Quantile& quantile);                ///< `77,183.60`
[[nodiscard]] std::string number_text(const Quantile& quantile);  ///< up to 2 decimals: `13.8`
[[nodiscard]] std::string mean_text(double mean, int decimals);   ///< `6,857.94`
[[nodiscard]] std::string as_of_text(Timestamp as_of);            ///< without a time at midnight
[[nodiscard]] std::string day_text(Timestamp day);                ///< `10 Dec 2011`
[[nodiscard]] std::string month_name(std::chrono::year_month month);  ///< `Dec 2011`
[[nodiscard]] std::string month_text(std::chrono::year_month month);  ///< `2011-12`
[[nodiscard]] std::string percent_text(double part, double whole);    ///< `48.7%`
[[nodiscard]] std::string percent_text(const Share& share);
[[nodiscard]] std::string whole_percent_text(const Share& share);  ///< `49%`, `<1%`

/// `a, b and c`.
[[nodiscard]] std::string enumerated(const std::vector<std::string>& things);

// What a metric is, where its name is not enough.

[[nodiscard]] std::string frequency_title(
    const MetricDefinitions& metrics);  ///< `frequency (orders)`
[[nodiscard]] std::string monetary_title(const MetricDefinitions& metrics);  ///< `monetary (mean)`

}  // namespace rfmseg
