#include "report/charts/scale.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "rounded.hpp"

namespace rfmseg::charts {
namespace {

/// The step of 1, 2 or 5 times a power of ten that parts `span` into about `parts`.
double round_step(double span, int parts) {
  const double rough = span / parts;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (rough <= factor * power * 1.000001) return factor * power;
  }
  return 10 * power;
}

}  // namespace

Scale::Scale(Kind kind, double least, double most, double from, double to)
    : kind_(kind), least_(least), most_(most), from_(from), to_(to) {
  if (least_ < most_) return;
  if (kind_ == Kind::log) {
    least_ /= 2;
    most_ *= 2;
  } else {
    least_ -= 0.5;
    most_ += 0.5;
  }
}

double Scale::operator()(double value) const {
  const double part = kind_ == Kind::log ? std::log(value / least_) / std::log(most_ / least_)
                                         : (value - least_) / (most_ - least_);
  return from_ + part * (to_ - from_);
}

std::vector<double> Scale::ticks(int about) const {
  std::vector<double> ticks;
  const double slack = 1e-9;
  if (kind_ == Kind::linear) {
    const double step = round_step(most_ - least_, about);
    const double first = std::ceil(least_ / step - slack);
    for (double i = first; i * step <= most_ + step * slack; ++i)
      ticks.push_back(i * step + 0.0);  // never -0
    return ticks;
  }
  const double decades = std::log10(most_ / least_);
  const std::vector<double> factors =
      decades < 2 ? std::vector<double>{1, 2, 5} : std::vector<double>{1};
  const int step = std::max(1, static_cast<int>(std::ceil(decades / (about + 1))));
  const int last = static_cast<int>(std::floor(std::log10(most_)));
  for (int power = static_cast<int>(std::floor(std::log10(least_))); power <= last; power += step) {
    for (const double factor : factors) {
      const double tick = factor * std::pow(10.0, power);
      if (tick >= least_ * (1 - slack) && tick <= most_ * (1 + slack)) ticks.push_back(tick);
    }
  }
  return ticks;
}

std::vector<double> Scale::edges(int parts) const {
  std::vector<double> edges;
  for (int i = 0; i <= parts; ++i) {
    const double part = static_cast<double>(i) / parts;
    edges.push_back(kind_ == Kind::log ? least_ * std::pow(most_ / least_, part)
                                       : least_ + (most_ - least_) * part);
  }
  edges.back() = most_;
  return edges;
}

Scale round_scale(double least, double most, double from, double to) {
  if (!(least < most)) most = least + 1;
  const double step = round_step(most - least, 5);
  return {Scale::Kind::linear, std::floor(least / step + 1e-9) * step,
          std::ceil(most / step - 1e-9) * step, from, to};
}

std::string short_number(double value, double step) {
  static constexpr std::array kUnits = {"", "k", "M", "bn", "tn"};
  std::size_t unit = 0;
  while (std::abs(value) >= 999.5 && unit + 1 < kUnits.size()) {
    value /= 1000;
    step /= 1000;
    ++unit;
  }
  const double size = std::abs(value);
  int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  if (step > 0)
    decimals = std::max(decimals, static_cast<int>(std::ceil(-std::log10(step) - 1e-6)));
  std::string text = rounded_text(value, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
  }
  if (text == "-0") text = "0";
  return text + kUnits[unit];
}

}  // namespace rfmseg::charts
