#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {

/// The one of `choices` that to_string() calls `name`. Throws UsageError that names `option` and
/// what there is.
template <class Choices>
auto parse_choice(std::string_view option, std::string_view name, const Choices& choices) {
  std::string names;
  for (const auto choice : choices) {
    if (to_string(choice) == name) return choice;
    if (!names.empty()) names += ", ";
    names += to_string(choice);
  }
  throw UsageError(fmt::format("{}: '{}' is none of {}", option, printable(name), names));
}

}  // namespace rfmseg
