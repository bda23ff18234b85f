#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {

/// The element of `choices` whose to_string() is `name`. Throws UsageError, with `option` and the
/// valid names, if there is none.
template <class Choices>
auto parse_choice(std::string_view option, std::string_view name, const Choices& choices) {
  std::string names;
  for (const auto choice : choices) {
    if (to_string(choice) == name) return choice;
    if (!names.empty()) names += ", ";
    names += to_string(choice);
  }
  throw UsageError(fmt::format("{}: '{}' is not one of {}", option, printable(name), names));
}

}  // namespace rfmseg
