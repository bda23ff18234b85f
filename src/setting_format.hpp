#pragma once

#include <fmt/format.h>

#include "rfmseg/message.hpp"

/// Formats a Setting for a Message: `fmt::format("{} {} is less than 1", Setting::k, k)`.
template <>
struct fmt::formatter<rfmseg::Setting> : formatter<std::string_view> {
  template <class Context>
  auto format(rfmseg::Setting setting, Context& context) const {
    return fmt::format_to(context.out(), "\x1A{}\x1A", to_string(setting));
  }
};
