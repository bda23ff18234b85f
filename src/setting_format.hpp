#pragma once

#include <fmt/format.h>

#include "rfmseg/message.hpp"

/// Lets `fmt::format("{} {} is less than 1", Setting::k, k)` make the text of a Message.
template <>
struct fmt::formatter<rfmseg::Setting> : formatter<std::string_view> {
  template <class Context>
  auto format(rfmseg::Setting setting, Context& context) const {
    return fmt::format_to(context.out(), "\x1A{}\x1A", to_string(setting));
  }
};
