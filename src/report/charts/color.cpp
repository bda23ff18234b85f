#include "report/charts/color.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace rfmseg::charts {
namespace {

using Rgb = std::array<int, 3>;

Rgb parse(std::string_view color) {
  Rgb rgb{};
  for (std::size_t i = 0; i < rgb.size(); ++i) {
    const std::string_view digits = color.substr(std::min(1 + 2 * i, color.size()), 2);
    std::from_chars(digits.data(), digits.data() + digits.size(), rgb[i], 16);
  }
  return rgb;
}

/// Relative luminance, as the Web Content Accessibility Guidelines 2.2 define it.
double luminance(std::string_view color) {
  const Rgb rgb = parse(color);
  constexpr std::array kWeights = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (std::size_t i = 0; i < rgb.size(); ++i) {
    const double part = rgb[i] / 255.0;
    sum += kWeights[i] * (part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
  }
  return sum;
}

}  // namespace

std::string_view palette(std::size_t index) {
  static constexpr std::array<std::string_view, 12> kColors = {
      "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9",
      "#8a8a00", "#777777", "#332288", "#882255", "#ddcc77", "#44aa99"};
  return kColors[index % kColors.size()];
}

std::string shade(double part) {
  static constexpr Rgb kPale = {0xe3, 0xee, 0xf9};
  static constexpr Rgb kDark = {0x08, 0x3d, 0x7a};
  std::string color = "#";
  for (std::size_t i = 0; i < kPale.size(); ++i) {
    const double mixed = kPale[i] + (kDark[i] - kPale[i]) * std::clamp(part, 0.0, 1.0);
    color += fmt::format("{:02x}", static_cast<int>(std::lround(mixed)));
  }
  return color;
}

std::string_view text_color_on(std::string_view color) {
  const double light = luminance(color);
  // The contrast of two colours is the ratio of their luminances, each with 0.05 more.
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#ffffff" : "#000000";
}

}  // namespace rfmseg::charts
